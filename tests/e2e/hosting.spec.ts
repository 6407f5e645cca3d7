// The built site on real hosts, set up as docs/hosting.md says: addresses, types, caching, compression, policy, data.

import { readdirSync, readFileSync } from "node:fs";
import { request as ask } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { expect, type Page } from "@playwright/test";

import { DIST, FOLDER, type Host, type Hosts, sample, test } from "./hosts.ts";
import { listed, watch } from "./support.ts";

const ROUTES: [string, RegExp, RegExp][] = [
  ["", /Découvrir/, /^Accord.: trouver les bons influenceurs$/],
  ["profile/", /Aucun profil/, /^Profil · Accord$/],
  ["compare/", /Comparer/, /^Comparer · Accord$/],
  ["lists/", /Listes|Favoris/, /^Listes · Accord$/],
  ["data/", /Données/, /^Données · Accord$/],
  ["method/", /Méthode/, /^Méthode · Accord$/],
];

const HASHED = /-[0-9a-f]{12,16}(_bg)?\.(css|js|wasm)$/;
const FILES = readdirSync(DIST, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(DIST.length + 1))
  .sort();
/** The one file whose name has a hash after this start and this end. */
const hashed = (start: string, end: string): string => {
  const found = FILES.filter((name) => name.startsWith(start) && name.endsWith(end) && name.replace(HASHED, "-") === start);
  if (found.length !== 1) throw new Error(`${start}…${end}: ${found.length} files in dist/`);
  return found[0];
};

interface Answer {
  status: number;
  headers: Record<string, string | undefined>;
  body: Buffer;
}

/** Asks as no browser would: nothing is followed, nothing unpacked. */
const get = (address: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((answer, fail) => {
    const asked = ask(address, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => answer({ status: response.statusCode!, headers: response.headers as Answer["headers"], body: Buffer.concat(parts) }));
    });
    asked.on("error", fail).end();
  });

/** The policy that `_headers` has for the page. */
function policy(): string {
  const text = readFileSync(join(DIST, "_headers"), "utf8");
  return /^\/\n {2}Content-Security-Policy: (.*)$/m.exec(text)![1];
}

const pick = (hosts: Hosts, name: "nginx" | "caddy" | "plain"): Host => hosts[name];

for (const name of ["nginx", "caddy", "plain"] as const) {
  for (const folder of ["", FOLDER]) {
    test(`every address opens as a deep link: ${name}, ${folder || "root"}`, async ({ page, hosts }) => {
      const faults = watch(page);
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      const site = pick(hosts, name).root + folder;
      for (const [route, heading, title] of ROUTES) {
        const response = await page.goto(site + route);
        expect(response!.status()).toBe(200);
        expect(await response!.text()).toMatch(new RegExp(`<title>${title.source.replace(/[$^]/g, "")}</title>`));
        expect(response!.headers()["content-security-policy"]).toBe(name === "plain" ? undefined : policy());
        await expect(page.getByRole("heading", { level: 1 }).first()).toHaveText(heading);
        expect(page.url()).toBe(site + route);
        if (route === "") await listed(page);
      }
      expect(faults).toEqual([]);
      await expect.poll(() => asked.filter((address) => address.includes("accord_engine_rest")).length).toBeGreaterThan(0);
      // A file that another build could have under the same name may come from a cache of then.
      const code = asked.map((address) => address.slice(site.length)).filter((path) => /\.(js|wasm|css)$/.test(path));
      expect(code.filter((path) => !HASHED.test(path))).toEqual([]);
      expect([...new Set(code)].map((path) => path.replace(HASHED, "$1.$2")).sort()).toEqual([
        "accord-deferred.wasm", "accord-panel.wasm", "accord-shared.wasm", "accord.js", "accord_bg.wasm", "engine/accord_engine_rest.wasm", "engine/accord_engine_worker.js", "engine/accord_engine_worker_bg.wasm", "start.js", "style.css", "worker.js",
      ]);
    });
  }
}

