// Data from outside: real files, and everything that can be wrong with one.

import { readFile } from "node:fs/promises";

import { expect, test } from "@playwright/test";

import { expectTotal, file, firstNames, listed, names, open, openFile, results, total, watch } from "./support.ts";

const data = process.env.ACCORD_TEST_DATA;
const status = /^[\d\s]+ profils? · [\d\s]+ lignes? lues?$/;

for (const network of ["instagram", "tiktok", "youtube"]) {
  test(`the March list of ${network} is read, ranked and searched`, async ({ page }) => {
    test.skip(!data, "ACCORD_TEST_DATA does not name the folder of test files");
    await open(page);
    const name = `${network}-2022-03.csv`;
    await openFile(page, file(name, await readFile(`${data}/lists/${name}`)));
    await expect(page.getByRole("status").first()).toHaveText(/^(9\d\d|1[\s]000) profils · (1[\s]000|9\d\d) lignes lues$/);
    const networks = page.getByRole("group", { name: /^Réseau/ }).getByRole("checkbox");
    await expect(networks).toHaveCount(1);
    await page.getByRole("columnheader", { name: /Abonnés/ }).getByRole("button").click();
    const largest = results(page).getByRole("cell", { name: /^\d{2,3}\s\d{3}\s\d{3}$/ }).first();
    await expect(largest).toBeVisible();
    expect(await largest.evaluate((cell) => cell.scrollWidth - cell.clientWidth), "digits are cut off").toBeLessThanOrEqual(0);
    await page.getByRole("searchbox", { name: "Rechercher" }).fill("a");
    expect(await total(page)).toBeGreaterThan(10);
  });
}

