// <accord-match> in a page of another origin: what it shows, what it tells, how it is dressed.

import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";

import { expectListed, html, json, list, listedNames, openHost, profiles, test } from "./partner.ts";
import { watch } from "./support.ts";

const BRIEF = "b.topics=beauty";

test.beforeEach(({ partner }) => {
  partner.put("/profiles.json", json(profiles(30)));
});

test("a page of another origin gets a ranked list, computed in a worker", async ({ page, partner, site }) => {
  const faults = watch(page);
  await openHost(page, partner, site, `<accord-match data-src="/profiles.json" query="${BRIEF}"></accord-match>`, 10);
  await expect(page.getByRole("region", { name: "Profils d’influence" }).getByRole("status")).toHaveText("10 sur 30 profils");
  expect((await listedNames(page))[0]).toBe("Profil A0");
  const first = list(page).getByRole("listitem").first();
  await expect(first).toContainText("Instagram");
  await expect(first.getByRole("img", { name: /^Match/ })).toBeVisible();
  expect(page.workers().length).toBe(1);
  expect(faults).toEqual([]);
});

test("attributes say what is shown, also when they change", async ({ page, partner, site }) => {
  await openHost(page, partner, site, `<accord-match data-src="/profiles.json" query="${BRIEF}&network=tiktok" limit="4" heading="Sélection"></accord-match>`, 4);
  const element = page.locator("accord-match");
  await expect(page.getByRole("heading", { name: "Sélection", level: 2 })).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("4 sur 15 profils");
  await element.evaluate((element) => element.setAttribute("query", "network=instagram&followers=..39000"));
  await expect(page.getByRole("status")).toHaveText(/^4 sur \d+ profils$/);
  await expect(list(page)).toContainText("Instagram");
  await expect(list(page)).not.toContainText("TikTok");
  await element.evaluate((element) => element.setAttribute("limit", "7"));
  await expectListed(page, 7);
  await element.evaluate((element) => element.setAttribute("lang", "en"));
  await expect(page.getByRole("status")).toHaveText(/^7 of \d+ profiles$/);
  await element.evaluate((element) => element.setAttribute("layout", "cards"));
  await expect(list(page).getByRole("listitem").first()).toContainText("@p");
  await element.evaluate((element) => {
    element.setAttribute("heading", "");
    element.removeAttribute("query");
    element.setAttribute("data-src", "/others.json");
  });
  await expect(page.getByRole("alert")).toContainText("There is nothing at this address");
  await expect(page.getByRole("heading", { level: 2 })).toHaveCount(0);
  partner.put("/others.json", json(profiles(3)));
  await element.evaluate((element: HTMLElement & { reload(): void }) => element.reload());
  await expectListed(page, 3);
});

test("its text follows the reader's size where the page wants it", async ({ page, partner, site }) => {
  await openHost(page, partner, site, `<style>html { font-size: 32px } .own { --accord-text-m: 1rem; --accord-text-s: 1rem }</style>
    <accord-match data-src="/profiles.json" limit="3"></accord-match><accord-match class="own" data-src="/profiles.json" limit="3"></accord-match>`, 3);
  const size = (at: number) =>
    list(page.locator("accord-match").nth(at)).getByRole("button").first().evaluate((name) => Number.parseFloat(getComputedStyle(name).fontSize));
  await expectListed(page.locator("accord-match").nth(1), 3);
  expect([await size(0) < 16, await size(1)]).toEqual([true, 32]);
});

test("the language around the element is followed when it changes", async ({ page, partner, site }) => {
  await openHost(page, partner, site, `<div lang="en"><accord-match data-src="/profiles.json"></accord-match></div>`, 10);
  await expect(page.getByRole("status")).toHaveText("10 of 30 profiles");
  await page.locator("div").first().evaluate((around) => around.setAttribute("lang", "fr-CA"));
  await expect(page.getByRole("status")).toHaveText("10 sur 30 profils");
});