for (const name of ["nginx", "caddy"] as const) {
  test(`types, caching and compression are right: ${name}`, async ({ hosts }) => {
    const KEPT = "public, max-age=31536000, immutable";
    const files: [string, RegExp, string][] = [
      ["", /^text\/html/, "no-cache"],
      ["compare/", /^text\/html/, "no-cache"],
      ["accord.json", /^application\/json/, "no-cache"],
      ["data/demo.json", /^application\/json/, "no-cache"],
      ["manifest.webmanifest", /^application\/manifest\+json/, "no-cache"],
      ["icon.svg", /^image\/svg\+xml/, "no-cache"],
      ["favicon.ico", /^image\/(x-icon|vnd\.microsoft\.icon)/, "no-cache"],
      ["apple-touch-icon.png", /^image\/png/, "no-cache"],
      ["engine/accord_engine.js", /^(text|application)\/javascript/, "no-cache"],
      ["engine/accord_engine_bg.wasm", /^application\/wasm$/, "no-cache"],
      [hashed("accord-", ".wasm"), /^application\/wasm$/, KEPT],
      [hashed("accord-deferred-", ".wasm"), /^application\/wasm$/, KEPT],
      [hashed("accord-", ".js"), /^(text|application)\/javascript/, KEPT],
      [hashed("style-", ".css"), /^text\/css/, KEPT],
      [hashed("worker-", ".js"), /^(text|application)\/javascript/, KEPT],
      [hashed("engine/accord_engine-", ".js"), /^(text|application)\/javascript/, KEPT],
      [hashed("engine/accord_engine-", ".wasm"), /^application\/wasm$/, KEPT],
      ["engine/accord_engine_worker.js", /^(text|application)\/javascript/, "no-cache"],
      [hashed("engine/accord_engine_worker-", ".js"), /^(text|application)\/javascript/, KEPT],
      [hashed("engine/accord_engine_worker-", ".wasm"), /^application\/wasm$/, KEPT],
      [hashed("engine/accord_engine_rest-", ".wasm"), /^application\/wasm$/, KEPT],
    ];
    for (const [path, type, keep] of files) {
      for (const site of [hosts[name].root, hosts[name].root + FOLDER]) {
        const { status, headers, body } = await get(site + path);
        expect(status, path).toBe(200);
        expect(headers["content-type"] ?? "none", path).toMatch(type);
        expect(headers["cache-control"], path).toBe(keep);
        expect(headers["content-security-policy"], path).toBe(policy());
        expect(headers["x-content-type-options"], path).toBe("nosniff");
        expect(headers["referrer-policy"], path).toBe("no-referrer");
        expect(headers["access-control-allow-origin"], path).toBe(path.startsWith("engine/") ? "*" : undefined);
        expect(headers["content-encoding"], path).toBeUndefined();
        const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
        const whole = readFileSync(join(DIST, file));
        expect(body.equals(whole), path).toBe(true);
        if (!FILES.includes(`${file}.br`)) continue;
        for (const [encoding, unpack] of [["br", brotliDecompressSync], ["gzip", gunzipSync]] as const) {
          if (encoding === "br" && name === "nginx" && !hosts.brotli) continue;
          const packed = await get(site + path, { "accept-encoding": encoding === "br" ? "gzip, deflate, br" : "gzip" });
          expect(packed.headers["content-encoding"], path).toBe(encoding);
          expect(packed.headers.vary?.toLowerCase(), path).toContain("accept-encoding");
          expect(packed.headers["content-type"], path).toMatch(type);
          expect(packed.headers["cache-control"], path).toBe(keep);
          expect(unpack(packed.body).equals(whole), path).toBe(true);
        }
      }
    }
  });

  test(`a folder without its slash leads to it, and what is missing is not kept: ${name}`, async ({ hosts }) => {
    for (const site of [hosts[name].root, hosts[name].root + FOLDER]) {
      const { status, headers } = await get(`${site}compare?lang=en`);
      expect([301, 302, 307, 308]).toContain(status);
      expect(new URL(headers.location!, `${site}compare`).href).toBe(`${site}compare/?lang=en`);
      for (const path of ["nothing/", "nothing.js", "accord-0123456789abcdef_bg.wasm"]) {
        const missing = await get(site + path);
        expect(missing.status, path).toBe(404);
        expect(missing.headers["cache-control"] ?? "", path).not.toContain("immutable");
      }
    }
  });
}

