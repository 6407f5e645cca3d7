// Finding, doing and checking in the words that a user sees. No class names, no waiting by the clock.

import { expect, type Locator, type Page } from "@playwright/test";

/** The results, by their name on the surface. */
export const results = (page: Page): Locator =>
  page.getByRole("table", { name: /^(Profils|Profiles)$/ }).or(page.getByRole("grid", { name: /^(Profils|Profiles)$/ }));

/** One link per listed profile, best first. */
export const names = (page: Page): Locator => results(page).getByRole("rowheader").getByRole("link");

/** Opens an address and waits until a catalogue is listed. */
export async function open(page: Page, address = "./"): Promise<void> {
  await page.goto(address);
  await listed(page);
}

/**
 * Waits until rows are there. The first page of a run compiles two modules on a machine that has neither them nor
 * the browser in its caches, beside a second browser that does the same: that alone took more than 15 seconds once.
 */
export async function listed(page: Page): Promise<void> {
  await expect(names(page).first()).toBeVisible({ timeout: 60_000 });
}

/** Profiles that pass the filters. */
export async function total(page: Page): Promise<number> {
  return Number(await results(page).getAttribute("aria-rowcount"));
}

/** Waits until the list has this many profiles. */
export async function expectTotal(page: Page, count: number): Promise<void> {
  await expect(results(page)).toHaveAttribute("aria-rowcount", String(count));
}

/** The first names of the list. */
export async function firstNames(page: Page, count = 8): Promise<string[]> {
  return (await names(page).allTextContents()).slice(0, count);
}

/** A number as French or English writes it. */
export function number(text: string): number {
  return Number(text.replace(/[\s.,]/g, ""));
}

/** The count behind the name of a facet's value: "Instagram 213". */
export async function countOf(box: Locator): Promise<number> {
  const name = await box.evaluate((input: HTMLInputElement) => input.getAttribute("aria-label") ?? input.labels?.[0]?.textContent ?? "");
  return number(/([\d\s,]+)$/.exec(name.trim())?.[1] ?? "NaN");
}

/** Cells of a table of which a word or a drawing lies beyond them. */
export const beyond = (table: Locator): Promise<(string | null)[]> =>
  table.evaluate((table: HTMLTableElement) =>
    [...table.rows]
      .flatMap((row) => [...row.cells])
      .filter((cell) => {
        const { left, right } = cell.getBoundingClientRect();
        const words = document.createRange();
        words.selectNodeContents(cell);
        const parts = [...cell.querySelectorAll(":not(svg *)")].filter((part) => getComputedStyle(part).clipPath === "none" && part.checkVisibility());
        return [words, ...parts].flatMap((part) => [...part.getClientRects()]).some((box) => box.left < left - 1 || box.right > right + 1);
      })
      .map((cell) => cell.textContent),
  );

/** Fails the test on an error that the page throws or logs. */
export function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) {
      faults.push(message.text());
    }
  });
  return faults;
}

/** A file for a file input, from text. */
export const file = (name: string, text: string | Buffer, mimeType = "text/csv") => ({
  name,
  mimeType,
  buffer: typeof text === "string" ? Buffer.from(text, "utf8") : text,
});

/** Hands files to the page, to be opened as one catalogue. */
export async function openFile(page: Page, ...given: ReturnType<typeof file>[]): Promise<void> {
  await page.getByLabel(/^(Ouvrir un fichier|Open a file)$/).first().setInputFiles(given);
}
