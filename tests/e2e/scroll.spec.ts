// A long list that is scrolled faster than its rows come.

import { expect, type Page, test } from "@playwright/test";

import { expectTotal, file, open, openFile, results } from "./support.ts";

const ROWS = 20_000;

/** Followers fall from profile to profile, so that a profile's number is its rank. */
const catalogue = () => {
  const profiles = Array.from({ length: ROWS }, (_, at) => `instagram,p${at + 1},${1_000_000 - at}`);
  return file("ranks.csv", ["network,handle,followers", ...profiles].join("\n"));
};

/** Ranks of the rows between the head and the end of the view, one for every few pixels; 0 where there is none. */
const ranksInView = (page: Page) =>
  results(page).evaluate((table) => {
    // Its cells stay in view, the head itself does not.
    const head = table.querySelector("thead th")!.getBoundingClientRect().bottom;
    const end = Math.min(innerHeight, table.getBoundingClientRect().bottom);
    const middle = table.getBoundingClientRect().left + table.getBoundingClientRect().width / 2;
    const ranks = [];
    for (let y = head + 10; y < end - 10; y += 20) {
      const row = document.elementFromPoint(middle, y)?.closest("[aria-rowindex]");
      ranks.push(row && table.contains(row) ? Number(row.getAttribute("aria-rowindex")) - 1 : 0);
    }
    return ranks;
  });

/** Waits until the view is full of rows from some rank on, and checks that each is the profile of its rank. */
async function expectFull(page: Page, least: number, most: number) {
  await expect.poll(async () => Math.min(...(await ranksInView(page)))).toBeGreaterThan(least);
  expect(Math.max(...(await ranksInView(page)))).toBeLessThanOrEqual(most);
  const rows = await results(page).locator("[aria-rowindex]").filter({ has: page.getByRole("rowheader") }).evaluateAll((rows) =>
    rows.map((row) => [Number(row.getAttribute("aria-rowindex")) - 1, row.querySelector("[role=rowheader] a")!.textContent]),
  );
  expect(rows.length).toBeGreaterThan(10);
  const first = rows[0]![0] as number;
  expect(rows).toEqual(rows.map((_, at) => [first + at, `p${first + at}`]));
}

test("after a fast scroll the view is full of the rows of its ranks, down and up again", async ({ page }) => {
  await open(page, "#sort=-followers");
  await openFile(page, catalogue());
  await expectTotal(page, ROWS);
  const box = (await results(page).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 200);
  // Nothing waits for rows between two leaps, so that answers come late for where the list is by then.
  for (let leap = 0; leap < 30; leap++) await page.mouse.wheel(0, leap < 15 ? 900 : 20_000);
  await expectFull(page, 4_000, ROWS - 1);
  await page.mouse.wheel(0, 2_000_000);
  await expectFull(page, ROWS - 40, ROWS);
  for (let leap = 0; leap < 20; leap++) await page.mouse.wheel(0, -20_000);
  await expectFull(page, 2_000, ROWS - 5_000);
  await page.mouse.wheel(0, -2_000_000);
  await expectFull(page, 0, 40);
});