test("the policy of every sample is the page's own", () => {
  const [nginx] = sample("nginx");
  const [caddy] = sample("caddyfile");
  const cloudfront = JSON.parse(sample("json")[0]) as { SecurityHeadersConfig: { ContentSecurityPolicy: { ContentSecurityPolicy: string } } };
  expect(nginx).toContain(`"${policy()}"`);
  expect(caddy).toContain(`"${policy()}"`);
  expect(cloudfront.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy).toBe(policy());
});

test("_headers names what is there, and keeps every hashed name", () => {
  const text = readFileSync(join(DIST, "_headers"), "utf8");
  const blocks = text.split(/^(?=\/)/m).map((block) => block.trim().split(/\n\s*/));
  const paths = blocks.map(([path]) => path);
  expect(new Set(paths).size).toBe(paths.length);
  for (const path of paths.filter((path) => !path.endsWith("*"))) {
    expect(FILES, path).toContain(path.endsWith("/") ? `${path.slice(1)}index.html` : path.slice(1));
  }
  const kept = blocks.filter((block) => block.includes("Cache-Control: public, max-age=31536000, immutable")).map(([path]) => path.slice(1));
  expect(kept.sort()).toEqual(FILES.filter((name) => HASHED.test(name)));
  expect(blocks.find(([path]) => path === "/engine/*")).toContain("Access-Control-Allow-Origin: *");
});

test("the samples for S3 upload each file once, the hashed ones for good", () => {
  const [text] = sample("sh", 4).filter((text) => text.includes("aws s3 cp"));
  const commands = text.replaceAll("\\\n", " ").split("\n").filter((line) => line.includes("--recursive"));
  const uploads = commands.map((command) => {
    const filters = [...command.matchAll(/--(include|exclude) "([^"]+)"/g)];
    const fits = (name: string, pattern: string) => new RegExp(`^${pattern.replace(/[.]/g, "\\.").replaceAll("*", ".*")}$`).test(name);
    // Of several that fit, the last one counts.
    return FILES.filter((name) => filters.reduce((is, [, kind, pattern]) => (fits(name, pattern) ? kind === "include" : is), true));
  });
  expect(uploads[0]).toEqual(FILES.filter((name) => HASHED.test(name)));
  const behind = /\.(br|gz)$|^_headers$|^\.nojekyll$|^manifest\.webmanifest$/;
  expect([...uploads[0], ...uploads[1]].sort()).toEqual(FILES.filter((name) => !behind.test(name)));
});

test("the function for CloudFront finds the page of a folder", () => {
  type Entry = { value: string; multiValue?: { value: string }[] };
  const handler = new Function(`${sample("js")[0]}; return handler;`)() as (event: { request: { uri: string; querystring: Record<string, Entry> } }) => {
    uri?: string;
    statusCode?: number;
    headers?: { location: { value: string } };
  };
  const uri = (uri: string, querystring = {}) => handler({ request: { uri, querystring } });
  expect(uri("/").uri).toBe("/index.html");
  expect(uri("/some/folder/compare/").uri).toBe("/some/folder/compare/index.html");
  expect(uri("/engine/accord_engine.js").uri).toBe("/engine/accord_engine.js");
  const data = { value: "a.json", multiValue: [{ value: "a.json" }, { value: "https%3A%2F%2Fb.example%2Fc.json" }] };
  const sent = uri("/compare", { data, lang: { value: "en" } });
  expect(sent.statusCode).toBe(301);
  expect(sent.headers!.location.value).toBe("/compare/?data=a.json&data=https%3A%2F%2Fb.example%2Fc.json&lang=en");
});

test("another site loads the engine by its public name, and its bytes once", async ({ page, hosts }) => {
  // A page without a policy, on another origin than the engine's.
  await page.goto(`${hosts.plain.root}accord.json`);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const total = await page.evaluate(async (address) => {
    const { init, default: same, Engine } = await import(address);
    await init();
    const engine = Engine.open(new TextEncoder().encode('[{"network":"x","handle":"ana","followers":20000}]'), { name: "one.json" });
    const { total } = engine.query("");
    engine.free();
    return [total, typeof same];
  }, `${hosts.nginx.root}engine/accord_engine.js`);
  expect(total).toEqual([1, "function"]);
  expect(asked.filter((address) => address.endsWith(".wasm"))).toEqual([hosts.nginx.root + hashed("engine/accord_engine-", ".wasm")]);
});

