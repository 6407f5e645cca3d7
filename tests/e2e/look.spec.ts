// What a reader would mind at first sight: words and numbers that are cut, what lies over something else, what
// does not fit a phone.

import { expect, test, type Locator, type Page } from "@playwright/test";

import { beyond, file, listed, names, open, openFile, results } from "./support.ts";

const BRIEF = "b.topics=beauty:2&b.country=FR&b.budget=900EUR&b.tiers=micro";

const PROFILES = file(
  "profiles.json",
  JSON.stringify([
    { network: "instagram", handle: "most", name: "Most", followers: 477_900_000, topics: ["beauty"] },
    { network: "tiktok", handle: "noor", name: "نور الجميلة للتجميل والعناية بالبشرة", followers: 45_000 },
    { network: "youtube", handle: "none", name: "None" },
    { network: "instagram", handle: "dear", name: "Dear", followers: 80_000, price: { reel: { low: 3500, high: 6100, currency: "USD", kind: "quote" } } },
    { network: "instagram", handle: "model", name: "Model", followers: 70_000, price: { reel: { low: 40, high: 60, currency: "EUR", kind: "model" } } },
  ]),
  "application/json",
);

/** Words of the first rows that do not fit where they stand. Who it is has a second line that may end early. */
const cut = (page: Page): Promise<string[]> =>
  results(page).getByRole("cell").evaluateAll((cells) =>
    cells
      .slice(0, 220)
      .flatMap((cell) => [cell, ...cell.querySelectorAll("span, strong, button, svg")])
      .filter((part) => getComputedStyle(part).clipPath === "none" && part.checkVisibility())
      .filter((part) => {
        const holder = part.closest("[role=cell]")!;
        const over = part instanceof SVGElement
          ? part.getBoundingClientRect().right - holder.getBoundingClientRect().right
          : part.scrollWidth - part.clientWidth;
        return getComputedStyle(part).display !== "inline" && over > 1 && part !== holder || (part === holder && getComputedStyle(part).overflowX !== "visible" && over > 1);
      })
      .map((part) => part.textContent),
  );

for (const lang of ["fr", "en"]) {
  for (const width of [360, 690, 768, 1024, 1280, 1440, 1920]) {
    test(`no word or number of the list is cut at ${width} pixels, ${lang}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await open(page, `./?lang=${lang}#${BRIEF}`);
      expect(await cut(page)).toEqual([]);
      await openFile(page, PROFILES);
      await expect(names(page)).toHaveCount(5);
      expect(await cut(page)).toEqual([]);
    });
  }
}

test("a name written from right to left keeps its beginning where there is no room for its end", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await open(page);
  await openFile(page, PROFILES);
  await expect(names(page)).toHaveCount(5);
  const directions = await names(page).evaluateAll((links) => links.map((link) => [/^\p{Script=Latin}/u.test(link.textContent!), getComputedStyle(link).direction]));
  expect(directions.map(([isLatin, direction]) => direction === (isLatin ? "ltr" : "rtl"))).toEqual(Array(5).fill(true));
});

test("on a phone the pages' links stand in one line, and all that filters is in view", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await open(page, "./#network=instagram,tiktok&tier=micro&followers=5000..200000~");
  const tops = await page.getByRole("navigation").first().getByRole("link").evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top));
  expect(tops).toHaveLength(5);
  expect(new Set(tops).size).toBe(1);
  await expect(page.getByRole("button", { name: "Tout effacer" }).first()).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("button", { name: /^Retirer le filtre/ })).toHaveCount(3);
  for (const button of await page.getByRole("button", { name: /^Retirer le filtre/ }).all()) {
    await expect(button).toBeInViewport({ ratio: 1 });
  }
});

test("at a zoom of 400 % the search does not stay over the list", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await open(page);
  await names(page).nth(3).scrollIntoViewIfNeeded();
  await expect(page.getByRole("searchbox", { name: "Rechercher" })).not.toBeInViewport();
});

for (const viewport of [{ width: 1440, height: 900 }, { width: 1280, height: 800 }, { width: 360, height: 740 }]) {
  test(`what to do with the profile in view is in reach at ${viewport.width} pixels`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await open(page, `./#${BRIEF}`);
    await page.getByRole("button", { name: /Expliquer le match/ }).first().click();
    const drawer = page.getByRole("complementary", { name: "Le profil en vue" });
    await expect(drawer.getByRole("heading", { name: "Risques" })).toBeAttached();
    await expect(drawer.getByRole("link", { name: "Ouvrir le profil" })).toBeInViewport({ ratio: 1 });
    await expect(drawer.getByRole("button", { name: "Retenir" })).toBeInViewport({ ratio: 1 });
  });
}

