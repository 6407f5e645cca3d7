// The main job: a brief, filters and weights, and a list that answers while they change.

import { expect, test } from "@playwright/test";

import { countOf, expectTotal, firstNames, listed, names, number, open, results, total, watch } from "./support.ts";

test("the demo catalogue is listed, ranked, counted and marked as fictional", async ({ page }) => {
  const faults = watch(page);
  await open(page);
  const status = page.getByRole("status").first();
  await expect(status).toHaveText(/^\d+ profils · [\d\s]+ lignes lues$/);
  expect(await total(page)).toBe(number(/^(\d+)/.exec((await status.textContent()) ?? "")?.[1] ?? ""));
  expect(await total(page)).toBeGreaterThanOrEqual(500);
  await expect(page.getByText(/fictif/).first()).toBeVisible();
  expect(faults).toEqual([]);
});

test("typing narrows the list, without accents too, and clearing brings it back", async ({ page }) => {
  await open(page);
  const all = await total(page);
  const [first] = await firstNames(page, 1);
  const search = page.getByRole("searchbox", { name: "Rechercher" });
  await search.fill(first!.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase());
  await expect(results(page)).not.toHaveAttribute("aria-rowcount", String(all));
  await expect(names(page).filter({ hasText: first! }).first()).toBeVisible();
  await search.fill("");
  await expectTotal(page, all);
});

test("the count beside a value is what ticking it gives, and other counts follow", async ({ page }) => {
  await open(page);
  const networks = page.getByRole("group", { name: /^Réseau/ });
  const box = networks.getByRole("checkbox", { name: /^TikTok/ });
  const count = await countOf(box);
  expect(count).toBeGreaterThan(0);
  await box.check();
  await expectTotal(page, count);
  const tiers = page.getByRole("group", { name: /^Palier/ }).getByRole("checkbox");
  const counts = await Promise.all((await tiers.all()).map(countOf));
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(count);
  // A facet ignores its own filter.
  await expect(networks.getByRole("checkbox", { name: /^Instagram/ })).toBeEnabled();
  expect(await countOf(networks.getByRole("checkbox", { name: /^Instagram/ }))).toBeGreaterThan(0);
});

test("a range leaves the unknown out, says how many, and keeps them when asked", async ({ page }) => {
  await open(page, "./#credibility=80..");
  const without = await total(page);
  const credibility = page.getByRole("group", { name: /^Crédibilité/ });
  const keep = credibility.getByRole("checkbox", { name: /^inconnus/ });
  await expect(keep).not.toBeChecked();
  // The panel is drawn after the list.
  await expect(credibility).toContainText(/inconnus\s*:\s*[1-9]/);
  const unknown = number(/inconnus\s*:\s*([\d\s]+)/.exec((await credibility.textContent()) ?? "")?.[1] ?? "");
  await keep.check();
  await expectTotal(page, without + unknown);
  await expect(page).toHaveURL(/#credibility=80\.\.~$/);
});

test("a weight re-ranks the list while it moves, by slider and by number", async ({ page }) => {
  await open(page, "./#b.topics=beauty&b.budget=800EUR&b.tiers=micro");
  const before = await firstNames(page);
  const cost = page.getByRole("slider", { name: "Poids : coût" });
  await cost.focus();
  await page.keyboard.press("End");
  await expect(page).toHaveURL(/w=20,20,15,20,100,10/);
  await expect.poll(() => firstNames(page)).not.toEqual(before);
  const typed = page.getByRole("spinbutton", { name: /^Poids : coût/ });
  await typed.fill("15");
  await expect(page).not.toHaveURL(/w=/);
  await expect.poll(() => firstNames(page)).toEqual(before);
});

test("the brief is written in the panel and asks what it says", async ({ page }) => {
  await open(page);
  const topic = page.getByRole("combobox", { name: /sujet/i });
  await topic.fill("beau");
  await page.getByRole("option", { name: /^beauté/i }).click();
  await expect(page).toHaveURL(/b\.topics=beauty/);
  await page.getByLabel(/^Budget par collaboration/).fill("1500");
  await expect(page).toHaveURL(/b\.budget=1500EUR/);
  await expect(names(page).first()).toBeVisible();
});

test("on a phone the panel is there when it is opened, with all that can be asked and filtered", async ({ page }) => {
  await page.setViewportSize({ width: 412, height: 823 });
  await open(page);
  await page.getByRole("button", { name: "Brief et filtres" }).click();
  const box = page.getByRole("group", { name: /^Réseau/ }).getByRole("checkbox", { name: /^TikTok/ });
  const count = await countOf(box);
  await box.check();
  await expectTotal(page, count);
  await page.getByText("Offre, réseaux, paliers, labels, exclusions").click();
  await page.getByRole("group", { name: "Ce que vous offrez" }).getByRole("checkbox").first().check();
  await expect(page).toHaveURL(/b\.offer=/);
});

test("the address opens exactly the same view elsewhere", async ({ page, browser }) => {
  await open(page, "./#b.topics=fashion:2,beauty&b.country=FR&b.budget=900EUR&network=instagram&followers=5000..200000~&w=20,30,15,20,5,10&sort=-estimate");
  const [count, list, address] = [await total(page), await firstNames(page), page.url()];
  const elsewhere = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await open(elsewhere, address);
  expect(await total(elsewhere)).toBe(count);
  expect(await firstNames(elsewhere)).toEqual(list);
});

test("bad parts of an address are dropped and named, the rest holds", async ({ page }) => {
  await open(page, "./#network=instagram,myspace&nonsense=1&tier=micro");
  await expect(page.getByText(/myspace/)).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /^Instagram/ }).first()).toBeChecked();
});