test("a filter that lets nothing pass can be lifted, and what is said then has the focus", async ({ page, partner, site }) => {
  await openHost(page, partner, site, `<accord-match data-src="/profiles.json" query="network=snapchat"></accord-match>`, 0);
  await page.getByRole("button", { name: /Lever/ }).press("Enter");
  await expect(page.getByRole("status")).toHaveText("10 sur 30 profils");
  await expect(page.getByRole("status")).toBeFocused();
  await page.locator("accord-match").evaluate((element: HTMLElement & { reload(): void }) => element.reload());
  await expect(page.getByRole("status")).toHaveText("0 profil");
});

test("prices in other currencies count with the rates of the page", async ({ page, partner, site }) => {
  const quoted = (handle: string, currency: string) => ({ network: "instagram", handle, price: { post: { low: 110, high: 110, currency, kind: "quote" } } });
  partner.put("/priced.json", json([quoted("ada", "USD"), quoted("bea", "EUR"), quoted("cleo", "JPY")]));
  const element = (rates: string) => `<accord-match data-src="/priced.json" query="price=..105" ${rates}></accord-match>`;
  await openHost(page, partner, site, element("") + element('rates="USD=1.1, JPY=11 GBP=none"'), 0);
  const [without, within] = [page.locator("accord-match").first(), page.locator("accord-match").last()];
  await expect(without.getByRole("status")).toHaveText("0 profil");
  await expect(within.getByRole("status")).toHaveText("2 profils");
  await expect(within).toContainText("GBP=none");
  expect(page.workers().length, "other rates are another catalogue").toBe(2);
  await within.evaluate((element) => element.setAttribute("rates", "USD=1.1"));
  await expect(within.getByRole("status")).toHaveText("1 profil");
});

test("several elements share an engine, and the last one takes it along", async ({ page, partner, site }) => {
  partner.put("/few.json", json(profiles(5)));
  const element = (source: string) => `<accord-match data-src="${source}" query="${BRIEF}"></accord-match>`;
  await openHost(page, partner, site, element("/profiles.json") + element("/profiles.json") + element("/few.json"), 10);
  await expectListed(page.locator("accord-match").nth(1), 10);
  await expectListed(page.locator("accord-match").nth(2), 5);
  expect(page.workers().length).toBe(2);
  const remove = (at: number) => page.locator("accord-match").nth(at).evaluate((element) => element.remove());
  await remove(2);
  await expect.poll(() => page.workers().length).toBe(1);
  await remove(0);
  await page.locator("accord-match").evaluate((element) => element.setAttribute("limit", "6"));
  await expectListed(page, 6);
  expect(page.workers().length).toBe(1);
  await remove(0);
  await expect.poll(() => page.workers().length).toBe(0);
});

test("nothing is loaded before the element comes near the view", async ({ page, partner, site }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  partner.put("/", html(site, `<p>Plus bas</p><div id="far"></div><accord-match data-src="/profiles.json"></accord-match>`, `<link rel="stylesheet" href="/far.css">`));
  partner.put("/far.css", { body: "#far { height: 5000px }", headers: { "Content-Type": "text/css" } });
  await page.goto(`${partner.origin}/`);
  await page.waitForFunction(() => customElements.get("accord-match"));
  // Two frames: the view was looked at by then.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(asked.filter((path) => /widget|engine|profiles/.test(path))).toEqual([]);
  await page.locator("accord-match").scrollIntoViewIfNeeded();
  await expectListed(page, 10);
});