test("hostile names and links are shown as text and lead nowhere", async ({ page }) => {
  const faults = watch(page);
  await open(page);
  const hostile = [
    { network: "instagram", handle: "a", name: "<img src=x onerror=\"document.title='owned'\">", url: "javascript:alert(1)", followers: 20000 },
    { network: "instagram", handle: "b", name: "=HYPERLINK(\"http://evil.example\")", bio: "<script>alert(1)</script>", followers: 30000 },
  ];
  await openFile(page, file("hostile.json", JSON.stringify(hostile), "application/json"));
  await expectTotal(page, 2);
  await expect(names(page).filter({ hasText: "<img src=x" })).toBeVisible();
  await names(page).filter({ hasText: "<img src=x" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("<img");
  expect(await page.locator("a[href^='javascript:']").count()).toBe(0);
  expect(await page.title()).not.toBe("owned");
  expect(faults).toEqual([]);
});

const broken: [string, string, string | Buffer, RegExp][] = [
  ["an empty file", "vide.csv", "", /vide/],
  ["a web page", "page.json", "<!doctype html><html><body>404</body></html>", /page web/],
  ["bytes that are no text", "image.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 255, 254]), /texte|format/],
  ["JSON that breaks at once", "casse.json", "{\"schema\": \"accord/profiles@1\", \"profiles\": [{\"netw", /premier profil|JSON/],
  ["a table without networks", "liste.csv", "name,followers\nLéa,1200\n", /réseau/],
  ["a table without rows", "entete.csv", "network,handle,followers\n", /aucune ligne.*Vérifiez l’export/],
  ["data of a newer version", "demain.json", JSON.stringify({ schema: "accord/profiles@9", profiles: [{ network: "x", handle: "lea" }] }), /version du format plus récente/],
  ["a file of lists", "favoris.json", JSON.stringify({ schema: "accord/lists@1", exported_at: "2026-03-01", records: {} }, null, 2), /listes de favoris.*page Listes/],
];
for (const [what, name, content, sentence] of broken) {
  test(`${what} gives a sentence and costs nothing`, async ({ page }) => {
    const faults = watch(page);
    await open(page);
    const before = await total(page);
    await openFile(page, file(name, content));
    await expect(page.getByRole("alert").first()).toContainText(sentence);
    await expectTotal(page, before);
    expect(faults).toEqual([]);
  });
}

test("a truncated file gives what was before the break, and says so", async ({ page }) => {
  await open(page);
  const whole = JSON.stringify({ schema: "accord/profiles@1", profiles: Array.from({ length: 40 }, (_, index) => ({ network: "tiktok", handle: `p${index}`, followers: 1000 + index })) });
  await openFile(page, file("coupe.json", whole.slice(0, Math.floor(whole.length / 2)), "application/json"));
  await expect(page.getByRole("status").first()).toHaveText(status);
  expect(await total(page)).toBeGreaterThan(10);
  expect(await total(page)).toBeLessThan(40);
  await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Données" }).click();
  await expect(page.getByText(/coupées net/).first()).toBeVisible();
});

test("one bad row among a thousand costs that row alone", async ({ page }) => {
  await open(page);
  const lines = Array.from({ length: 1000 }, (_, index) => JSON.stringify({ network: "youtube", handle: `chaine${index}`, followers: index * 100 }));
  lines[500] = "{this is not JSON";
  await openFile(page, file("lignes.ndjson", lines.join("\n"), "application/x-ndjson"));
  await expect(page.getByRole("status").first()).toHaveText(/^999 profils · 1[\s]000 lignes lues$/);
});

test("an endpoint by ?data= is named with its host; a dead one gives a sentence", async ({ page }) => {
  await page.goto("./?data=https%3A%2F%2Fdead.example%2Fprofiles.json");
  await expect(page.getByRole("alert").first()).toContainText(/dead\.example|ne répond pas/);
  await page.route("https://data.example/profiles.json", (route) =>
    route.fulfill({ json: [{ network: "x", handle: "one", followers: 5000 }], headers: { "access-control-allow-origin": "*" } }));
  await page.goto("./?data=https%3A%2F%2Fdata.example%2Fprofiles.json");
  await expectTotal(page, 1);
  await expect(page.getByText(/data\.example/).first()).toBeVisible();
});

test("a 404 and a web page at the endpoint each get their sentence", async ({ page }) => {
  await page.route("https://data.example/**", (route) =>
    route.request().url().endsWith("gone.json")
      ? route.fulfill({ status: 404, body: "no", headers: { "access-control-allow-origin": "*" } })
      : route.fulfill({ contentType: "text/html", body: "<!doctype html><title>x</title>", headers: { "access-control-allow-origin": "*" } }));
  await page.goto("./?data=https://data.example/gone.json");
  await expect(page.getByRole("alert").first()).toContainText(/rien à cette adresse/);
  await page.goto("./?data=https://data.example/page.json");
  await expect(page.getByRole("alert").first()).toContainText(/page web/);
});

test("a file of fifty megabytes is read without freezing the page", async ({ page }) => {
  test.slow();
  await open(page);
  const bio = "Une vie en couleurs, des idées simples et des rencontres. ".repeat(16);
  const rows = Array.from({ length: 50_000 }, (_, index) => JSON.stringify({ network: "instagram", handle: `compte${index}`, name: `Compte ${index}`, bio, followers: 1000 + index }));
  // More than a protocol message of the test driver may hold: the page makes the file itself.
  await page.evaluate(([line, count]) => {
    const lines = Array.from({ length: count as number }, (_, index) => (line as string).replaceAll("compte0", `compte${index}`).replaceAll("Compte 0", `Compte ${index}`));
    const transfer = new DataTransfer();
    transfer.items.add(new File([lines.join("\n")], "grand.ndjson"));
    const input = document.querySelector<HTMLInputElement>("input[type=file]")!;
    input.files = transfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, [rows[0], rows.length]);
  await expect(page.getByRole("status").first()).toHaveText(/^50[\s]000 profils/, { timeout: 45_000 });
  await page.getByRole("searchbox", { name: "Rechercher" }).fill("compte4999");
  await expectTotal(page, 11);
});

test("a dropped file is opened", async ({ page }) => {
  await open(page);
  const csv = "network,handle,followers\ninstagram,ana,12000\ntiktok,ben,\n";
  const transfer = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "petit.csv", { type: "text/csv" }));
    return transfer;
  }, csv);
  const body = page.locator("body");
  await body.dispatchEvent("dragenter", { dataTransfer: transfer });
  await body.dispatchEvent("dragover", { dataTransfer: transfer });
  await body.dispatchEvent("drop", { dataTransfer: transfer });
  await expectTotal(page, 2);
  expect((await firstNames(page, 2)).sort()).toEqual(["ana", "ben"]);
  await expect(results(page).getByText("inconnu").first()).toBeVisible();
});

