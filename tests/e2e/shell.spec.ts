// What holds on every page: languages, themes, deep links, keyboard, accessibility, the strict policy.

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

import { firstNames, listed, names, open, results, watch } from "./support.ts";

const BRIEF = "b.topics=beauty:2&b.country=FR&b.budget=900EUR";
const PAGES: [string, RegExp][] = [
  ["./", /Découvrir/],
  ["./compare/", /Comparer/],
  ["./lists/", /Listes|Favoris/],
  ["./data/", /Données/],
  ["./method/", /Méthode/],
];

for (const [address, title] of PAGES) {
  test(`${address} opens as a deep link, also in a folder, under the strict policy`, async ({ page }, { config }) => {
    const faults = watch(page);
    for (const base of ["", config.metadata.folder as string]) {
      const response = await page.goto(base + address.replace("./", base ? "" : "./"));
      expect(response!.headers()["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval'");
      await expect(page.getByRole("heading", { level: 1 }).first()).toHaveText(title);
      await expect(page).toHaveTitle(/Accord/);
    }
    expect(faults).toEqual([]);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`${address} has no accessibility violation, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(`${address}#${BRIEF}`);
      await expect(page.getByRole("heading", { level: 1 }).first()).toHaveText(title);
      if (address === "./") await listed(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((violation) => [violation.id, violation.nodes.map((node) => node.target.join(" ")).slice(0, 3)])).toEqual([]);
    });
  }
}

test("a profile has no accessibility violation in either theme", async ({ page }) => {
  await open(page, `./#${BRIEF}`);
  await names(page).first().click();
  await expect(page.getByRole("table", { name: "Explication du match" })).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((violation) => [violation.id, violation.nodes.map((node) => node.target.join(" ")).slice(0, 3)])).toEqual([]);
  }
});

test("English is one switch away and stays", async ({ page }) => {
  await open(page, `./#${BRIEF}`);
  const french = await firstNames(page);
  await page.getByRole("link", { name: /English/ }).or(page.getByRole("button", { name: /English/ })).click();
  await expect(results(page)).toHaveAccessibleName("Profiles");
  await expect(page.getByRole("searchbox", { name: "Search" })).toBeVisible();
  await expect(page.getByRole("status").first()).toHaveText(/^\d+ profiles · [\d,]+ rows read$/);
  await expect(page.getByRole("slider", { name: "Weight: cost" })).toBeAttached();
  expect(await firstNames(page)).toEqual(french);
  await page.goto("./");
  await expect(results(page)).toHaveAccessibleName("Profiles");
  await page.goto("./?lang=fr");
  await expect(results(page)).toHaveAccessibleName("Profils");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
});

test("the theme switch overrides the system and stays", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await open(page);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole("button", { name: /Thème sombre/ }).click();
  await expect.poll(paper).not.toBe(light);
  const dark = await paper();
  await page.reload();
  await listed(page);
  expect(await paper()).toBe(dark);
});

test("the keyboard skips the navigation to the page's heading, and finds that of a profile after a link", async ({ page }) => {
  await open(page);
  const address = page.url();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Aller au contenu" })).toBeFocused();
  await page.keyboard.press("Enter");
  expect(page.url().replace(/#.*$/, "")).toBe(address.replace(/#.*$/, ""));
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await names(page).first().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

for (const width of [1440, 1024, 390]) {
  test(`nothing overflows sideways at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await open(page, `./#${BRIEF}`);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    for (const address of ["./lists/", "./data/", "./method/"]) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      expect(await overflow(), address).toBeLessThanOrEqual(0);
    }
  });
}

// Hidden columns once kept their share of the width, and names of two letters were all that was left.
test("names keep their room where columns leave, as at 200 % zoom", async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await open(page);
  const width = async (found: ReturnType<typeof results>) => (await found.boundingBox())!.width;
  const table = await width(results(page));
  expect(await width(results(page).getByRole("rowheader").first())).toBeGreaterThan(table / 6);
  expect(table).toBeGreaterThan(680);
});

test("no request leaves for anywhere else", async ({ page }) => {
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await open(page);
  await names(page).first().click();
  await expect(page.getByRole("table", { name: "Explication du match" })).toBeVisible();
  expect([...hosts]).toEqual([new URL(page.url()).host]);
});