test("main actions are wide enough for a finger", async ({ browser }, { config }) => {
  const context = await browser.newContext({ baseURL: String(config.metadata.folder), locale: "fr-FR", hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  await open(page, `./#${BRIEF}`);
  const tall = async (action: Locator) => expect((await action.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  for (const at of [0, 1]) await results(page).getByRole("checkbox", { name: /^Comparer/ }).nth(at).check();
  const compare = page.getByRole("link", { name: "Comparer (2)" });
  await tall(compare);
  await page.getByRole("button", { name: /Expliquer le match/ }).first().click();
  const profile = page.getByRole("link", { name: "Ouvrir le profil" });
  await tall(profile);
  // One does not lie over the other.
  expect((await profile.boundingBox())!.y + 44).toBeLessThan((await compare.boundingBox())!.y);
  await page.getByRole("button", { name: "Fermer l’explication" }).click();
  await page.getByRole("button", { name: "Brief et filtres" }).click();
  await tall(page.getByRole("button", { name: /^Voir \d+ profils/ }));
  await context.close();
});

/** Boxes that scroll sideways. */
const sideways = (boxes: Locator): Promise<string[]> =>
  boxes.evaluateAll((boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.getAttribute("aria-label") ?? ""));

test("six profiles side by side fit a screen of 1440 pixels, with what sets them apart", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, `./#${BRIEF}`);
  for (const at of [0, 1, 2, 3, 4, 5]) await results(page).getByRole("checkbox", { name: /^Comparer/ }).nth(at).check();
  await page.getByRole("link", { name: "Comparer (6)" }).click();
  await expect(page.getByRole("heading", { name: /^Stabilité/ })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Ce que l’écart change" })).toBeInViewport({ ratio: 1 });
  const box = page.getByRole("group", { name: "Tableau de comparaison" });
  expect(await sideways(box)).toEqual([]);
  expect(await beyond(box.getByRole("table"))).toEqual([]);
  // Where there is less room, the keyboard reaches what scrolls.
  await page.setViewportSize({ width: 900, height: 900 });
  expect(await sideways(box)).toEqual(["Tableau de comparaison"]);
  await box.focus();
  await expect(box).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => box.evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
});

test("the method is read on a phone without scrolling sideways", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto("./method/");
  const tables = page.getByRole("table");
  await expect(tables.first()).toBeVisible();
  expect(await tables.count()).toBeGreaterThan(10);
  expect(await sideways(page.getByRole("group").filter({ has: page.getByRole("table") }))).toEqual([]);
  // It is still a table for those who listen.
  await expect(page.getByRole("table", { name: "Coût" }).getByRole("row").nth(1).getByRole("cell")).toHaveCount(4);
});

test("of what was done, the last is said", async ({ page }) => {
  await open(page);
  const buttons = results(page).getByRole("button", { name: /^Ajouter aux favoris/ });
  for (const at of [0, 1, 2]) await buttons.nth(at).click();
  const last = (await names(page).nth(2).textContent())!;
  await expect(page.getByText(`Ajouté aux favoris : ${last}`)).toBeVisible();
  await expect(page.getByText(/^Ajouté aux favoris/)).toHaveCount(1);
});

test("a price that only a model says is none in lists and side by side", async ({ page }) => {
  await open(page);
  await openFile(page, PROFILES);
  await expect(names(page)).toHaveCount(5);
  for (const name of ["Model", "Dear"]) {
    await results(page).getByRole("button", { name: `Ajouter aux favoris : ${name}`, exact: true }).click();
    await results(page).getByRole("checkbox", { name: `Comparer : ${name}`, exact: true }).check();
  }
  await page.getByRole("navigation").first().getByRole("link", { name: /^Listes/ }).click();
  const card = (name: string) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });
  await expect(card("Model")).toContainText("prix inconnu");
  await expect(card("Dear")).toContainText(/3\s500–6\s100\s\$US/);
});

test("the report names a field as readers do, and tells what was odd from what was left out", async ({ page }) => {
  await page.goto("./data/");
  await openFile(page, file("liste.csv", "network;handle;followers;last_post\ninstagram;anna;abc;2026-13-45\ninstagram;leo;12000;\n"));
  await expect(page.getByText("Votre fichier : liste.csv")).toBeVisible();
  await expect(page.getByText("Anomalies relevées")).toBeVisible();
  await page.getByText("Pas un nombre").click();
  const row = page.getByRole("table", { name: /Pas un nombre/ }).getByRole("row").nth(1);
  await expect(row).toContainText(/1\s*Abonnés followers\s*abc/);
});

test("forced colors tell the page at hand from the others, and edge what floats", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, `./#${BRIEF}`);
  const edges = await page.getByRole("navigation").first().getByRole("link").evaluateAll((links) => links.map((link) => getComputedStyle(link).borderBottomColor));
  expect(new Set(edges.slice(1)).size).toBe(1);
  expect(edges[0]).not.toBe(edges[1]);
  await page.getByRole("button", { name: /Expliquer le match/ }).first().click();
  await expect(page.getByRole("complementary", { name: "Le profil en vue" })).toHaveCSS("border-left-style", "solid");
});

test("names are whole on the cards of the element", async ({ page }, { config }) => {
  const site = String(config.metadata.folder);
  await page.setViewportSize({ width: 900, height: 900 });
  await page.goto(site);
  await listed(page);
  await page.route("**/host.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><title>Host</title><script type="module" src="${site}embed/accord-match.js"></script><accord-match lang="fr" layout="cards" actions="bookmark compare" limit="9" query="${BRIEF.replaceAll("&", "&amp;")}" data-src="${site}data/demo.json"></accord-match>`,
    }),
  );
  await page.goto(`${site}host.html`);
  const shown = page.getByRole("list", { name: "Profils" }).getByRole("button", { name: /^(?!Ajouter|Comparer)/ });
  await expect(shown).toHaveCount(9);
  expect(await shown.evaluateAll((buttons) => buttons.filter((button) => button.scrollWidth > button.clientWidth).map((button) => button.textContent))).toEqual([]);
});

test("the words in the curves of a profile can be read on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await open(page);
  const history = ["2026-01", "2026-02", "2026-03", "2026-04"].map((month, at) => ({ month, followers: 9000 + 400 * at }));
  await openFile(page, file("profiles.json", JSON.stringify([{ network: "instagram", handle: "anna", name: "Anna", followers: 10_200, history }]), "application/json"));
  await names(page).filter({ hasText: "Anna" }).click();
  const curve = page.getByRole("img", { name: /^Abonnés/ });
  // Drawn at nearly its own size, so that letters of 11 pixels stay 11 pixels.
  const scale = await curve.evaluate((svg: SVGSVGElement) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
  expect(scale).toBeGreaterThan(0.9);
});