test("the demo comes back after the file is left", async ({ page }) => {
  await open(page);
  const demo = await total(page);
  await openFile(page, file("un.csv", "network,handle\nx,solo\n"));
  await expectTotal(page, 1);
  await page.goto("./?lang=fr");
  await listed(page);
  await expectTotal(page, demo);
});

const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

test("pictures come from the configured hosts alone, without a word on who asks; elsewhere initials stand", async ({ page }) => {
  const faults = watch(page);
  const asked: string[] = [];
  await page.route("**/accord.json", (route) => route.fulfill({ json: { data: "faces.json", image_hosts: ["img.example.org"] } }));
  await page.route("**/faces.json", (route) =>
    route.fulfill({
      json: [
        { network: "instagram", handle: "lea", name: "Léa Martin", followers: 20000, avatar: "https://img.example.org/lea.png" },
        { network: "instagram", handle: "noe", name: "Noé Petit", followers: 30000, avatar: "https://elsewhere.example.org/noe.png" },
      ],
    }),
  );
  await page.route(/example\.org/, (route) => {
    asked.push(route.request().url());
    expect(route.request().headers()["referer"]).toBeUndefined();
    expect(route.request().headers()["cookie"]).toBeUndefined();
    return route.fulfill({ body: PIXEL, contentType: "image/png", headers: { "access-control-allow-origin": "*" } });
  });
  const pictures = () => page.locator("main").locator("img").evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length);
  await page.goto("./profile/#id=instagram:lea");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Léa Martin");
  await expect.poll(pictures).toBe(1);
  await page.goto("./compare/#ids=instagram:lea,instagram:noe");
  await expect(page.getByRole("columnheader", { name: /Noé Petit/ })).toBeVisible();
  await expect.poll(pictures).toBe(1);
  await page.goto("./profile/#id=instagram:noe");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Noé Petit");
  await expect(page.getByText("NP", { exact: true })).toBeVisible();
  expect(new Set(asked)).toEqual(new Set(["https://img.example.org/lea.png"]));
  expect(faults).toEqual([]);
});

test("a file that does not say its network is asked for it where it was opened", async ({ page }) => {
  await page.goto("./data/");
  await openFile(page, file("a.csv", "username,followers\nlea,1200\nmax,3400\n"));
  await page.getByRole("combobox", { name: "Réseau des profils du fichier" }).selectOption({ label: "TikTok" });
  await expect(page.getByRole("definition").filter({ hasText: /^2$/ }).first()).toBeVisible();
});

