// Bookmarks are the reader's own: nothing that happens to the page costs a word of them, and what is taken away comes
// back.

import { readFile } from "node:fs/promises";
import { expect, test, type Download, type Page } from "@playwright/test";
import { expectTotal, file, firstNames, open, openFile, results, watch } from "./support.ts";

const bookmark = (page: Page, name: string) =>
  results(page).getByRole("button", { name: `Ajouter aux favoris : ${name}`, exact: true }).first();
const main = (page: Page) => page.getByRole("main");
const lists = (page: Page) => page.getByRole("navigation", { name: "Listes" }).getByRole("listitem");
const lane = (page: Page, name: string) => page.getByRole("region", { name: new RegExp(`^${name}`) });
const mover = (page: Page, name: string) => page.getByRole("combobox", { name: `Déplacer : ${name}` });
const toast = (page: Page, words: RegExp | string) =>
  page.getByText(words).locator("..").getByRole("button", { name: "Annuler" });

async function bookmarked(page: Page, count: number, search = "./"): Promise<string[]> {
  await open(page, search);
  const names = await firstNames(page, count);
  for (const name of names) await bookmark(page, name).click();
  await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: /^Listes/ }).click();
  for (const name of names) await expect(mover(page, name)).toBeVisible();
  return names;
}

async function text(download: Download): Promise<string> {
  return readFile((await download.path())!, "utf8");
}

test("a note that is being written outlives another lane, another card, another language and a reload", async ({ page }) => {
  const faults = watch(page);
  const [one, two] = await bookmarked(page, 2);
  const note = page.getByRole("textbox", { name: `Note : ${one}` });
  await page.getByRole("button", { name: `Écrire une note : ${one}` }).click();
  await expect(note).toBeFocused();
  await note.pressSequentially("Rappeler lundi");
  await mover(page, one!).selectOption({ label: "Retenus" });
  await expect(lane(page, "Retenus").getByRole("textbox", { name: `Note : ${one}` })).toHaveValue("Rappeler lundi");
  await expect(mover(page, one!), "the control that was used").toBeFocused();
  await page.getByRole("textbox", { name: `Étiquettes : ${one}` }).fill("été, bio");
  await page.getByRole("button", { name: `Écrire une note : ${two}` }).click();
  await expect(page.getByText("Rappeler lundi")).toBeVisible();
  await expect(lane(page, "Retenus").getByRole("listitem").filter({ hasText: "été" }).first()).toBeVisible();
  await page.getByRole("textbox", { name: `Note : ${two}` }).pressSequentially("Trop cher");
  await page.getByRole("button", { name: /English/ }).click();
  await expect(page.getByText("Trop cher").or(page.getByRole("textbox", { name: `Note: ${two}` }))).toBeVisible();
  await page.reload();
  await expect(page.getByText("Trop cher")).toBeVisible();
  await expect(page.getByText("Rappeler lundi")).toBeVisible();
  expect(faults).toEqual([]);
});

test("a note in one tab is not wiped by what another tab does to its bookmark", async ({ context }) => {
  const [here, there] = [await context.newPage(), await context.newPage()];
  const [name] = await bookmarked(here, 1);
  await there.goto("./lists/");
  await here.getByRole("button", { name: `Écrire une note : ${name}` }).click();
  await here.getByRole("textbox", { name: `Note : ${name}` }).pressSequentially("Au salon");
  await mover(there, name!).selectOption({ label: "Retenus" });
  await expect(lane(here, "Retenus").getByRole("textbox", { name: `Note : ${name}` })).toHaveValue("Au salon");
});

test("cancelling gives a note back as it was, and the keyboard returns to its button", async ({ page }) => {
  const [name] = await bookmarked(page, 1);
  const note = page.getByRole("textbox", { name: `Note : ${name}` });
  await page.getByRole("button", { name: `Écrire une note : ${name}` }).click();
  await note.fill("Rappeler lundi");
  await page.keyboard.press("Escape");
  const edit = page.getByRole("button", { name: `Modifier la note : ${name}` });
  await expect(edit).toBeFocused();
  await expect(page.getByText("Rappeler lundi")).toBeVisible();
  await edit.click();
  await note.fill("");
  await main(page).getByRole("button", { name: "Annuler" }).click();
  await expect(page.getByText("Rappeler lundi")).toBeVisible();
  await expect(edit).toBeFocused();
});

