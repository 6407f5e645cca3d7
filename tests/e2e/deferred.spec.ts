// Code that comes after the first results: when it is asked for, late, and not at all.

import { readFileSync } from "node:fs";

import { expect, type Page, type Route, test } from "@playwright/test";

import { expectTotal, file, listed, names, open, openFile, watch } from "./support.ts";

/** The other pages and what explains a profile; the panel; what both have in common. */
const CODE = /\/accord-(deferred|panel|shared)-[0-9a-f]+\.wasm$/;

/** What of the engine follows: tables, explanations, files. */
const REST = /\/engine\/accord_engine_rest-[0-9a-f]+\.wasm$/;

const narrow = { width: 900, height: 800 };

/** Holds back the code until it is let go. */
async function held(page: Page, code = CODE): Promise<() => void> {
  let go = () => {};
  const wait = new Promise<void>((done) => (go = done));
  await page.context().route(code, async (route: Route) => {
    await wait;
    await route.continue();
  });
  return go;
}

test("a visit asks for it after its results, without being told, and once", async ({ page }) => {
  await page.setViewportSize(narrow);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page);
  const code = () => asked.filter((path) => CODE.test(path));
  await expect.poll(code).toHaveLength(3);
  const at = () => asked.indexOf(code()[0]);
  expect(at()).toBeGreaterThan(asked.findIndex((path) => /\/data\/demo\.json$/.test(path)));
  expect(at()).toBeGreaterThan(asked.findIndex((path) => /\/engine\/.*\.wasm$/.test(path)));
  await page.getByRole("link", { name: "Méthode" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Méthode/);
  await page.getByRole("link", { name: /^Listes/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Listes|Favoris/);
  expect(code()).toHaveLength(3);
});

test("a page whose code is late has its heading, and the focus stays on it", async ({ page }) => {
  await page.setViewportSize(narrow);
  const go = await held(page);
  await open(page);
  await page.getByRole("link", { name: "Méthode" }).press("Enter");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("Méthode");
  await expect(heading).toBeFocused();
  await expect(page.getByRole("table")).toHaveCount(0);
  go();
  await expect(page.getByRole("table").first()).toBeVisible();
  await expect(heading).toBeFocused();
});

test("a profile whose code is late is explained when it comes", async ({ page }) => {
  await page.setViewportSize({ width: 1500, height: 900 });
  const faults = watch(page);
  const go = await held(page);
  await open(page, "./#b.topics=beauty:2");
  const name = (await names(page).first().textContent())!;
  const drawer = page.getByRole("complementary", { name: "Le profil en vue" });
  await expect(drawer.getByRole("heading", { level: 2 })).toHaveCount(0);
  go();
  await expect(drawer.getByRole("heading", { level: 2 })).toHaveText(name);
  expect(faults).toEqual([]);
});

test("a panel whose code is late is there when it comes, and the list before it", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const go = await held(page);
  await open(page, "./#tier=micro");
  const panel = page.getByRole("complementary", { name: "Brief et filtres" });
  await expect(panel).toBeVisible();
  await expect(panel.getByRole("slider")).toHaveCount(0);
  go();
  await expect(panel.getByRole("slider", { name: "Poids : coût" })).toBeVisible();
  await expect(panel.getByRole("checkbox", { name: /^Micro/ })).toBeChecked();
});

test("a panel and a drawer whose code can't be had say so, and the drawer can be closed", async ({ page }) => {
  await page.setViewportSize(narrow);
  await page.context().route(CODE, (route) => route.abort());
  await open(page);
  await page.getByRole("button", { name: /Expliquer le match/ }).first().click();
  const drawer = page.getByRole("complementary", { name: "Le profil en vue" });
  await expect(drawer.getByRole("alert")).toContainText("n’est pas arrivée");
  await drawer.getByRole("button", { name: "Fermer l’explication" }).click();
  await expect(drawer).toHaveCount(0);
  await page.getByRole("button", { name: "Brief et filtres" }).click();
  await expect(page.getByRole("alert")).toContainText("n’est pas arrivée");
  await page.context().unroute(CODE);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(page.getByRole("slider", { name: "Poids : coût" })).toBeVisible();
});

