// Large data on its way: first results, progress, the way to stop it, a connection that breaks, several files.

import { expect, type Page } from "@playwright/test";

import { expectTotal, names, results, total, watch } from "./support.ts";
import { halves, lines, test } from "./relay.ts";

const status = (page: Page) => page.getByRole("status").first();

/** Catalogues that the browser has as they were open. */
const catalogues = (page: Page) =>
  page.evaluate(async () => {
    const files = [];
    const read = async (file: FileSystemFileHandle): Promise<ArrayBuffer> => {
      for (;;) {
        try {
          return await (await file.getFile()).arrayBuffer();
        } catch (error) {
          // The engine wrote to it between the two.
          if ((error as DOMException).name !== "NotReadableError") throw error;
        }
      }
    };
    const root = await navigator.storage.getDirectory();
    for await (const [name, folder] of root.entries()) {
      if (name !== "accord-catalogues") continue;
      for await (const file of (folder as FileSystemDirectoryHandle).values()) {
        const bytes = await read(file as FileSystemFileHandle);
        const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).join();
        files.push({ name: file.name, size: bytes.byteLength, hash });
      }
    }
    return files;
  });

/** Writes over three bytes of every such file. */
const change = (page: Page, position: number) =>
  page.evaluate(async (position) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("accord-catalogues");
    for await (const file of folder.values()) {
      const stream = await (file as FileSystemFileHandle).createWritable({ keepExistingData: true });
      await stream.write({ type: "write", position, data: new Uint8Array([0xa5, 0x5a, 0xa5]) });
      await stream.close();
    }
  }, position);

/** Cuts off what the browser has copied of large files: whoever reads that needs the server. */
const cutCopies = (page: Page) =>
  page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const store = await caches.open(name);
      for (const request of await store.keys()) {
        const found = (await store.match(request))!;
        const bytes = await found.arrayBuffer();
        if (bytes.byteLength < 10_000) continue;
        await store.put(request, new Response(bytes.slice(0, bytes.byteLength * 0.7), { headers: found.headers }));
      }
    }
  });

for (const known of [true, false]) {
  test(`first results are there while the rest is on its way, ${known ? "with" : "without"} a length`, async ({ page, relay }) => {
    const faults = watch(page);
    const slow = halves(lines(6000), lines(6000, 6000), known);
    relay.put("/slow.ndjson", slow.answer);
    await page.goto(`${relay.origin}/?data=slow.ndjson`);
    await expect(status(page)).toHaveText(/^Premiers résultats\s: [56][\s]\d{3} profils, la suite arrive$/);
    await expect(names(page).first()).toBeVisible();
    await expect(results(page)).toHaveAttribute("aria-busy", "true");
    expect(await total(page)).toBeGreaterThanOrEqual(5000);
    expect(await total(page)).toBeLessThanOrEqual(6000);
    const bar = page.getByRole("progressbar", { name: "Chargement des données" });
    await expect(bar).toHaveAttribute("aria-valuetext", known ? /^\d+\skB sur \d+\skB · [56][\s]\d{3} lignes lues|^\d+\sko sur \d+\sko · [56][\s]\d{3} lignes lues/ : /^\d+\s(kB|ko) · [56][\s]\d{3} lignes lues/);
    const position = await bar.evaluate((element: HTMLProgressElement) => element.position);
    if (known) {
      expect(position).toBeGreaterThan(0.3);
      expect(position).toBeLessThan(0.7);
    } else {
      expect(position).toBe(-1);
    }
    // What is here answers as anything does.
    await page.getByRole("searchbox", { name: "Rechercher" }).fill("p4999");
    await expectTotal(page, 1);
    await page.getByRole("searchbox", { name: "Rechercher" }).fill("");
    slow.rest();
    await expect(status(page)).toHaveText(/^12[\s]000 profils · 12[\s]000 lignes lues$/);
    await expectTotal(page, 12_000);
    await expect(bar).toHaveCount(0);
    await expect(results(page)).not.toHaveAttribute("aria-busy");
    expect(faults).toEqual([]);
  });
}