test("what is taken away can be brought back: a bookmark with its note and lane, a list, a brief", async ({ page }) => {
  const [one, two] = await bookmarked(page, 2, "./#b.topics=beauty");
  await mover(page, one!).selectOption({ label: "Retenus" });
  await page.getByRole("button", { name: `Écrire une note : ${one}` }).click();
  await page.getByRole("textbox", { name: `Note : ${one}` }).fill("Rappeler lundi");
  await page.getByRole("button", { name: "Terminé" }).click();

  const remove = (name: string) => page.getByRole("button", { name: `Retirer de la liste : ${name}` });
  await remove(one!).click();
  await expect(remove(one!)).toHaveCount(0);
  await toast(page, `Retiré des favoris : ${one}`).click();
  await expect(lane(page, "Retenus").getByText("Rappeler lundi")).toBeVisible();

  await page.getByLabel("Nom de la nouvelle liste").fill("Printemps");
  await page.getByRole("button", { name: "Créer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Printemps");
  await page.getByRole("button", { name: "Supprimer la liste" }).click();
  await page.getByRole("button", { name: "Oui, supprimer" }).click();
  await expect(lists(page)).toHaveCount(1);
  await toast(page, "Liste supprimée : Printemps").click();
  await expect(lists(page)).toHaveCount(2);

  await page.getByRole("button", { name: "Vider la liste" }).click();
  await page.getByRole("button", { name: "Oui, vider" }).click();
  await expect(mover(page, two!)).toHaveCount(0);
  await toast(page, "Liste vidée : Favoris").click();
  await expect(mover(page, two!)).toBeVisible();

  const form = page.getByRole("form", { name: "Enregistrer la requête en cours" });
  await form.getByRole("textbox", { name: "Nom" }).fill("Été");
  await form.getByRole("button", { name: /^Enregistrer/ }).click();
  await page.getByRole("button", { name: "Oublier : Été" }).click();
  await expect(page.getByRole("link", { name: "Été" })).toHaveCount(0);
  await toast(page, "Oublié : Été").click();
  await expect(page.getByRole("link", { name: "Été" })).toBeVisible();
});

test("saving under a name that is taken asks first, and a name is asked for where there is none", async ({ page }) => {
  await open(page, "./#b.topics=beauty");
  await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: /^Listes/ }).click();
  const form = page.getByRole("form", { name: "Enregistrer la requête en cours" });
  const save = form.getByRole("button", { name: "Enregistrer la requête en cours" });
  const name = form.getByRole("textbox", { name: "Nom" });
  await save.click();
  await expect(form.getByRole("alert")).toHaveText("Donnez un nom.");
  await name.fill("Été");
  await expect(form.getByRole("alert")).toHaveCount(0);
  await save.click();
  const saved = page.getByRole("link", { name: "Été" });
  const before = await saved.getAttribute("href");

  await page.goto("./lists/#b.topics=travel");
  await expect(saved).toBeVisible();
  await name.fill("Été");
  await save.click();
  await expect(form.getByRole("alert")).toContainText("existe déjà");
  expect(await saved.getAttribute("href")).toBe(before);
  await form.getByRole("button", { name: "Remplacer" }).click();
  await expect(saved).toHaveAttribute("href", /travel/);
  await expect(name).toBeFocused();

  await page.getByRole("button", { name: "Créer" }).click();
  await expect(page.getByRole("alert")).toHaveText("Donnez un nom.");
  await page.getByRole("button", { name: "Renommer" }).click();
  await page.getByLabel("Nouveau nom de la liste").fill("");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Renommer" })).toBeFocused();
});

