// What the page says of its own judgement: the method, how firmly an order stands, guesses, and numbers that cannot be.

import { expect, test } from "@playwright/test";

import { expectTotal, file, names, open, openFile, watch } from "./support.ts";

for (const [language, titles, bank] of [
  ["fr", ["Le match", "Sujets", "Plafonds", "Ce que coûte un résultat", "Caractère", "Stabilité"], /30 octobre 2026/],
  ["en", ["The match", "Topics", "Ceilings", "What a result costs", "Character", "Stability"], /October 30, 2026|30 October 2026/],
] as const) {
  test(`the method has its formulas, tables and rates, and leads to each section, in ${language}`, async ({ page }) => {
    const faults = watch(page);
    await page.goto(`./method/?lang=${language}`);
    for (const title of titles) {
      await expect(page.getByRole("heading", { level: 2, name: new RegExp(`^${title}`) })).toBeVisible();
    }
    await expect(page.getByRole("table", { name: language === "fr" ? "Modèle de prix publié" : "Published price model" })).toContainText("40");
    // The demo's rate has its day and its source.
    await expect(page.getByText(bank)).toContainText("European Central Bank");
    // What is usual comes from the catalogue in force.
    const usual = page.getByRole("table", { name: language === "fr" ? "Ce qui est usuel dans ce catalogue" : "What is usual in this catalogue" });
    await expect(usual.getByRole("row")).not.toHaveCount(1);
    const contents = page.getByRole("navigation", { name: language === "fr" ? "Sur cette page" : "On this page" });
    await contents.getByRole("button", { name: new RegExp(`^${titles[4]}`) }).click();
    await expect(page.getByRole("heading", { level: 2, name: new RegExp(`^${titles[4]}`) })).toBeFocused();
    expect(faults).toEqual([]);
  });
}

test("the top of the list says what would turn it around and how often it holds", async ({ page }) => {
  await open(page, "./#b.topics=beauty&b.budget=800EUR&b.tiers=micro");
  await page.getByText("Le haut de la liste tient-il", { exact: false }).click();
  const table = page.getByRole("table", { name: "Stabilité" });
  await expect(table.getByRole("row")).toHaveCount(7);
  const [first, second] = await names(page).allTextContents();
  await expect(table.getByRole("rowheader").first()).toHaveText(first!);
  const turned = page.getByRole("paragraph").filter({ hasText: /(points? de (plus|moins) sur|reste devant)/ });
  await expect(turned.first()).toContainText(first!);
  await expect(turned.first()).toContainText(second!);
  // In another order there is no such top.
  await page.getByRole("combobox", { name: /Trier/ }).selectOption("followers");
  await expect(page.getByText("Le haut de la liste tient-il", { exact: false })).toHaveCount(0);
});

test("topics that only a bio points to are named as a guess, with its words", async ({ page }) => {
  await open(page);
  const given = [
    { network: "instagram", handle: "says", name: "Dit tout", followers: 20000, topics: ["beauty"] },
    { network: "instagram", handle: "bio", name: "Se présente", followers: 20000, bio: "Skincare et maquillage" },
  ];
  await openFile(page, file("two.json", JSON.stringify(given), "application/json"));
  await expectTotal(page, 2);
  await page.goto(`${page.url().split("#")[0]}#b.topics=beauty`);
  await expectTotal(page, 2);
  // The guess earns nothing for sure, so who says it is in front.
  await expect(names(page).first()).toHaveText("Dit tout");
  await names(page).filter({ hasText: "Se présente" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Se présente");
  const explained = page.getByRole("table", { name: "Explication du match" });
  await explained.getByRole("button", { name: /Audience/ }).click();
  await expect(explained).toContainText("déduit de : Skincare, maquillage");
});

test("numbers that cannot be true stay visible and are asked about", async ({ page }) => {
  await open(page);
  const given = [
    {
      network: "instagram", handle: "absurd", name: "Max Absurde", followers: 18000, last_post: "2199-01-01",
      engagement: { rate: 1.91, basis: "followers", likes: 9000, views: 100 },
      audience: { ages: { "18-24": 0.8, "25-34": 0.6 } },
    },
    { network: "instagram", handle: "zero", name: "Zéro", followers: 0 },
  ];
  await openFile(page, file("absurd.json", JSON.stringify(given), "application/json"));
  await expectTotal(page, 2);
  await names(page).filter({ hasText: "Max Absurde" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Max Absurde");
  for (const said of [/un taux de 191\s%/, /9\s000 j’aime pour 100 vues/, /des parts totalisent 140\s%/, /une date est dans le futur/]) {
    await expect(page.getByText(said).first()).toBeVisible();
  }
});