test("a file that needs its network beside one that is open is told at once and asked for it alone", async ({ page }) => {
  await page.goto("./data/");
  await expect(page.getByRole("status").first()).toHaveText(status);
  const [open, lacking] = [file("a.csv", "network,handle\ninstagram,lea\n,zoe\n"), file("b.csv", "username,followers\nmax,3400\n")];
  await openFile(page, open, lacking);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("Une partie n’a pas pu être lue");
  await expect(alert.getByRole("listitem")).toHaveText(["Rien ne dit sur quel réseau sont ces profils (b.csv)."]);
  await expect(page.getByText("Votre fichier : a.csv", { exact: true })).toBeVisible();
  await alert.getByRole("combobox", { name: "Réseau des profils de b.csv" }).selectOption({ label: "TikTok" });
  await expect(page.getByText("Votre fichier : a.csv, b.csv", { exact: true })).toBeVisible();
  await expect(page.getByRole("status").first(), "the row without network in the other file stays out").toHaveText("2 profils · 3 lignes lues");
  await expect(alert).toHaveCount(0);

  const broken = ["c", "d", "e", "f"].map((name) => file(`${name}.csv`, ""));
  await openFile(page, ...broken, lacking, open);
  await expect(alert.getByRole("listitem")).toHaveCount(3);
  await expect(alert.getByRole("listitem").first()).toContainText("(b.csv)");
  await expect(alert).toContainText("Et 2 autres fichiers, nommés sous « Fichiers à revoir ».");
  await expect(page.getByRole("region", { name: "Fichiers à revoir" }).getByRole("listitem")).toHaveCount(5);
  // A failure that is newer than these is the one to mend.
  await openFile(page, broken[0]);
  await expect(alert).toHaveCount(1);
  await expect(alert).toContainText("Le fichier est vide (c.csv).");
});

test("what comes of a file is said on the page about the data, and what a refused one needs", async ({ page }) => {
  await page.goto("./data/");
  await expect(page.getByRole("status").first()).toHaveText(status);
  await openFile(page, file("deux.csv", "network,handle\ninstagram,lea\ntiktok,lou\n"));
  await expect(page.getByRole("status").first()).toHaveText("2 profils · 2 lignes lues");
  const unknown = page.getByRole("region", { name: "Source", exact: true }).getByRole("definition").filter({ hasText: /^inconnue$/ });
  await expect(unknown, "neither date nor license is in the file").toHaveCount(2);
  await openFile(page, file("reponse.json", JSON.stringify({ error: false, profile: { fullname: "Léa" } }), "application/json"));
  await expect(page.getByRole("alert")).toContainText("un réseau (« network ») et un compte (« handle »)");
  await openFile(page, file("sans.csv", "couleur,taille\nbleu,3\n"));
  await expect(page.getByRole("alert")).toContainText("une colonne doit nommer le compte");
});

test("what was odd is counted, listed from the first on, and every cell of the list says something", async ({ page }) => {
  await page.goto("./data/");
  const short = Array.from({ length: 150 }, (_, index) => `instagram,compte${index}`);
  await openFile(page, file("courtes.csv", ["network,handle,followers,couleur", "instagram,lea,1200,bleu", ...short, ""].join("\n")));
  await expect(page.getByRole("status").first()).toHaveText("151 profils · 151 lignes lues");
  const amount = page.getByText("150 cas ; voici les 100 premiers", { exact: true });
  await amount.click();
  const rows = page.getByRole("table", { name: /Ligne plus courte/ }).getByRole("row");
  await expect(rows).toHaveCount(101);
  await expect(rows.nth(1)).toHaveText(/^2\s*ligne entière\s*2$/);
  await page.getByText("Donnée que le format ne connaît pas").click();
  await expect(page.getByRole("table", { name: /le format ne connaît pas/ }).getByRole("row").nth(1)).toHaveText(/^fichier\s*couleur\s*rien à montrer$/);
  await expect(page.getByRole("table", { name: /^Cas/ }).getByRole("cell").filter({ hasText: /^$/ })).toHaveCount(0);
  await expect(page.getByText("rangées par raison")).toBeVisible();

  await openFile(page, file("deux.csv", "network,handle\ninstagram,lea\ntiktok,lou\n"));
  await expect(page.getByRole("status").first()).toHaveText("2 profils · 2 lignes lues");
  await expect(page.getByRole("definition").filter({ hasText: /^$/ })).toHaveCount(0);
  await expect(page.getByText("rangées par raison")).toBeHidden();
});

test("an address with a password in it is refused before anything is sent", async ({ page }) => {
  await page.goto(`./?data=${encodeURIComponent("http://lea:secret@127.0.0.1:9/data.json")}`);
  await expect(page.getByRole("alert").first()).toContainText("mot de passe");
});