test("columns sort by keyboard and say so", async ({ page }) => {
  await open(page);
  const header = page.getByRole("columnheader", { name: /Abonnés/ });
  await header.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(header).toHaveAttribute("aria-sort", "descending");
  await page.keyboard.press("Enter");
  await expect(header).toHaveAttribute("aria-sort", "ascending");
  await expect(page).toHaveURL(/sort=followers/);
});

test("when nothing passes, the narrowest filter is named and can be lifted", async ({ page }) => {
  await page.goto("./#tier=mega&network=linkedin&q=zzzzzz");
  await expect(page.getByText(/Aucun profil ne passe/)).toBeVisible();
  await page.getByRole("button", { name: "Tout effacer" }).first().click();
  await listed(page);
});

test("the back button undoes a filter", async ({ page }) => {
  await open(page);
  const all = await total(page);
  await page.getByRole("group", { name: /^Réseau/ }).getByRole("checkbox", { name: /^YouTube/ }).check();
  await expect(results(page)).not.toHaveAttribute("aria-rowcount", String(all));
  await page.goBack();
  await expectTotal(page, all);
});

test("the first profile is explained where there is room beside the list, and not even asked for where there is none", async ({ page }) => {
  const explained = page.getByRole("table", { name: "Explication du match", includeHidden: true });
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, "./#b.topics=beauty");
  await expect(explained).toBeVisible();
  await page.setViewportSize({ width: 412, height: 823 });
  await expect(explained).toHaveCount(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(explained).toBeVisible();
});