test("stopped with nothing before, what is here stays and says that it is not all", async ({ page, relay }) => {
  const slow = halves(lines(6000), lines(6000, 6000));
  relay.put("/slow.ndjson", slow.answer);
  await page.goto(`${relay.origin}/?data=slow.ndjson`);
  await expect(names(page).first()).toBeVisible();
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(status(page)).toHaveText(/^[56][\s]\d{3} profils · [56][\s]\d{3} lignes lues · chargement arrêté$/);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  expect(await total(page)).toBeGreaterThanOrEqual(5000);
  await page.getByRole("searchbox", { name: "Rechercher" }).fill("p4999");
  await expectTotal(page, 1);
});

test("a connection that breaks costs what had not arrived, and is named", async ({ page, relay }) => {
  const slow = halves(lines(6000), lines(6000, 6000));
  relay.put("/slow.ndjson", slow.answer);
  await page.goto(`${relay.origin}/?data=slow.ndjson`);
  await expect(names(page).first()).toBeVisible();
  slow.cut();
  await expect(status(page)).toHaveText(/^[56][\s]\d{3} profils · [56][\s]\d{3} lignes lues$/);
  await expect(page.getByText(/s’est interrompu en route/)).toBeVisible();
});

test("the page on the data has the bar and the way to stop it too", async ({ page, relay }) => {
  const slow = halves(lines(100), lines(100, 100));
  relay.put("/slow.ndjson", slow.answer);
  await page.goto(`${relay.origin}/data/?data=slow.ndjson`);
  await expect(page.getByRole("main").getByRole("progressbar", { name: "Chargement des données" })).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Annuler" }).click();
  await expect(page.getByRole("alert").first()).toContainText("Aucune donnée");
  slow.rest();
});

test("files behind a manifest are one catalogue; what the manifest gets wrong is named", async ({ page, relay }) => {
  const faults = watch(page);
  const [first, second] = [lines(30), lines(40, 20, "TikTok")];
  relay.put("/many/a.ndjson", first);
  relay.put("/many/deep/b.ndjson", second);
  relay.put("/many/list.json", (response) => {
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({
      schema: "accord/manifest@1",
      files: [
        { url: "a.ndjson", profiles: 30, bytes: Buffer.byteLength(first) },
        { url: "deep/b.ndjson", profiles: 99 },
        { url: "gone.ndjson" },
        { url: "other.json" },
        { url: "list.json" },
        { url: "javascript:alert(1)" },
        7,
      ],
    }));
  });
  relay.put("/many/other.json", JSON.stringify({ schema: "accord/manifest@1", files: ["list.json"] }));
  relay.put("/many/gone.ndjson", (response) => void response.writeHead(404).end());
  await page.goto(`${relay.origin}/?data=many/list.json`);
  // Ten of them are in both.
  await expect(status(page)).toHaveText("60 profils · 70 lignes lues");
  await expectTotal(page, 60);
  await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Données" }).click();
  const list = page.getByRole("region", { name: "Fichiers à revoir" }).getByRole("listitem");
  await expect(list).toHaveCount(6);
  await expect(list.filter({ hasText: "b.ndjson" })).toContainText("n’est pas ce que son manifeste annonce");
  await expect(list.filter({ hasText: "gone.ndjson" })).toContainText("rien à cette adresse");
  await expect(list.filter({ hasText: "other.json" })).toContainText("manifeste");
  await expect(list.filter({ hasText: "javascript:" })).toContainText("http");
  await expect(list.filter({ hasText: "list.json" })).toHaveCount(2);
  expect(faults).toEqual([]);
});

