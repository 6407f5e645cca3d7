// <accord-match> under the policies of other sites: what each allows, and what is said where it does not.

import { expect } from "@playwright/test";

import { expectListed, html, json, profiles, test } from "./partner.ts";
import { watch } from "./support.ts";

const ELEMENT = `<accord-match data-src="/profiles.json" query="b.topics=beauty"></accord-match>`;

/** The least that a page has to allow, with or without workers. */
const policy = (site: string, worker: string): string => {
  const origin = new URL(site).origin;
  return `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src 'self' ${origin}; style-src 'self'; img-src data:; worker-src ${worker}; base-uri 'none'; form-action 'none'`;
};

test("a strict policy that allows blobs gets a worker, and sees no style and no script of ours refused", async ({ page, partner, site }) => {
  const faults = watch(page);
  partner.put("/profiles.json", json(profiles(12)));
  partner.put("/", { body: html(site, ELEMENT), headers: { "Content-Security-Policy": policy(site, "blob:") } });
  await page.goto(`${partner.origin}/`);
  await expectListed(page, 10);
  expect(page.workers().length).toBe(1);
  expect(faults).toEqual([]);
});

test("a policy without workers gets the same list, computed on the page, and everything goes again", async ({ page, partner, site }) => {
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(String(error)));
  partner.put("/profiles.json", json(profiles(12)));
  partner.put("/", { body: html(site, ELEMENT + ELEMENT), headers: { "Content-Security-Policy": policy(site, "'none'") } });
  await page.goto(`${partner.origin}/`);
  await expectListed(page.locator("accord-match").first(), 10);
  await expectListed(page.locator("accord-match").nth(1), 10);
  expect(page.workers().length).toBe(0);
  await page.locator("accord-match").first().evaluate((element) => element.setAttribute("query", "network=tiktok"));
  await expectListed(page.locator("accord-match").first(), 6);
  await page.evaluate(() => document.querySelectorAll("accord-match").forEach((element) => element.remove()));
  await page.evaluate((element) => (document.querySelector("main")!.innerHTML = element), ELEMENT);
  await expectListed(page, 10);
  expect(thrown).toEqual([]);
});

test("without a worker more than 20,000 profiles are refused with a sentence", async ({ page, partner, site }) => {
  partner.put("/profiles.json", json(profiles(20_001)));
  partner.put("/fits.json", json(profiles(20_000)));
  partner.put("/", { body: html(site, `<div id="here"></div>`), headers: { "Content-Security-Policy": policy(site, "'none'") } });
  await page.goto(`${partner.origin}/`);
  const told = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const element = document.createElement("accord-match");
        element.addEventListener("error", (event) => resolve((event as CustomEvent).detail));
        element.setAttribute("data-src", "/profiles.json");
        document.querySelector("#here")!.append(element);
      }),
  );
  expect(told).toMatchObject({ code: "needs_worker" });
  await expect(page.getByRole("alert")).toContainText(/sans worker, Accord s’arrête à 20\s000 profils/);
  await page.locator("accord-match").evaluate((element) => element.setAttribute("data-src", "/fits.json"));
  await expectListed(page, 10);
});

test("a policy that allows no WebAssembly gets a sentence and an event, and no error of its own", async ({ page, partner, site }) => {
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(String(error)));
  const narrow = policy(site, "blob:").replace(" 'wasm-unsafe-eval'", "");
  partner.put("/", { body: html(site, `<div id="here"></div>`), headers: { "Content-Security-Policy": narrow } });
  await page.goto(`${partner.origin}/`);
  const told = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const element = document.createElement("accord-match");
        element.addEventListener("error", (event) => resolve((event as CustomEvent).detail));
        element.lang = "en";
        document.querySelector("#here")!.append(element);
      }),
  );
  expect(told).toMatchObject({ code: "not_started" });
  await expect(page.getByRole("alert")).toHaveText("Accord could not start in this page.");
  expect(thrown).toEqual([]);
});

test("on the build's own origin the worker is a file, under the app's own policy", async ({ page, site }) => {
  const faults = watch(page);
  await page.goto(`${site}method/`);
  // The app takes the place of the still page first.
  await expect(page.getByRole("navigation", { name: "Principale" })).toBeVisible();
  await page.evaluate(async (site) => {
    await import(`${site}embed/accord-match.js`);
    document.querySelector("main")!.innerHTML = `<accord-match data-src="${site}data/demo.json"></accord-match>`;
  }, site);
  await expectListed(page, 10);
  expect(page.workers().map((worker) => new URL(worker.url()).pathname)).toContain(new URL(`${site}embed/accord-worker.js`).pathname);
  expect(faults).toEqual([]);
});