for (const width of [900, 1024, 1280, 1366, 1440, 1920]) {
  test(`the first names are whole at a width of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, "#b.topics=beauty");
    const cut = await names(page).evaluateAll((links) => links.slice(0, 20).filter((link) => link.scrollWidth > link.clientWidth).map((link) => link.textContent));
    expect(cut).toEqual([]);
  });
}

test("a topic is found by what the page calls it", async ({ page }) => {
  await open(page);
  const box = page.getByRole("checkbox", { name: /^beauté/ });
  const stated = await countOf(box);
  expect(stated).toBeGreaterThan(0);
  await page.getByRole("searchbox", { name: "Rechercher" }).fill("beauté");
  // All that state it are among what is found.
  await expect.poll(() => countOf(box)).toBe(stated);
  await expect.poll(() => total(page)).toBeLessThan(400);
});

test("a list by estimates shows estimates, with what is known", async ({ page }) => {
  await open(page, "./#b.topics=beauty&b.country=FR&sort=-estimate");
  const cells = results(page).getByRole("cell").filter({ hasText: /≈.*\d\s*% connu/ });
  await expect(cells.first()).toBeVisible();
  const estimates = (await cells.allTextContents()).map((text) => Number(/≈\s*(\d+)/.exec(text)![1]));
  expect(estimates.length).toBeGreaterThan(5);
  expect(estimates).toEqual(estimates.toSorted((one, other) => other - one));
});

test("ends of a range that are typed the wrong way around are turned", async ({ page }) => {
  await open(page);
  const all = await total(page);
  const [low, high] = ["Abonnés, au moins", "Abonnés, au plus"].map((name) => page.getByRole("spinbutton", { name }));
  await low!.fill("50000");
  await low!.press("Tab");
  await high!.fill("1000");
  await high!.press("Tab");
  await expect(low!).toHaveValue("1000");
  await expect(high!).toHaveValue("50000");
  await expect.poll(() => total(page)).toBeLessThan(all);
});

test("the explanation is reached by keyboard, and left to where it was asked for", async ({ page }) => {
  await open(page);
  const explain = page.getByRole("button", { name: /Expliquer le match/ }).nth(1);
  await explain.focus();
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("complementary", { name: "Le profil en vue" });
  await expect(drawer).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(drawer.getByRole("button", { name: "Fermer l’explication" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await expect(explain).toBeFocused();
});

test("a link to a profile that is not in the data says so, and can be closed", async ({ page }) => {
  await open(page, "./#id=nobody");
  const drawer = page.getByRole("complementary", { name: "Le profil en vue" });
  await expect(drawer.getByRole("heading", { name: "Ce profil n’est pas dans ces données" })).toBeVisible();
  await drawer.getByRole("button").click();
  await expect(drawer.getByRole("heading", { name: "Ce profil n’est pas dans ces données" })).toHaveCount(0);
});

test("a long part of an address that nobody knows is named by its beginning", async ({ page }) => {
  await open(page, `./#${"a".repeat(20_000)}`);
  const note = page.getByText(/Parties de l’adresse ignorées/);
  await expect(note).toBeVisible();
  expect((await note.textContent())!.length).toBeLessThan(200);
});

test("a step back from a profile returns to the place in the list, and the profile began at its top", async ({ page }) => {
  await open(page);
  await results(page).hover();
  await page.mouse.wheel(0, 4000);
  await expect(page).toHaveURL(/from=\d+/);
  const list = page.url();
  const top = () => page.evaluate(() => window.scrollY);
  await expect.poll(top).toBeGreaterThan(2000);
  const inView = names(page).filter({ visible: true }).nth(12);
  await inView.click();
  await expect(page).toHaveURL(/\/profile\//);
  await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
  await expect.poll(top).toBe(0);
  await page.goBack();
  await expect(names(page).first()).toBeVisible();
  await expect.poll(top).toBeGreaterThan(2000);
  expect(page.url()).toBe(list);
});

test("a link to the end of the list shows the rows before it too", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, "./#from=790");
  await expect(results(page).getByRole("cell", { name: "791", exact: true })).toBeInViewport();
  await expect(results(page).getByRole("cell", { name: "786", exact: true })).toBeInViewport();
});

test("a number that could not be taken does not stand there as if it were in force", async ({ page }) => {
  await open(page, "./#b.topics=beauty");
  const weight = page.getByRole("spinbutton", { name: "Poids : engagement" });
  await weight.fill("500");
  await expect(page).toHaveURL(/w=20,20,15,100,15,10/);
  await weight.fill("900");
  await weight.press("Tab");
  await expect(weight).toHaveValue("100");
  const budget = page.getByRole("spinbutton", { name: "Budget par collaboration" });
  await budget.fill("-5");
  await budget.press("Tab");
  await expect(budget).toHaveValue("");
  const slider = page.getByRole("slider", { name: "Abonnés, au plus" });
  const [low, high] = [page.getByRole("slider", { name: "Abonnés, au moins" }), slider];
  await high.fill("400");
  await low.fill("900");
  await low.fill("950");
  await expect(low, "a thumb stops at the other one").toHaveValue(await high.inputValue());
});