test("events tell the page, and the page may object", async ({ page, partner, site }) => {
  const body = `<accord-match data-src="/profiles.json" query="${BRIEF}" limit="3" actions="bookmark compare"></accord-match>`;
  await openHost(page, partner, site, body, 3);
  await page.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    for (const name of ["ready", "select", "bookmark", "compare"]) {
      document.addEventListener(name, (event) => told.push([name, (event as CustomEvent).detail, (event.target as Element).localName]));
    }
  });
  const told = () => page.evaluate(() => (window as unknown as { told: [string, Record<string, any>, string][] }).told.splice(0));
  const element = page.locator("accord-match");
  const of = (name: string) => element.evaluate((element, name) => (element as unknown as Record<string, string[]>)[name], name);

  await page.getByRole("button", { name: "Profil A0", exact: true }).click();
  const [[name, detail, target]] = await told();
  expect([name, target, detail.href]).toEqual(["select", "accord-match", null]);
  expect(detail.profile).toMatchObject({ id: "instagram:p0", network: "instagram", handle: "p0", name: "Profil A0", tier: "micro", followers: 40000 });
  expect(detail.profile.low).toBeLessThanOrEqual(detail.profile.high);

  const bookmark = page.getByRole("button", { name: "Ajouter aux favoris : Profil A0" });
  await bookmark.click();
  await expect(bookmark).toHaveAttribute("aria-pressed", "true");
  expect(await told()).toMatchObject([["bookmark", { on: true, profile: { id: "instagram:p0" } }, "accord-match"]]);
  expect(await of("bookmarks")).toEqual(["instagram:p0"]);

  const compare = page.getByRole("checkbox", { name: "Comparer : Profil B1" });
  await compare.check();
  expect(await told()).toMatchObject([["compare", { on: true, profile: { id: "tiktok:p1" } }, "accord-match"]]);
  expect(await of("compared")).toEqual(["tiktok:p1"]);

  await element.evaluate((element) => {
    for (const name of ["bookmark", "compare"]) element.addEventListener(name, (event) => event.preventDefault());
  });
  await bookmark.click();
  await compare.click();
  await expect(bookmark).toHaveAttribute("aria-pressed", "true");
  await expect(compare).toBeChecked();
  expect(await of("bookmarks")).toEqual(["instagram:p0"]);
  await element.evaluate((element) => Object.assign(element, { bookmarks: ["tiktok:p1"], limit: 2 }));
  await expect(bookmark).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByRole("button", { name: "Ajouter aux favoris : Profil B1" })).toHaveAttribute("aria-pressed", "true");
  await expectListed(page, 2);
  expect((await told()).at(-1)).toMatchObject(["ready", { total: 30, profiles: 30, rows: [{ id: "instagram:p0" }, { id: "tiktok:p1" }] }, "accord-match"]);
});

test("a filter that lets nothing pass is named and can be lifted", async ({ page, partner, site }) => {
  partner.put("/", html(site, `<accord-match data-src="/profiles.json" query="country=DE"></accord-match>`));
  await page.goto(`${partner.origin}/`);
  await expect(page.getByText("Le filtre le plus étroit est « Pays » : sans lui, 30 profils reviendraient.")).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("0 profil");
  await page.getByRole("button", { name: "Lever ce filtre" }).click();
  await expectListed(page, 10);
});

test("with the app's address, names and the foot lead into it", async ({ page, partner, site }) => {
  const body = `<accord-match data-src="/profiles.json" query="${BRIEF}" limit="2" app="${site}"></accord-match>`;
  await openHost(page, partner, site, body, 2);
  const source = encodeURIComponent(`${partner.origin}/profiles.json`).replace(/[.]/g, "%2E");
  const link = page.getByRole("link", { name: "Profil A0" });
  await expect(link).toHaveAttribute("href", `${site}profile/?data=${source}&lang=fr#${BRIEF}&id=instagram%3Ap0`);
  await expect(page.getByRole("link", { name: "Tout voir dans Accord" })).toHaveAttribute("href", `${site}?data=${source}&lang=fr#${BRIEF}`);
  const [profile] = await Promise.all([page.waitForEvent("popup"), link.click()]);
  expect(profile.url()).toBe(await link.getAttribute("href"));
  await page.locator("accord-match").evaluate((element) => element.addEventListener("select", (event) => event.preventDefault()));
  await profile.close();
  await link.click();
  // What a click opens is there before the next click's event is.
  await page.getByRole("status").click();
  expect(page.context().pages()).toEqual([page]);
});

