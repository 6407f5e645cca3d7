// The engine for JavaScript, loading by itself; and the example of docs/engine.md, taken out of it and run.

import { readFileSync } from "node:fs";

import { expect, type Page } from "@playwright/test";

import { halves, lines, test } from "./relay.ts";

const DOCUMENT = readFileSync(`${import.meta.dirname}/../../docs/engine.md`, "utf8");

test("the document's example runs as it stands", async ({ page, relay }) => {
  const example = /<!-- example: load -->\n```js\n([\s\S]*?)\n```/.exec(DOCUMENT)![1]
    .replace("https://accord.example", relay.origin)
    .replace("https://data.example", relay.origin);
  relay.put("/profiles.ndjson", lines(120));
  relay.put("/example.js", (response) => void response.writeHead(200, { "Content-Type": "text/javascript" }).end(example));
  relay.put("/page", (response) => void response.writeHead(200, { "Content-Type": "text/html" }).end('<!doctype html><link rel="icon" href="data:,"><script type="module" src="/example.js"></script>'));
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(`error ${error}`));
  await page.goto(`${relay.origin}/page`);
  await expect.poll(() => said.at(-1)).toMatch(/^120 /);
  expect(said.some((line) => /^\d+ of (\d+|\?) bytes, 120 rows$/.test(line))).toBe(true);
  expect(said.filter((line) => line.startsWith("Profil "))).toHaveLength(50);
  expect(said.filter((line) => line.startsWith("error"))).toEqual([]);
});

/** Runs a function in a page that has the module, with the origin. */
async function inPage<T>(page: Page, origin: string, work: (Engine: any) => Promise<T>): Promise<T> {
  await page.goto(`${origin}/method/`);
  return page.evaluate(async (text) => {
    const module = await import(new URL("engine/accord_engine.js", document.baseURI).href);
    await module.init();
    return (0, eval)(`(${text})`)(module.Engine);
  }, work.toString());
}

test.use({ bypassCSP: true });

test("every kind of source is read, and several become one catalogue", async ({ page, relay }) => {
  relay.put("/a.ndjson", lines(30));
  relay.put("/list.json", JSON.stringify({ schema: "accord/manifest@1", files: ["a.ndjson", "gone.ndjson"] }));
  relay.put("/gone.ndjson", (response) => void response.writeHead(404).end());
  const found = await inPage(page, relay.origin, async (Engine) => {
    const text = JSON.stringify([{ network: "x", handle: "one" }]);
    const bytes = new TextEncoder().encode(text);
    const sources: Record<string, any> = {
      address: "/a.ndjson",
      url: new URL("/a.ndjson", location.href),
      response: await fetch("/a.ndjson"),
      blob: new Blob([bytes]),
      file: new File([bytes], "one.json"),
      stream: new Blob([bytes]).stream(),
      bytes,
      buffer: bytes.buffer,
      several: ["/a.ndjson", bytes, new Blob(["network,handle\ntiktok,P3\n"])],
      manifest: "/list.json",
    };
    const found: Record<string, any> = {};
    for (const [name, source] of Object.entries(sources)) {
      const engine = await Engine.load(source);
      found[name] = [engine.query("").total, engine.failures().map((failure: any) => failure.code)];
      engine.free();
    }
    const failing: Record<string, any> = { html: new Blob(["<!doctype html>"]), gone: "/gone.ndjson", number: 7, mail: "mailto:a@b.example", none: [] };
    for (const [name, source] of Object.entries(failing)) {
      found[name] = await Engine.load(source).then(() => "", (error: any) => error.code);
    }
    const read = await fetch("/a.ndjson");
    await read.text();
    const locked = new Blob(["x"]).stream();
    locked.getReader();
    const words = new ReadableStream({ start: (controller) => (controller.enqueue("words"), controller.close()) });
    found.words = await Engine.load(words).then(() => "", (error: any) => error.code);
    for (const [name, source] of Object.entries({ read, locked })) {
      // Twice: once the second broke the module for good.
      for (let time = 0; time < 2; time++) found[name] = await Engine.load(source).then(() => "", (error: any) => error.code);
    }
    const code = (call: () => unknown) => {
      try {
        call();
      } catch (error: any) {
        return error.code;
      }
    };
    const engine = await Engine.load(bytes);
    found.wrong = ["abc", undefined, {}, new DataView(bytes.buffer)].map((wrong) => code(() => Engine.open(wrong)));
    found.strangers = [5, {}, undefined].flatMap((id) => [code(() => engine.explain(id)), code(() => engine.get(id))]);
    found.queries = [5, ["a"], true].map((query) => code(() => engine.query(query)));
    found.after = engine.query("").total;
    found.option = await Engine.load(bytes, { onProgress: 7 }).then(() => "", (error: any) => error.code);
    found.memory = Engine.memory().bytes > 1_000_000;
    return found;
  });
  expect(found).toEqual({
    address: [30, []], url: [30, []], response: [30, []], blob: [1, []], file: [1, []], stream: [1, []], bytes: [1, []], buffer: [1, []],
    several: [31, []], manifest: [30, ["not_found"]],
    html: "html", gone: "not_found", number: "bad_source", mail: "bad_address", none: "no_catalogue", option: "bad_option", memory: true,
    read: "bad_source", locked: "bad_source", words: "bad_message", after: 1,
    wrong: Array(4).fill("bad_source"), strangers: Array(6).fill("bad_option"), queries: Array(3).fill("bad_option"),
  });
});

test("progress and first results are told while data arrives, and a signal stops it", async ({ page, relay }) => {
  const slow = halves(lines(6000), lines(6000, 6000));
  relay.put("/slow.ndjson", slow.answer);
  relay.put("/rest", (response) => {
    slow.rest();
    response.end();
  });
  const found = await inPage(page, relay.origin, async (Engine) => {
    const told: any[] = [];
    let early = 0;
    const engine = await Engine.load("/slow.ndjson", {
      onProgress: (progress: any) => told.push(progress),
      onFirst: (first: any) => {
        early = first.query("").total;
        first.free();
        void fetch("/rest");
      },
    });
    const whole = engine.query({ from: 11_990, n: 50 });
    const stop = new AbortController();
    const stopped = Engine.load("/slow.ndjson", { signal: stop.signal, onProgress: () => stop.abort(new Error("enough")) });
    const reason = await stopped.then(() => "", (error: any) => error.message);
    return { early, total: whole.total, window: whole.rows.length, last: told.at(-1), reason };
  });
  expect(found.early).toBeGreaterThanOrEqual(5000);
  expect(found.early).toBeLessThanOrEqual(6000);
  expect(found).toMatchObject({ total: 12_000, window: 10, reason: "enough", last: { rows: 12_000, reading: true } });
  expect(found.last.bytes).toBe(found.last.total);
});