test("a manifest leads nowhere that the host's list of origins does not have", async ({ page, relay }) => {
  const asked: string[] = [];
  await page.route("https://elsewhere.example/**", (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  relay.put("/accord.json", JSON.stringify({ data: "list.json", data_origins: ["https://known.example"] }));
  relay.put("/a.ndjson", lines(3));
  relay.put("/list.json", JSON.stringify({ schema: "accord/manifest@1", files: ["a.ndjson", "https://elsewhere.example/b.ndjson"] }));
  await page.goto(`${relay.origin}/`);
  await expectTotal(page, 3);
  await expect(page.getByText(/n’ouvre pas de données venues de cette adresse/)).toBeVisible();
  expect(asked).toEqual([]);
});

test("a second visit opens from the browser's copy, asks the server, and takes newer data in", async ({ page, relay }) => {
  let [data, version] = [lines(20), "one"];
  const waiting: (() => void)[] = [];
  let held = false;
  relay.put("/kept.ndjson", (response, request) => {
    const send = () => {
      const headers = { "Content-Type": "application/x-ndjson", ETag: `"${version}"`, "Cache-Control": "no-cache" };
      if (request.headers["if-none-match"] === `"${version}"`) {
        response.writeHead(304, headers).end();
      } else {
        response.writeHead(200, headers).end(data);
      }
    };
    if (held) waiting.push(send);
    else send();
  });
  const visit = () => page.goto(`${relay.origin}/data/?data=kept.ndjson`);
  const copies = page.getByRole("region", { name: "Copies dans ce navigateur" });
  await visit();
  await expect(page.getByRole("definition").filter({ hasText: /^20$/ }).first()).toBeVisible();
  // The copy is written behind the page's back.
  await expect(async () => {
    await page.reload();
    await expect(copies).toContainText(/1 fichier venu/, { timeout: 2_000 });
  }).toPass();
  // The server is silent: the copy is there all the same.
  held = true;
  await visit();
  await expect(page.getByRole("definition").filter({ hasText: /^20$/ }).first()).toBeVisible();
  // It answers, and has other data by now.
  [data, version, held] = [lines(33), "two", false];
  for (const send of waiting.splice(0)) send();
  await expect(page.getByRole("definition").filter({ hasText: /^33$/ }).first()).toBeVisible();
  await copies.getByRole("button", { name: "Effacer les copies" }).click();
  await expect(copies).toContainText("Rien n’est gardé");
});

test("large data is kept as it was read; a damaged copy costs a fetch and nothing else", async ({ page, relay }) => {
  // Fewer than are kept as they were open.
  const data = lines(18_000);
  const server = (is_silent: boolean) =>
    relay.put("/large.ndjson", (response) => {
      if (is_silent) return void response.destroy();
      response.writeHead(200, { ETag: '"one"', "Cache-Control": "no-cache", "Content-Length": Buffer.byteLength(data) }).end(data);
    });
  server(false);
  relay.put("/list.json", (response) => {
    const files = [{ url: "large.ndjson", profiles: 18_000, bytes: Buffer.byteLength(data) }];
    response.writeHead(200, { ETag: '"list"', "Cache-Control": "no-cache" }).end(JSON.stringify({ schema: "accord/manifest@1", files }));
  });
  // How large the copy is, of the data at an address.
  const copied = () =>
    page.evaluate(async () => {
      for (const name of await caches.keys()) {
        const found = await (await caches.open(name)).match("/large.ndjson");
        if (found) return (await found.arrayBuffer()).byteLength;
      }
      return 0;
    });
  for (const address of ["large.ndjson", "list.json"]) {
    server(false);
    await page.goto(`${relay.origin}/?data=${address}`);
    await expectTotal(page, 18_000);
    await expect.poll(copied).toBeGreaterThan(0);
    expect(await copied()).toBeLessThan(data.length / 2);
    const [first] = await names(page).allTextContents();
    server(true);
    await page.reload();
    await expectTotal(page, 18_000);
    expect((await names(page).allTextContents())[0]).toBe(first);
    await page.getByRole("searchbox", { name: "Rechercher" }).fill("p17999");
    await expectTotal(page, 1);
    // All as the manifest says, and nothing that could not be had.
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
  await cutCopies(page);
  server(false);
  await page.goto(`${relay.origin}/?data=large.ndjson`);
  // Fewer would be those of the copy.
  await expectTotal(page, 18_000);
});

test("a large catalogue is kept as it was open; a damaged or outdated one is read anew, and nothing is lost", async ({ page, relay }) => {
  let [data, version, isSilent] = [lines(20_000), "one", false];
  relay.put("/large.ndjson", (response) => {
    if (isSilent) return void response.destroy();
    response.writeHead(200, { ETag: `"${version}"`, "Cache-Control": "no-cache", "Content-Length": Buffer.byteLength(data) }).end(data);
  });
  const search = page.getByRole("searchbox", { name: "Rechercher" });
  const finds = async (text: string, count: number) => {
    await search.fill(text);
    await expectTotal(page, count);
  };
  const visit = async (count: number) => {
    await page.goto(`${relay.origin}/?data=large.ndjson`);
    await expectTotal(page, count);
  };
  const written = async () => {
    await expect.poll(async () => (await catalogues(page)).map(({ size }) => size > 500_000)).toEqual([true]);
    // The engine answers again once it has written.
    await finds("p19999", 1);
    return catalogues(page);
  };
  await visit(20_000);
  const before = await written();
  isSilent = true;
  await change(page, 300_000);
  await visit(20_000);
  await finds("p19999", 1);
  await finds("profil 77", 111);
  await expect.poll(() => catalogues(page)).toEqual(before);
  await finds("", 20_000);

  // Nobody else has the data now.
  await cutCopies(page);
  await visit(20_000);
  await finds("p19999", 1);
  await finds("profil 77", 111);

  [data, version, isSilent] = [lines(20_500, 100), "two", false];
  await visit(20_500);
  await finds("p20599", 1);
  await page.goto(`${relay.origin}/data/?data=large.ndjson`);
  await page.getByRole("button", { name: "Effacer les copies" }).click();
  await expect.poll(() => catalogues(page)).toEqual([]);
});

test("a catalogue of several files behind a manifest is kept as one", async ({ page, relay }) => {
  let isSilent = false;
  const put = (name: string, text: string) =>
    relay.put(name, (response) => {
      if (isSilent) return void response.destroy();
      response.writeHead(200, { ETag: '"one"', "Cache-Control": "no-cache", "Content-Length": Buffer.byteLength(text) }).end(text);
    });
  put("/a.ndjson", lines(12_000));
  put("/b.ndjson", lines(12_000, 11_000));
  put("/list.json", JSON.stringify({ schema: "accord/manifest@1", files: ["a.ndjson", "b.ndjson"] }));
  const visit = async (count: number) => {
    await page.goto(`${relay.origin}/?data=list.json`);
    await expectTotal(page, count);
  };
  // A thousand are in both.
  await visit(23_000);
  await expect.poll(async () => (await catalogues(page)).map(({ size }) => size > 500_000)).toEqual([true]);
  await page.getByRole("searchbox", { name: "Rechercher" }).fill("p22999");
  await expectTotal(page, 1);

  // It was read of a copy that the browser does not have any more.
  const [before] = await catalogues(page);
  put("/b.ndjson", lines(13_000, 11_000));
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await (await caches.open(name)).delete("/b.ndjson");
  });
  await visit(24_000);
  await expect.poll(async () => (await catalogues(page)).map(({ hash }) => hash !== before!.hash)).toEqual([true]);
  await page.getByRole("searchbox", { name: "Rechercher" }).fill("p23999");
  await expectTotal(page, 1);

  // Nobody else has the data now.
  await cutCopies(page);
  isSilent = true;
  await visit(24_000);
  await page.getByRole("searchbox", { name: "Rechercher" }).fill("p11500");
  await expectTotal(page, 1);
});

test("catalogues of other data make room for the newest", async ({ page, relay }) => {
  const data = lines(20_000);
  relay.put("/large.ndjson", (response) => response.writeHead(200, { ETag: '"one"', "Content-Length": Buffer.byteLength(data) }).end(data));
  await page.goto(`${relay.origin}/data/`);
  await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("accord-catalogues", { create: true });
    for (let at = 0; at < 12; at++) {
      const stream = await (await folder.getFileHandle(`other-${at}`, { create: true })).createWritable();
      await stream.write("x");
      await stream.close();
    }
  });
  await page.goto(`${relay.origin}/?data=large.ndjson`);
  await expectTotal(page, 20_000);
  const sizes = async () => (await catalogues(page)).map(({ size }) => size);
  await expect.poll(async () => (await sizes()).length).toBe(8);
  expect(Math.max(...(await sizes()))).toBeGreaterThan(500_000);
});