test("a host dresses the element with properties and parts", async ({ page, partner, site }) => {
  partner.put("/dress.css", {
    body: "accord-match { --accord-color-accent: rgb(140, 40, 90); --accord-radius-m: 12px } accord-match::part(name) { color: rgb(1, 2, 3) }",
    headers: { "Content-Type": "text/css" },
  });
  const body = `<accord-match data-src="/profiles.json" query="${BRIEF}" theme="light"></accord-match>`;
  await openHost(page, partner, site, body, 10, `<link rel="stylesheet" href="/dress.css">`);
  await expect(page.getByRole("button", { name: "Profil A0", exact: true })).toHaveCSS("color", "rgb(1, 2, 3)");
  const solid = list(page).getByRole("img", { name: /^Match/ }).first().locator("path").nth(1);
  await expect(solid).toHaveCSS("fill", "rgb(140, 40, 90)");
  await expect(page.locator("accord-match [part=widget]")).toHaveCSS("border-radius", "12px");
});

test("the theme is the host's unless it is said", async ({ page, partner, site }) => {
  const paper = (at: number) =>
    page.locator("accord-match [part=widget]").nth(at).evaluate((node) => getComputedStyle(node).backgroundColor);
  const body = ["", "light", "dark"].map((theme) => `<accord-match data-src="/profiles.json" limit="2" theme="${theme}"></accord-match>`).join("");
  await page.emulateMedia({ colorScheme: "dark" });
  await openHost(page, partner, site, body, 2);
  await expectListed(page.locator("accord-match").nth(2), 2);
  // A page that says nothing of colors is light, whatever the system prefers.
  expect(await paper(0)).toBe(await paper(1));
  expect(await paper(2)).not.toBe(await paper(1));
  await page.evaluate(() => document.documentElement.style.setProperty("color-scheme", "light dark"));
  expect(await paper(0)).toBe(await paper(2));
});

for (const layout of ["list", "cards"]) {
  for (const theme of ["light", "dark"]) {
    test(`no accessibility violation as ${layout}, ${theme}`, async ({ page, partner, site }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      const body = `<accord-match data-src="/profiles.json" query="${BRIEF}" layout="${layout}" theme="${theme}" actions="bookmark compare" app="${site}"></accord-match>`;
      await openHost(page, partner, site, body, 10);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((violation) => [violation.id, violation.nodes.map((node) => node.target.join(" ")).slice(0, 3)])).toEqual([]);
    });
  }
}

for (const width of [320, 480, 900]) {
  test(`nothing overflows at ${width} pixels`, async ({ page, partner, site }) => {
    await page.setViewportSize({ width, height: 800 });
    const body = ["list", "cards"].map((layout) => `<accord-match data-src="/profiles.json" query="${BRIEF}" layout="${layout}" actions="bookmark compare" app="${site}"></accord-match>`);
    await openHost(page, partner, site, body.join(""), 10);
    await expectListed(page.locator("accord-match").nth(1), 10);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

for (const lang of ["fr", "en"]) {
  test(`an unknown character leaves the match its place, in ${lang}`, async ({ page, partner, site }) => {
    await page.setViewportSize({ width: 800, height: 600 });
    partner.put("/bare.json", json([{ network: "tiktok", handle: "bare", name: "Bare", followers: 1200 }]));
    await openHost(page, partner, site, `<accord-match data-src="/bare.json" lang="${lang}"></accord-match>`, 1);
    const item = list(page).getByRole("listitem").first();
    const character = (await item.getByText(/^(caractère inconnu|character unknown)$/).boundingBox())!;
    const match = (await item.getByText(/^≥/).boundingBox())!;
    expect(character.x + character.width).toBeLessThanOrEqual(match.x);
  });
}