test("the list that bookmarks go to is named, and is the same on the next visit", async ({ page }) => {
  const [first, second] = await bookmarked(page, 2);
  await page.getByLabel("Nom de la nouvelle liste").fill("Printemps");
  await page.getByRole("button", { name: "Créer" }).click();
  await page.goto("./?again");
  await expect(bookmark(page, first!)).toHaveAttribute("aria-pressed", "false");
  await bookmark(page, second!).click();
  await expect(page.getByText(`Ajouté à « Printemps » : ${second}`)).toBeVisible();
});

test("more than six on the shortlist: the button says that it takes the first six", async ({ page }) => {
  const names = await bookmarked(page, 7);
  for (const name of names) await mover(page, name).selectOption({ label: "Retenus" });
  await page.getByRole("link", { name: "Comparer les 6 premiers retenus" }).click();
  await expect(page.getByRole("columnheader").filter({ hasText: names[5]! }).first()).toBeVisible();
  await expect(page.getByRole("columnheader").filter({ hasText: names[6]! })).toHaveCount(0);
});

test("without data the shortlist says that nothing is known, and the page offers to try again", async ({ page }) => {
  const [name] = await bookmarked(page, 1);
  await mover(page, name!).selectOption({ label: "Retenus" });
  const figure = (title: string) => main(page).getByText(title, { exact: true }).locator("..");
  await expect(figure("Alertes")).toContainText(/\d/);
  await page.route("**/data/demo.json", (route) => route.fulfill({ status: 503 }));
  for (const [address, says] of [["./lists/?again", /sans leurs chiffres/], ["./compare/?again#ids=demo:x", /sans leurs chiffres/]] as const) {
    await page.goto(address);
    await expect(main(page).getByRole("alert")).toContainText(says);
    await expect(main(page).getByText(/absent de ces données/i)).toHaveCount(0);
  }
  await page.goto("./lists/?again");
  await expect(mover(page, name!)).toBeVisible();
  await expect(main(page).getByRole("alert")).toBeVisible();
  await page.unroute("**/data/demo.json");
  await main(page).getByRole("alert").getByRole("button", { name: "Réessayer" }).click();
  await expect(figure("Alertes")).toContainText(/\d/);
  await expect(main(page).getByRole("alert")).toHaveCount(0);
});

test("without a format in the brief the total says which formats it adds up", async ({ page }) => {
  await open(page);
  const quote = (amount: number) => ({ low: amount, high: amount, currency: "EUR", kind: "quote" });
  const profile = (handle: string, price: object) =>
    JSON.stringify({ network: "instagram", handle, name: handle, followers: 9000, price });
  const data = [profile("ada", { reel: quote(400) }), profile("bea", { story: quote(50) })];
  await openFile(page, file("a.ndjson", data.join("\n"), "application/x-ndjson"));
  await expectTotal(page, 2);
  for (const name of ["ada", "bea"]) await bookmark(page, name).click();
  await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: /^Listes/ }).click();
  for (const name of ["ada", "bea"]) await mover(page, name).selectOption({ label: "Retenus" });
  const cost = main(page).getByText("Coût total").locator("..");
  await expect(cost).toContainText("450");
  await expect(cost).toContainText("2 prix sur 2 · formats différents : Reel, Story");
  await expect(lane(page, "Retenus").getByText(/50.*· Story/)).toBeVisible();
});

test("a file's bookmarks on a list that it does not name are shown", async ({ page }) => {
  await bookmarked(page, 1);
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Exporter toutes les listes" }).click();
  const written = JSON.parse(await text(await saving));
  const entries = Object.entries(written.records).map(([key, record]) => [key.replace("item/default/", "item/k3x/"), record]);
  const cut = JSON.stringify({ ...written, records: Object.fromEntries(entries) });
  await page.getByLabel("Importer un fichier de listes").first().setInputFiles(file("listes.json", cut, "application/json"));
  await expect(lists(page).filter({ hasText: "k3x" })).toHaveText(/k3x\s*1/);
});