for (const [lang, link, missing, retry, content] of [
  ["fr", "Méthode", "Cette partie de la page n’est pas arrivée", "Réessayer", /Méthode/],
  ["en", "Method", "This part of the page did not arrive", "Try again", /Method/],
] as const) {
  test(`code that can't be had is told where it is needed, and can be asked for again: ${lang}`, async ({ page }) => {
    await page.setViewportSize(narrow);
    await page.context().route(CODE, (route) => route.abort());
    await page.goto(`./?lang=${lang}`);
    await listed(page);
    await expect(page.getByRole("alert")).toHaveCount(0);
    await page.getByRole("link", { name: link, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(content);
    await expect(page.getByRole("alert")).toContainText(missing);
    await page.getByRole("button", { name: retry }).click();
    await expect(page.getByRole("alert")).toContainText(missing);
    await page.context().unroute(CODE);
    await page.getByRole("button", { name: retry }).press("Enter");
    await expect(page.getByRole("table").first()).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    // The first page never needed it.
    await page.goBack();
    await listed(page);
  });
}

test("a visit that begins at another page waits for its code, and says when it can't be had", async ({ page }) => {
  await page.context().route(CODE, (route) => route.abort());
  await page.goto("./method/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Méthode");
  await expect(page.getByRole("alert")).toContainText("n’est pas arrivée");
  await page.context().unroute(CODE);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(page.getByRole("table").first()).toBeVisible();
});

test("a visit that begins at another page stands without its code where that takes long", async ({ page }) => {
  const go = await held(page);
  await page.goto("./method/");
  await expect(page.getByRole("link", { name: "Découvrir" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Méthode");
  await expect(page.getByRole("table")).toHaveCount(0);
  go();
  await expect(page.getByRole("table").first()).toBeVisible();
});

const table = file("deux.csv", "network,handle,followers\ninstagram,lea,12000\ntiktok,lou,3400\n");

test("the engine's rest is asked for after the results, once, and serves without a connection", async ({ page }) => {
  await page.setViewportSize(narrow);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const rest = page.waitForEvent("requestfinished", (request) => REST.test(request.url()));
  await open(page);
  await rest;
  expect(asked.findIndex((path) => REST.test(path))).toBeGreaterThan(asked.findIndex((path) => /\/data\/demo\.json$/.test(path)));
  await page.context().setOffline(true);
  await openFile(page, table);
  await expectTotal(page, 2);
  expect(asked.filter((path) => REST.test(path))).toHaveLength(1);
});

test("a table is read when the engine's rest comes", async ({ page }) => {
  const faults = watch(page);
  await page.setViewportSize(narrow);
  const go = await held(page, REST);
  await open(page);
  const asked = page.waitForRequest(REST);
  await openFile(page, table);
  await asked;
  await expect(page.getByRole("status").first()).not.toContainText("2 profils");
  go();
  await expectTotal(page, 2);
  await expect(names(page)).toHaveText(["lea", "lou"]);
  expect(faults).toEqual([]);
});

test("a long table that waits for the engine's rest loses no row", async ({ page }) => {
  await page.setViewportSize(narrow);
  const go = await held(page, REST);
  await open(page);
  const rows = Array.from({ length: 30_000 }, (_, at) => `instagram,p${at},${1000 + at}\n`);
  await openFile(page, file("long.csv", `network,handle,followers\n${rows.join("")}`));
  go();
  await expectTotal(page, 30_000);
});

test("a table that can't be read for want of the engine's rest is told, and can be tried again", async ({ page }) => {
  await page.setViewportSize(narrow);
  await page.context().route(REST, (route) => route.abort());
  await open(page);
  await openFile(page, table);
  const alert = page.getByRole("alert").first();
  await expect(alert).toContainText("Une partie du moteur n’a pas pu être chargée");
  await expect(alert).toContainText("rechargez la page");
  await page.context().unroute(REST);
  await alert.getByRole("button", { name: "Réessayer" }).click();
  await expectTotal(page, 2);
});

for (const [lang, says, advises, retry] of [
  ["fr", "Une partie du moteur n’a pas pu être chargée", "rechargez la page", "Réessayer"],
  ["en", "A part of the engine could not be loaded", "reload the page", "Try again"],
] as const) {
  test(`a profile that can't be had for want of the engine's rest is told, and can be asked for again: ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.context().route(REST, (route) => route.abort());
    await open(page, `./?lang=${lang}#b.topics=beauty:2`);
    const name = (await names(page).first().textContent())!;
    await names(page).first().click();
    const alert = page.getByRole("alert").filter({ hasText: says });
    await expect(alert).toContainText(advises);
    await alert.getByRole("button", { name: retry }).press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    await expect(alert).toHaveCount(1);
    await page.context().unroute(REST);
    await alert.getByRole("button", { name: retry }).press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(alert).toHaveCount(0);
  });
}

test("an explanation beside the list is asked for again with the next profile", async ({ page }) => {
  await page.setViewportSize({ width: 1500, height: 900 });
  await page.context().route(REST, (route) => route.abort());
  await open(page, "./#b.topics=beauty:2");
  await expect(page.getByRole("alert").filter({ hasText: "Une partie du moteur" })).toHaveCount(1);
  await page.context().unroute(REST);
  await page.getByRole("button", { name: /Expliquer le match/ }).nth(1).click();
  const drawer = page.getByRole("complementary", { name: "Le profil en vue" });
  await expect(drawer.getByRole("heading", { level: 2 })).toHaveText((await names(page).nth(1).textContent())!);
});

test("a file for a spreadsheet waits for the engine's rest", async ({ page }) => {
  await page.setViewportSize(narrow);
  const go = await held(page, REST);
  await open(page);
  const [name] = await names(page).allTextContents();
  await page.getByRole("button", { name: `Ajouter aux favoris : ${name}` }).click();
  await page.getByRole("link", { name: /^Listes/ }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: /^CSV/ }).click();
  go();
  expect(readFileSync((await (await saved).path())!, "utf8")).toContain(name!);
});