test("the manifest's pictures are there, in the size it says", async ({ page, hosts }) => {
  await page.goto(`${hosts.plain.root + FOLDER}compare/`);
  const [manifest, links] = await page.evaluate(async () => {
    const href = (selector: string) => [...document.querySelectorAll<HTMLLinkElement>(selector)].map((link) => link.href);
    const [address] = href("link[rel=manifest]");
    const text = (await (await fetch(address)).json()) as { icons: { src: string; sizes: string; purpose?: string }[]; start_url: string; scope: string };
    const icons = text.icons.map((icon) => ({ ...icon, src: new URL(icon.src, address).href }));
    return [{ ...text, icons, start_url: new URL(text.start_url, address).href, scope: new URL(text.scope, address).href }, href("link[rel=icon], link[rel=apple-touch-icon]")];
  });
  expect(manifest.start_url).toBe(hosts.plain.root + FOLDER);
  expect(manifest.scope).toBe(hosts.plain.root + FOLDER);
  expect(manifest.icons.some((icon) => icon.purpose === "maskable")).toBe(true);
  expect(links).toHaveLength(3);
  const sizes: [string, string][] = [...manifest.icons.map((icon): [string, string] => [icon.src, icon.sizes]), ...links.map((link): [string, string] => [link, "any"])];
  for (const [address, size] of sizes) {
    const real = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, address);
    if (size !== "any") expect(real, address).toBe(size);
  }
});

test.describe("data on another host", () => {
  // Its certificate is one of the moment.
  test.use({ ignoreHTTPSErrors: true });

  const alert = (page: Page) => page.getByRole("alert").first();

  test("is listed where its host allows the site, and the policy its host", async ({ page, hosts }) => {
    const faults = watch(page);
    await page.goto(`${hosts.narrow.root}?data=${encodeURIComponent(`${hosts.data.root}profiles.json`)}`);
    await listed(page);
    await expect(page.getByRole("status").first()).toHaveText(/^\d+ profils · [\d\s]+ lignes lues$/);
    expect(faults).toEqual([]);
  });

  test("gives a sentence where its host does not allow the site", async ({ page, hosts }) => {
    await page.goto(`${hosts.nginx.root}?data=${encodeURIComponent(`${hosts.data.root}profiles.json`)}`);
    await expect(alert(page)).toContainText(/127\.0\.0\.1/);
  });

  test("gives a sentence where a narrowed policy does not allow its host", async ({ page, hosts }) => {
    const asked: string[] = [];
    page.on("requestfinished", (request) => asked.push(request.url()));
    const other = hosts.data.root.replace("127.0.0.1", "localhost");
    await page.goto(`${hosts.narrow.root}?data=${encodeURIComponent(`${other}profiles.json`)}`);
    await expect(alert(page)).toContainText(/localhost/);
    expect(asked.filter((address) => address.startsWith(other))).toEqual([]);
  });
});

test("an engine that can't be had gives a sentence", async ({ page, hosts }) => {
  await page.context().route(/accord_engine_worker-.*\.js$/, (route) => route.abort());
  await page.goto(hosts.plain.root);
  await expect(page.getByRole("alert").first()).toBeVisible();
});

for (const [part, name] of [["module", /\/accord-[0-9a-f]+_bg\.wasm$/], ["glue", /\/accord-[0-9a-f]+\.js$/]] as const) {
  test(`a page whose ${part} can't be had says so, in both languages`, async ({ page, hosts }) => {
    await page.context().route(name, (route) => route.abort());
    await page.goto(hosts.plain.root);
    await expect(page.getByRole("alert")).toContainText("Accord n’a pas pu démarrer");
    await expect(page.getByRole("alert")).toContainText("Accord could not start");
    await page.context().unroute(name);
    await page.reload();
    await expect(page.getByRole("searchbox")).toBeVisible();
    await expect(page.getByText("could not start")).toHaveCount(0);
  });
}
