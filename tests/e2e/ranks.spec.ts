// A long list by its ranks: coming to one, and bookmarking from one to another.

import { expect, type Page, test } from "@playwright/test";

import { expectTotal, names, open, results, total } from "./support.ts";

const ranks = (page: Page) => page.getByText("Rangs", { exact: true });
const marks = (page: Page) => results(page).getByRole("button", { name: /^Ajouter aux favoris : / });

test("going to a rank brings it into view with the focus, near or far", async ({ page }) => {
  await open(page);
  for (const rank of [40, 417, 800]) {
    await ranks(page).click();
    await page.getByRole("spinbutton", { name: "Aller au rang" }).fill(String(rank));
    await page.keyboard.press("Enter");
    const row = results(page).locator(`[aria-rowindex="${rank + 1}"]`);
    await expect(row.getByRole("rowheader").getByRole("link")).toBeFocused();
    await expect(row).toBeInViewport();
  }
});

test("a rank that the list does not have is not asked for", async ({ page }) => {
  await open(page, "#network=tiktok");
  const count = await total(page);
  await ranks(page).click();
  const field = page.getByRole("spinbutton", { name: "Aller au rang" });
  await field.fill(String(count + 1));
  await page.getByRole("button", { name: "Aller", exact: true }).click();
  expect(await field.evaluate((field: HTMLInputElement) => field.validity.rangeOverflow)).toBe(true);
  await expect(names(page).first()).toBeVisible();
});

test("bookmarks from one rank to another go beyond the rows at hand, and too many are refused in words", async ({ page }) => {
  await open(page);
  await ranks(page).click();
  await page.getByRole("spinbutton", { name: "Favoris, du rang" }).fill("91");
  await page.getByRole("spinbutton", { name: "au rang", exact: true }).fill("250");
  await page.getByRole("button", { name: "Ajouter aux favoris", exact: true }).click();
  await expect(page.getByText("160 profils ajoutés aux favoris")).toBeVisible();
  // Those that are on the list are not counted again.
  await page.getByRole("spinbutton", { name: "au rang", exact: true }).fill("260");
  await page.getByRole("button", { name: "Ajouter aux favoris", exact: true }).click();
  await expect(page.getByText("10 profils ajoutés aux favoris")).toBeVisible();
});

test("Shift and a click extend a bookmark to another row, by the keyboard too", async ({ page }) => {
  await open(page);
  await marks(page).nth(1).click();
  await marks(page).nth(5).click({ modifiers: ["Shift"] });
  await expect(page.getByText("4 profils ajoutés aux favoris")).toBeVisible();
  for (const at of [1, 2, 3, 4, 5]) await expect(marks(page).nth(at)).toHaveAttribute("aria-pressed", "true");
  for (const at of [0, 6]) await expect(marks(page).nth(at)).toHaveAttribute("aria-pressed", "false");
  await marks(page).nth(7).focus();
  await page.keyboard.press("Shift+Enter");
  await expect(page.getByText("2 profils ajoutés aux favoris")).toBeVisible();
  await expect(marks(page).nth(6)).toHaveAttribute("aria-pressed", "true");
  await expect(marks(page).nth(8)).toHaveAttribute("aria-pressed", "false");
});

test("the ranks follow the filters", async ({ page }) => {
  await open(page, "#network=tiktok");
  const count = await total(page);
  await page.getByRole("group", { name: /^Réseau/ }).getByRole("checkbox", { name: /^TikTok/ }).uncheck();
  await expectTotal(page, 800);
  await ranks(page).click();
  await page.getByRole("spinbutton", { name: "Aller au rang" }).fill(String(count + 1));
  await page.getByRole("button", { name: "Aller", exact: true }).click();
  await expect(results(page).locator(`[aria-rowindex="${count + 2}"]`)).toBeInViewport();
});

test("the focus stays in the list while rows come and go around it", async ({ page }) => {
  // Hundreds of presses, each with its frames, take the better part of the usual time on a busy machine.
  test.slow();
  await open(page);
  await names(page).nth(20).focus();
  const inList = () => results(page).evaluate((table) => table.contains(document.activeElement));
  for (const [key, times] of [["Tab", 160], ["Shift+Tab", 200]] as const) {
    for (let at = 0; at < times; at += 1) {
      await page.keyboard.press(key);
      // Rows are drawn in the frame after the scroll.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      expect(await inList(), `${key} ${at}`).toBe(true);
    }
  }
});
