// Code that comes after the first results: when it is asked for, late, and not at all.

import { expect, type Page, type Route, test } from "@playwright/test";

import { listed, names, open, watch } from "./support.ts";

/** The other pages and what explains a profile; the panel; what both have in common. */
const CODE = /\/accord-(deferred|panel|shared)-[0-9a-f]+\.wasm$/;

const narrow = { width: 900, height: 800 };

/** Holds back the code until it is let go. */
async function held(page: Page): Promise<() => void> {
  let go = () => {};
  const wait = new Promise<void>((done) => (go = done));
  await page.context().route(CODE, async (route: Route) => {
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
