// docs/embedding.md's examples, taken out of the document and run in a browser: Accord on one origin, the data
// on a second, the page on a third.

import { expect, type Page } from "@playwright/test";

import { example } from "./embedding.ts";
import { expectListed, json, list, type Partner, profiles, test } from "./partner.ts";

const wrap = (body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Partner</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`;

async function open(page: Page, partner: Partner, stranger: Partner, body: string, headers: Record<string, string> = {}): Promise<void> {
  stranger.put("/profiles.json", json(profiles(20)));
  partner.put("/", { body: wrap(body), headers });
  await page.goto(`${partner.origin}/`);
}

test("plain", async ({ page, partner, stranger, site }) => {
  await open(page, partner, stranger, example("plain", site, partner, stranger));
  await expectListed(page, 5);
  await expect(page.getByRole("heading", { name: "Creators for this brief" })).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("5 of 20 profiles");
});

test("plain, under the policy that the document names and no more", async ({ page, partner, stranger, site }) => {
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  const policy = `default-src 'none'; style-src 'self'; img-src data:; ${example("policy", site, partner, stranger)}`.replace(/\s+/g, " ");
  await open(page, partner, stranger, example("plain", site, partner, stranger), { "Content-Security-Policy": policy });
  await expectListed(page, 5);
  expect(page.workers().length).toBe(1);
  expect(faults).toEqual([]);
});

test("events", async ({ page, partner, stranger, site }) => {
  await open(page, partner, stranger, example("events", site, partner, stranger));
  await list(page).getByRole("button", { name: "Profil A0", exact: true }).click();
  await expect(page.locator("#chosen")).toHaveText(/^Profil A0: at least \d+$/);
});

test("look", async ({ page, partner, stranger, site }) => {
  partner.put("/partner.css", { body: example("look.css", site, partner, stranger), headers: { "Content-Type": "text/css" } });
  await open(page, partner, stranger, example("look", site, partner, stranger));
  await expectListed(page, 10);
  await expect(list(page).getByRole("button", { name: "Profil A0", exact: true })).toHaveCSS("text-decoration-line", "underline");
  await expect(page.locator("[part=widget]")).toHaveCSS("border-width", "2px");
  await expect(page.locator("[part=widget]")).toHaveCSS("border-radius", "12px");
});

// The frame's own policy lets it connect to its own origin and to https alone, so the data comes from there.
const own = (text: string, stranger: Partner): string =>
  text.replaceAll(encodeURIComponent(`${stranger.origin}/profiles.json`), encodeURIComponent("../../data/demo.json"));

test("frame", async ({ page, partner, stranger, site }) => {
  const headers = { "Content-Security-Policy": `default-src 'none'; frame-src ${new URL(site).origin}; script-src ${new URL(site).origin}; img-src data:` };
  await open(page, partner, stranger, own(example("frame", site, partner, stranger), stranger), headers);
  const element = page.frameLocator("iframe").locator("accord-match");
  await expectListed(element, 5);
  await expect
    .poll(async () => {
      const inside = await element.evaluate((element) => Math.ceil(element.getBoundingClientRect().height));
      const outside = await page.locator("iframe").evaluate((frame) => frame.clientHeight);
      return outside - inside;
    })
    .toBe(0);
});

test("messages", async ({ page, partner, stranger, site }) => {
  await open(page, partner, stranger, own(example("messages", site, partner, stranger), stranger));
  const element = page.frameLocator("iframe").locator("accord-match");
  await expectListed(element, 10);
  await page.getByRole("button", { name: "Only TikTok" }).click();
  await expect(list(element)).not.toContainText("Instagram");
  await expect(list(element)).toContainText("TikTok");
});
