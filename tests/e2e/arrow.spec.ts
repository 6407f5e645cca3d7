// Arrow files, for which the engine fetches its larger module: from the disk, by a link, in an element, in a program.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "@playwright/test";

import { expectListed, listedNames, openHost, test } from "./partner.ts";
import { expectTotal, file, firstNames, open, openFile, total, watch } from "./support.ts";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "../fixtures/arrow", name));
const MODULE = /accord_engine_arrow-[0-9a-f]+_bg\.wasm$/;

test("an Arrow file is opened like any other, and answers afterwards as they do", async ({ page }) => {
  const faults = watch(page);
  const asked: string[] = [];
  page.context().on("request", (request) => asked.push(request.url()));
  await open(page);
  expect(asked.filter((address) => MODULE.test(address))).toEqual([]);
  await openFile(page, file("createurs.arrow", fixture("polars-lz4.arrow"), "application/vnd.apache.arrow.file"));
  await expect(page.getByRole("status").first()).toHaveText(/^5 profils · 5 lignes lues$/);
  expect(asked.filter((address) => MODULE.test(address)).length).toBe(1);
  expect(page.workers().length).toBe(1);
  await page.getByRole("searchbox", { name: "Rechercher" }).fill("Rigole");
  await expectTotal(page, 1);
  expect(await firstNames(page)).toEqual(["Tom Rigole"]);
  await page.getByRole("searchbox", { name: "Rechercher" }).fill("");
  await expectTotal(page, 5);
  // What was a table is read by the larger engine too, and what is none leaves things as they are.
  await openFile(page, file("petit.csv", "network,handle,followers\ninstagram,ana,12000\ntiktok,ben,\n"));
  await expectTotal(page, 2);
  await openFile(page, file("faux.arrow", Buffer.from("ARROW1\0\0\xff\xff\xff\xff\x10\0\0\0 no, it is none of it", "latin1")));
  await expect(page.getByRole("alert").first()).toContainText("commence comme de l’Arrow");
  await expectTotal(page, 2);
  expect(faults).toEqual([]);
});

test("an Arrow file under another name is known by its content; one that is none leaves the data before", async ({ page }) => {
  await open(page);
  const before = await total(page);
  await openFile(page, file("faux.bin", Buffer.from("ARROW1\0\0\xff\xff\xff\xff\x10\0\0\0 cut short", "latin1")));
  await expect(page.getByRole("alert").first()).toContainText("s’arrête avant le premier profil");
  await expectTotal(page, before);
  await page.getByRole("searchbox", { name: "Rechercher" }).fill("zzzz");
  await expect(page.getByText(/Aucun profil ne passe/)).toBeVisible();
  await page.getByRole("searchbox", { name: "Rechercher" }).fill("");
  await openFile(page, file("createurs.bin", fixture("pandas-flat.feather"), "application/octet-stream"));
  await expectTotal(page, 4);
});

test("a link leads to an Arrow file at another address", async ({ page }) => {
  await page.context().route("https://data.example/createurs.arrow", (route) =>
    route.fulfill({ body: fixture("duckdb.arrow"), contentType: "application/vnd.apache.arrow.file", headers: { "access-control-allow-origin": "*" } }));
  await page.goto("./?data=https%3A%2F%2Fdata.example%2Fcreateurs.arrow");
  await expectTotal(page, 5);
  await expect(page.getByText(/data\.example/).first()).toBeVisible();
});

test("an Arrow file that breaks off gives what came before, and says so", async ({ page }) => {
  await open(page);
  const whole = fixture("pyarrow-batches.arrows");
  await openFile(page, file("coupe.arrows", whole.subarray(0, whole.length - 3_000), "application/vnd.apache.arrow.stream"));
  await expect(page.getByRole("status").first()).toHaveText(/^4 profils · 4 lignes lues/);
  await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Données" }).click();
  await expect(page.getByText(/coupées net/).first()).toBeVisible();
});

test("an element of another page shows an Arrow file", async ({ page, partner, site }) => {
  const headers = { "Access-Control-Allow-Origin": "*", "Content-Type": "application/vnd.apache.arrow.stream" };
  partner.put("/createurs.arrows", { body: fixture("polars-coded.arrows"), headers });
  await openHost(page, partner, site, `<accord-match data-src="/createurs.arrows" query="sort=followers"></accord-match>`, 5);
  await expectListed(page, 5);
  expect(await listedNames(page)).toContain("Marius Pélican");
});

test("the module for programs opens Arrow as a promise", async ({ page }) => {
  await page.goto("./method/");
  const answer = await page.evaluate(async (bytes) => {
    const module = await import(new URL("engine/accord_engine.js", document.baseURI).href);
    await module.init();
    const before = module.Engine.memory().bytes;
    const engine = await module.Engine.open(new Uint8Array(bytes), { name: "createurs.arrow" });
    const taken = module.Engine.memory().bytes - before;
    const total = engine.query("language=fr").total;
    const profile = engine.get("tiktok:tomrigole");
    engine.free();
    const refused = await module.Engine.open(new TextEncoder().encode("ARROW1 and no more"), {}).catch((error: { code: string }) => error.code);
    return { total, profile, refused, taken };
  }, [...fixture("pyarrow-zstd.arrow")]);
  expect(answer.total).toBe(3);
  expect(answer.profile).toMatchObject({ network: "tiktok", followers: 1250000 });
  // The larger module's memory is told as well.
  expect(answer.taken).toBeGreaterThan(1_000_000);
  expect(answer.refused).toMatch(/not_arrow|truncated_without_profiles/);
});