test("copies of other data make room for the newest", async ({ page, relay }) => {
  for (const name of ["/first.ndjson", "/second.ndjson"]) {
    const data = lines(50);
    relay.put(name, (response) => response.writeHead(200, { ETag: '"one"', "Content-Length": Buffer.byteLength(data) }).end(data));
  }
  const copies = () =>
    page.evaluate(async () => {
      const stores = (await caches.keys()).map(async (name) => (await caches.open(name)).keys());
      return (await Promise.all(stores)).flat().map(({ url }) => new URL(url).pathname);
    });
  await page.goto(`${relay.origin}/?data=first.ndjson`);
  await expectTotal(page, 50);
  await expect.poll(copies).toEqual(["/first.ndjson"]);
  await page.evaluate(async () => {
    const store = await caches.open((await caches.keys())[0]);
    for (const name of ["/old", "/newer"]) {
      await store.put(name, new Response("x", { headers: { "content-length": String(600 << 20) } }));
    }
  });
  await page.goto(`${relay.origin}/?data=second.ndjson`);
  await expectTotal(page, 50);
  await expect.poll(copies).toEqual(["/newer", "/second.ndjson"]);
});

test("a large catalogue that another tab has open for a moment is waited for", async ({ context, page, relay }) => {
  let isSilent = false;
  const data = lines(20_000);
  relay.put("/large.ndjson", (response) => {
    if (isSilent) return void response.destroy();
    response.writeHead(200, { ETag: '"one"', "Content-Length": Buffer.byteLength(data) }).end(data);
  });
  await page.goto(`${relay.origin}/?data=large.ndjson`);
  await expectTotal(page, 20_000);
  await expect.poll(async () => (await catalogues(page)).map(({ size }) => size > 500_000)).toEqual([true]);
  // The engine answers again once it has written.
  await page.getByRole("searchbox", { name: "Rechercher" }).fill("p19999");
  await expectTotal(page, 1);
  // Nobody else has the data now.
  await cutCopies(page);
  isSilent = true;
  const other = await context.newPage();
  await other.goto(`${relay.origin}/method/`);
  const held = await other.evaluateHandle(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("accord-catalogues");
    const [file] = await Array.fromAsync(folder.values());
    return (file as FileSystemFileHandle).createWritable({ keepExistingData: true });
  });
  // The worker's program is the last thing that the page asks for before it looks; the other is done a while later.
  const asked = page.waitForResponse(/accord_engine_worker.*\.wasm/);
  await page.goto(`${relay.origin}/?data=large.ndjson`);
  await asked;
  await held.evaluate((stream) => void setTimeout(() => stream.abort(), 600));
  await expectTotal(page, 20_000);
});

