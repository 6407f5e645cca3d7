// From the list to a choice: a profile explained, profiles side by side, bookmarks kept and carried away.

import { readFile } from "node:fs/promises";

import { expect, test, type Download, type Page } from "@playwright/test";

import { expectTotal, file, firstNames, listed, names, open, openFile, results, total, watch } from "./support.ts";

const BRIEF = "./#b.topics=beauty:2,fashion&b.country=FR&b.tiers=micro&b.budget=900EUR";

const bookmark = (page: Page, name: string) =>
  results(page).getByRole("button", { name: `Ajouter aux favoris : ${name}`, exact: true }).first();

async function text(download: Download): Promise<string> {
  return readFile((await download.path())!, "utf8");
}

test("a profile says why it has its match, in tenths that add up", async ({ page }) => {
  await open(page, BRIEF);
  const [name] = await firstNames(page, 1);
  await names(page).first().click();
  await expect(page).toHaveURL(/\/profile\/#/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name!);
  const table = page.getByRole("table", { name: "Explication du match" });
  const rows = await table.getByRole("row").all();
  const figures: number[][] = [];
  for (const row of rows) {
    const cells = await row.getByRole("cell").allTextContents();
    const tenths = cells.filter((cell) => /^\s*\d+,\d\s*$/.test(cell)).map((cell) => Math.round(Number(cell.replace(",", ".")) * 10));
    if (tenths.length > 0) figures.push(tenths);
  }
  const match = figures.pop()!;
  expect(figures.length).toBeGreaterThanOrEqual(5);
  const sums = match.map((_, column) => figures.reduce((sum, row) => sum + row[column]!, 0));
  expect(sums).toEqual(match);
});

test("two profiles stand side by side and their address holds them", async ({ page }) => {
  await open(page, BRIEF);
  const [first, second] = await firstNames(page, 2);
  await results(page).getByRole("checkbox", { name: `Comparer : ${first}`, exact: true }).check();
  await results(page).getByRole("checkbox", { name: `Comparer : ${second}`, exact: true }).check();
  await page.getByRole("link", { name: /^Comparer \(2\)$/ }).or(page.getByRole("button", { name: /^Comparer \(2\)$/ })).click();
  await expect(page).toHaveURL(/\/compare\/#.*ids=/);
  for (const name of [first!, second!]) {
    await expect(page.getByRole("columnheader", { name: new RegExp(name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")) }).first()).toBeVisible();
  }
  await page.reload();
  await expect(page.getByRole("columnheader").filter({ hasText: first! }).first()).toBeVisible();
});

test("whoever compares six profiles is told why there is no place for a seventh, in the list and on its page", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 1000 });
  await open(page, BRIEF);
  const full = /^La comparaison est pleine\s: six profils au plus\.$/;
  const boxes = results(page).getByRole("checkbox", { name: /^Comparer/ });
  for (const at of [0, 1, 2, 3, 4, 5]) {
    await expect(boxes.nth(6)).toBeEnabled();
    await boxes.nth(at).check();
  }
  const seventh = boxes.nth(6);
  await expect(seventh).toBeDisabled();
  await expect(seventh).toHaveAccessibleDescription(full);
  await expect(page.getByText(full)).toBeVisible();
  await seventh.press("Space");
  await expect(seventh).not.toBeChecked();
  await expect(page.getByRole("link", { name: "Comparer (6)" })).toBeVisible();

  const name = (await firstNames(page, 7))[6]!;
  await names(page).nth(6).click();
  const compare = page.getByRole("button", { name: `Comparer : ${name}`, exact: true });
  await expect(compare).toBeDisabled();
  await expect(compare).toHaveAccessibleDescription(full);
  await expect(page.getByText(full)).toBeVisible();
  const address = page.url();
  await compare.press("Enter");
  await expect(compare).toHaveAttribute("aria-pressed", "false");
  expect(page.url()).toBe(address);
  await page.getByRole("link", { name: "Voir la comparaison" }).click();
  await expect(page).toHaveURL(/\/compare\//);
  await page.getByRole("button", { name: /^Retirer de la comparaison/ }).first().click();
  await expect(page.getByRole("combobox", { name: "Ajouter un profil" })).toBeVisible();
  await expect(page).toHaveURL(/[#&]ids=([^,&]+,){4}[^,&]+(&|$)/);
  await page.goto(page.url().replace("/compare/", "/profile/"));
  await expect(compare).toBeEnabled();
  await compare.click();
  await expect(compare).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText(full)).toHaveCount(0);
});

test("profiles that the data does not have are no rivals, and what the brief asks stays asked", async ({ page }) => {
  await open(page, BRIEF);
  const hash = await names(page).first().evaluate((link: HTMLAnchorElement) => link.hash);
  const id = encodeURIComponent(new URLSearchParams(hash.slice(1)).get("id")!);
  await page.goto(`./compare/#b.topics=beauty:2&ids=${id},instagram:nobody`);
  const table = page.getByRole("table", { name: "Tableau de comparaison" });
  const strangers = table.getByRole("columnheader", { name: /absent de ces données/ });
  const audience = table.getByRole("row", { name: /^Audience/ });
  await expect(strangers).toHaveCount(1);
  await expect(audience.getByRole("cell").first()).toContainText(/points/);
  await expect(table.getByText(/devant/)).toHaveCount(0);

  await page.goto("./compare/#b.topics=beauty:2&ids=instagram:nemo,instagram:nobody");
  await expect(strangers).toHaveCount(2);
  await expect(audience.getByRole("cell").first()).toHaveText("inconnu");
  await expect(table.getByRole("row", { name: /^Taille/ })).toContainText("non demandé");
  await page.getByRole("combobox", { name: "Ajouter un profil" }).selectOption({ index: 1 });
  await expect(audience.getByRole("cell").nth(2)).toContainText(/points/);
  await expect(strangers).toHaveCount(2);
});

test("what an address asks of a comparison that cannot be had is named there", async ({ page }) => {
  await page.goto(`./compare/#ids=a,b,c,d,e,f,g&nonsense=${"1".repeat(20_000)}`);
  const note = page.getByText(/^Parties de l’adresse ignorées/);
  await expect(note).toContainText("ids=g · nonsense=1");
  expect((await note.textContent())!.length).toBeLessThan(200);
  await expect(page.getByText(/^6 profils/)).toBeVisible();
});

test("a bookmark outlives a reload and is found in the lists", async ({ page }) => {
  await open(page, BRIEF);
  const [name] = await firstNames(page, 1);
  await expect(bookmark(page, name!)).toHaveAttribute("aria-pressed", "false");
  await bookmark(page, name!).click();
  await expect(bookmark(page, name!)).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await listed(page);
  await expect(bookmark(page, name!)).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: /^Listes/ }).click();
  await expect(page.getByRole("link", { name: name!, exact: true }).first()).toBeVisible();
});

test("a bookmark made in one tab shows in the other", async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  await open(one, BRIEF);
  await open(two, BRIEF);
  const [name] = await firstNames(one, 1);
  await bookmark(one, name!).click();
  await expect(bookmark(two, name!)).toHaveAttribute("aria-pressed", "true");
});

test("the list leaves as CSV with plain numbers and comes back", async ({ page }) => {
  await open(page, `${BRIEF}&network=tiktok`);
  const [name] = await firstNames(page, 1);
  await bookmark(page, name!).click();
  await expect(bookmark(page, name!)).toHaveAttribute("aria-pressed", "true");
  await page.goto("./lists/");
  await expect(page.getByRole("link", { name: name!, exact: true }).first()).toBeVisible();
  const csv = page.waitForEvent("download");
  await page.getByRole("button", { name: /^CSV/ }).click();
  const written = await text(await csv);
  expect(written).toContain(name!);
  expect(written).not.toMatch(/\d[\u00A0\u202F]\d/);
  expect(written).not.toMatch(/(^|[,;\n])"?[=+@]/);
  await page.goto("./");
  await listed(page);
  await openFile(page, file("liste.csv", written));
  await expect(page.getByRole("status").first()).toHaveText(/^1 profil · 1 ligne lue$/);
  expect(await firstNames(page, 1)).toEqual([name]);
});

test("a JSON export reads back as the same profiles", async ({ page }) => {
  await open(page, BRIEF);
  const chosen = await firstNames(page, 3);
  for (const name of chosen) await bookmark(page, name).click();
  await page.goto("./lists/");
  const json = page.waitForEvent("download");
  await page.getByRole("button", { name: /^JSON/ }).click();
  const written = await text(await json);
  expect(JSON.parse(written).schema).toBe("accord/profiles@1");
  await page.goto("./");
  await listed(page);
  await openFile(page, file("liste.json", written, "application/json"));
  await expect(page.getByRole("status").first()).toHaveText(/^3 profils · 3 lignes lues$/);
  expect(await total(page)).toBe(3);
  expect((await firstNames(page, 3)).sort()).toEqual([...chosen].sort());
});

test("a list is taken away while its data is on its way, and without it", async ({ page }) => {
  await open(page, BRIEF);
  const [name] = await firstNames(page, 1);
  await bookmark(page, name!).click();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/data/demo.json", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("./lists/");
  const early = page.waitForEvent("download");
  await page.getByRole("button", { name: /^JSON/ }).click();
  release();
  expect(JSON.parse(await text(await early)).profiles[0].followers).toBeGreaterThan(0);
  await page.unroute("**/data/demo.json");
  await page.route("**/data/demo.json", (route) => route.fulfill({ status: 404 }));
  await page.goto("./lists/?again");
  await expect(page.getByRole("link", { name: name!, exact: true }).first()).toBeVisible();
  const without = page.waitForEvent("download");
  await page.getByRole("button", { name: /^JSON/ }).click();
  expect(JSON.parse(await text(await without)).profiles[0].name).toBe(name);
});

test("a note on a profile's page is kept by whoever goes back while writing it", async ({ page }) => {
  const faults = watch(page);
  await open(page);
  const [name] = await firstNames(page, 1);
  await bookmark(page, name!).click();
  await page.getByRole("link", { name: /^Listes/ }).click();
  await page.getByRole("link", { name: name!, exact: true }).first().click();
  await page.getByRole("textbox", { name: "Note sur ce profil" }).pressSequentially("Rappeler  lundi, midi");
  await page.goBack();
  await expect(page.getByText("Rappeler lundi, midi")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Rappeler lundi, midi")).toBeVisible();
  expect(faults).toEqual([]);
});

test("an alert takes from its criterion in a line of its own, and a deal in kind comes with advice", async ({ page }) => {
  await open(page, "./#b.offer=product");
  const golden = await readFile("tests/golden/profiles.json", "utf8");
  await openFile(page, file("golden.json", golden, "application/json"));
  await expectTotal(page, 20);

  await names(page).filter({ hasText: "Nova Célèbre" }).click();
  await page.getByRole("button", { name: /Risques$/ }).click();
  const explained = page.getByRole("table", { name: "Explication du match" });
  const alert = explained.getByRole("row", { name: /crédibilité basse et abonnés douteux/ });
  await expect(alert.getByRole("cell").last()).toHaveText(/^−\d+,\d$/);
  await expect(page.getByText(/Deux signaux concordent/)).toBeVisible();
  await page.goBack();

  await names(page).filter({ hasText: "Gil Cadeau" }).click();
  await expect(page.getByText(/un contrat reste préférable/)).toBeVisible();
});

test("comparison and lists show the price of the format that the brief asks, and sum several currencies", async ({ page }) => {
  await open(page);
  const price = (post: string, reel: string) => `{"post":${post},"reel":${reel}}`;
  const quote = (amount: number, currency: string) => `{"low":${amount},"high":${amount},"currency":"${currency}","kind":"quote"}`;
  const profile = (handle: string, prices: string) =>
    `{"network":"instagram","handle":"${handle}","name":"${handle}","followers":9000,"topics":["beauty"],"price":${prices}}`;
  const data = [
    profile("ada", price(quote(5, "EUR"), quote(470, "EUR"))),
    profile("bea", price(quote(7, "USD"), quote(110, "USD"))),
    profile("cleo", `{"post":${quote(3, "EUR")}}`),
  ];
  await openFile(page, file("a.ndjson", data.join("\n"), "application/x-ndjson"));
  await expectTotal(page, 3);
  for (const name of ["ada", "bea", "cleo"]) await bookmark(page, name).click();
  await page.getByRole("navigation").getByRole("link", { name: /Comparer/ }).first().click();
  await page.goto(page.url().replace(/#.*/, "") + "#b.topics=beauty&b.format=reel&ids=instagram:ada,instagram:cleo");
  const row = page.getByRole("row", { name: /^Coût/ });
  await expect(row.getByRole("cell").nth(0)).toContainText("470");
  await expect(row.getByRole("cell").nth(1)).toContainText("inconnu");

  await page.getByRole("navigation").getByRole("link", { name: /^Listes/ }).first().click();
  for (const name of ["ada", "bea", "cleo"]) {
    await page.getByRole("combobox", { name: `Déplacer : ${name}` }).selectOption({ label: "Retenus" });
  }
  const figures = page.getByText("Coût total").locator("..");
  await expect(figures).toContainText("2 prix sur 3, convertis");
  // Of 110 dollars, what the rate of the site's settings makes in euros.
  const { fx } = JSON.parse(await readFile(new URL("../../public/accord.json", import.meta.url), "utf8"));
  await expect(figures).toContainText(String(Math.round(470 + 110 / fx.rates.USD)));
});

test("a score that nothing unknown can move is one number, also between two whole ones", async ({ page }) => {
  await open(page);
  const profile = { network: "instagram", handle: "ada", name: "Ada", followers: 9000, audience: { countries: { FR: 0.875, BE: 0.125 } } };
  await openFile(page, file("ada.json", JSON.stringify([profile]), "application/json"));
  await expectTotal(page, 1);
  await page.getByRole("navigation").getByRole("link", { name: /Comparer/ }).first().click();
  await page.goto(page.url().replace(/#.*/, "") + "#b.country=FR&ids=instagram:ada");
  await expect(page.getByRole("row", { name: /^Audience/ }).getByRole("cell").first()).toContainText(/^87\ssur\s100/);
  await expect(page.getByRole("img", { name: /Audience 87, Risques/ })).toBeVisible();
});

test("two lists don't have one name, and a file of profiles is shown its way", async ({ page }) => {
  await page.goto("./lists/");
  const name = page.getByLabel("Nom de la nouvelle liste");
  await name.fill(" FAVORIS");
  await page.getByRole("button", { name: "Créer" }).click();
  await expect(page.getByRole("alert")).toContainText("porte déjà ce nom");
  const lists = page.getByRole("navigation", { name: "Listes" }).getByRole("listitem");
  await expect(lists).toHaveCount(1);
  await name.fill("Été");
  await page.getByRole("button", { name: "Créer" }).click();
  await expect(lists).toHaveCount(2);
  await page.getByRole("button", { name: "Renommer" }).click();
  await page.getByLabel("Nouveau nom de la liste").fill("Favoris");
  await page.getByRole("button", { name: "Enregistrer le nom" }).click();
  await expect(page.getByRole("alert")).toContainText("porte déjà ce nom");
  await page.getByLabel("Nouveau nom de la liste").fill("été");
  await page.getByRole("button", { name: "Enregistrer le nom" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("été");

  const profiles = file("profils.json", JSON.stringify({ schema: "accord/profiles@1", profiles: [] }), "application/json");
  for (const given of [profiles, { ...profiles, name: "autres.json" }]) {
    await page.getByLabel("Importer un fichier de listes").first().setInputFiles(given);
    await expect(page.getByRole("alert").filter({ hasText: given.name })).toContainText("page Données");
  }
  await expect(page.getByRole("alert"), "what failed before gives way to what failed now").toHaveCount(1);
});