test("a catalogue that lacked one of its files is read anew, and kept when it has them all", async ({ page, relay }) => {
  let isThere = false;
  relay.put("/a.ndjson", (response) => void response.writeHead(200, { ETag: '"a"' }).end(lines(21_000)));
  relay.put("/b.ndjson", (response) => {
    if (isThere) return void response.writeHead(200, { ETag: '"b"' }).end(lines(10, 21_000));
    response.writeHead(503).end();
  });
  relay.put("/list.json", (response) => {
    response.writeHead(200, { ETag: '"list"' }).end(JSON.stringify({ schema: "accord/manifest@1", files: ["a.ndjson", "b.ndjson"] }));
  });
  await page.goto(`${relay.origin}/?data=list.json`);
  await expectTotal(page, 21_000);
  isThere = true;
  await page.goto(`${relay.origin}/?data=list.json`);
  await expectTotal(page, 21_010);
  await expect.poll(async () => (await catalogues(page)).map(({ size }) => size > 500_000)).toEqual([true]);
});

test("what a server forbids to keep and what the reader opens is not kept", async ({ page, relay }) => {
  relay.put("/secret.ndjson", (response) => void response.writeHead(200, { ETag: '"one"', "Cache-Control": "no-store" }).end(lines(5)));
  await page.goto(`${relay.origin}/data/?data=secret.ndjson`);
  await expect(page.getByRole("definition").filter({ hasText: /^5$/ }).first()).toBeVisible();
  await page.getByLabel("Ouvrir un fichier").first().setInputFiles({ name: "a.ndjson", mimeType: "", buffer: Buffer.from(lines(6)) });
  await expect(page.getByRole("definition").filter({ hasText: /^6$/ }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Copies dans ce navigateur" })).toContainText("Rien n’est gardé");
});
