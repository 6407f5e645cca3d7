// What can be wrong with an element's data and attributes: a quiet sentence, an event, nothing thrown.

import { expect, type Page } from "@playwright/test";

import { expectListed, html, json, profiles, test, type Thing } from "./partner.ts";

interface Told {
  code: string;
  message: string;
}

/** Errors that the page itself would have to deal with. */
function thrown(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  return errors;
}

/** Puts an element with these attributes into the page; what it told of errors so far is in the result. */
async function put(page: Page, attributes: Record<string, string>): Promise<() => Promise<Told[]>> {
  await page.evaluate((attributes) => {
    const told: unknown[] = [];
    const window_ = window as unknown as Record<string, unknown>;
    window_.told = told;
    window_.heard = 0;
    window.addEventListener("error", () => (window_.heard = 1));
    const element = document.createElement("accord-match");
    element.addEventListener("error", (event) => told.push((event as CustomEvent).detail));
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.querySelector("main")!.append(element);
  }, attributes);
  return () => page.evaluate(() => (window as unknown as { told: Told[] }).told);
}

const text = (body: string, type = "application/json"): Thing => ({ body, headers: { "Content-Type": type, "Access-Control-Allow-Origin": "*" } });

const LIES: [string, Thing | undefined, string, RegExp][] = [
  ["is not there", undefined, "not_found", /Il n’y a rien à cette adresse/],
  ["is refused", { body: "", status: 403 }, "forbidden", /refuse l’accès/],
  ["fails", { body: "", status: 503 }, "http_status", /503/],
  ["is a web page", text("<!doctype html><p>Bonjour", "application/json"), "html", /page web/],
  ["is cut JSON", text(`{"profiles":[`), "truncated_without_profiles", /s’arrête avant le premier profil/],
  ["is no JSON", text("not found"), "not_json", /n’en est pas/],
  ["is empty", text(""), "empty", /vide/],
  ["has no profiles", text("[]"), "no_profiles", /aucun profil/],
  ["is a picture", text("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", "image/png"), "not_text", /n’est pas du texte/],
];

for (const [what, thing, code, sentence] of LIES) {
  test(`data that ${what} is told in a sentence and as ${code}`, async ({ page, partner, site }) => {
    const errors = thrown(page);
    if (thing !== undefined) partner.put("/data", thing);
    partner.put("/", html(site, ""));
    await page.goto(`${partner.origin}/`);
    const told = await put(page, { "data-src": "/data" });
    await expect(page.getByRole("alert")).toContainText(sentence);
    expect((await told()).map((one) => one.code)).toEqual([code]);
    expect((await told())[0].message).toMatch(sentence);
    expect(await page.evaluate(() => (window as unknown as { heard: number }).heard)).toBe(0);
    expect(errors).toEqual([]);
  });
}

test("data from an origin that does not allow it is told, and can be tried again", async ({ page, partner, stranger, site }) => {
  const errors = thrown(page);
  stranger.put("/data.json", json(profiles(4), {}));
  partner.put("/", html(site, ""));
  await page.goto(`${partner.origin}/`);
  const told = await put(page, { "data-src": `${stranger.origin}/data.json` });
  await expect(page.getByRole("alert")).toContainText("n’autorise pas d’autres sites");
  expect((await told()).map((one) => one.code)).toEqual(["unreachable"]);
  stranger.put("/data.json", json(profiles(4)));
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expectListed(page, 4);
  expect(errors).toEqual([]);
});

for (const source of ["", "javascript:alert(1)", "data:application/json,[]", "http://"]) {
  test(`the address ${JSON.stringify(source)} is no data`, async ({ page, partner, site }) => {
    const errors = thrown(page);
    partner.put("/", html(site, ""));
    await page.goto(`${partner.origin}/`);
    const told = await put(page, { "data-src": source });
    await expect(page.getByRole("alert")).toContainText(source === "" ? "l’attribut data-src manque" : "Ce n’est pas une adresse http ou https");
    expect((await told()).map((one) => one.code)).toEqual([source === "" ? "no_source" : "bad_address"]);
    expect(page.workers().length).toBe(0);
    expect(errors).toEqual([]);
  });
}

test("values that an attribute cannot have are named, and the list is there all the same", async ({ page, partner, site }) => {
  const errors = thrown(page);
  partner.put("/data.json", json(profiles(15)));
  partner.put("/", html(site, ""));
  await page.goto(`${partner.origin}/`);
  const told = await put(page, { "data-src": "/data.json", layout: "grid", limit: "lots", theme: "pink", "unheard-of": "1", query: "tier=giga&nonsense=1&network=tiktok" });
  await expectListed(page, 7);
  await expect(page.getByText("Attributs ignorés : layout=\"grid\" · limit=\"lots\" · theme=\"pink\"")).toBeVisible();
  await expect(page.getByText("Parties de la recherche ignorées : tier=giga · nonsense=1")).toBeVisible();
  expect((await told()).map((one) => one.code).sort()).toEqual(["bad_attribute", "bad_query"]);
  await page.locator("accord-match").evaluate((element) => {
    element.setAttribute("query", "%%%=%ff&=&&b.topics");
    element.setAttribute("layout", "cards");
  });
  await expectListed(page, 10);
  expect(errors).toEqual([]);
});

test("what a manifest promises and does not hold is named, and the rest is listed", async ({ page, partner, site }) => {
  const errors = thrown(page);
  partner.put("/a.json", json(profiles(4)));
  const files = [{ url: "a.json", profiles: 9 }, "gone.json"];
  partner.put("/list.json", text(JSON.stringify({ schema: "accord/manifest@1", files })));
  partner.put("/", html(site, ""));
  await page.goto(`${partner.origin}/`);
  const told = await put(page, { "data-src": "/list.json", lang: "en" });
  await expectListed(page, 4);
  await expect(page.getByText(/^A file is not what its manifest says.*a\.json\)\.$/)).toBeVisible();
  await expect(page.getByText(/^There is nothing at this address.*gone\.json\)\./)).toBeVisible();
  await expect.poll(async () => (await told()).map((one) => one.code)).toEqual(["differs", "not_found"]);
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(errors).toEqual([]);
});

test("data without a network needs the attribute that says it", async ({ page, partner, site }) => {
  partner.put("/list.csv", text("handle,followers\nana,1200\nben,300\n", "text/csv"));
  partner.put("/", html(site, ""));
  await page.goto(`${partner.origin}/`);
  const told = await put(page, { "data-src": "/list.csv" });
  await expect(page.getByRole("alert")).toContainText("sur quel réseau");
  expect((await told()).map((one) => one.code)).toEqual(["needs_network"]);
  await page.locator("accord-match").evaluate((element) => element.setAttribute("network", "tiktok"));
  await expectListed(page, 2);
});

test("a table whose reader can't be had is told, and the next one is shown when it can", async ({ page, partner, site }) => {
  const errors = thrown(page);
  const reader = /accord_engine_rest-/;
  partner.put("/list.csv", text("network,handle,followers\ntiktok,ana,1200\ntiktok,ben,300\n", "text/csv"));
  partner.put("/", html(site, ""));
  await page.context().route(reader, (route) => route.abort());
  await page.goto(`${partner.origin}/`);
  const told = await put(page, { "data-src": "/list.csv" });
  await expect(page.getByRole("alert")).toContainText("Une partie du moteur n’a pas pu être chargée");
  expect((await told()).map((one) => one.code)).toEqual(["needs_part"]);
  expect(errors).toEqual([]);
  await page.context().unroute(reader);
  partner.put("/again.csv", text("network,handle,followers\ntiktok,ana,1200\ntiktok,ben,300\n", "text/csv"));
  await page.locator("accord-match").evaluate((element) => element.setAttribute("data-src", "/again.csv"));
  await expectListed(page, 2);
});

test("names and texts from data are never markup", async ({ page, partner, site }) => {
  const errors = thrown(page);
  const [one] = profiles(1);
  partner.put("/data.json", json([{ ...one, name: `<img src=x onerror="window.owned=1"><b>Ana</b>` }]));
  partner.put("/", html(site, ""));
  await page.goto(`${partner.origin}/`);
  await put(page, { "data-src": "/data.json", heading: "<i>Titre</i>" });
  await expect(page.getByRole("button", { name: "<b>Ana</b>" }).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "<i>Titre</i>" })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { owned?: number }).owned)).toBeUndefined();
  expect(errors).toEqual([]);
});

test("a long address in a sentence breaks instead of running out of a narrow element", async ({ page, partner, site }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  partner.put("/", html(site, ""));
  await page.goto(`${partner.origin}/`);
  await put(page, { "data-src": `${partner.origin}/${"a".repeat(60)}.json`, lang: "fr" });
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("aaaa");
  const runsOver = await alert.evaluate((alert) => [...alert.querySelectorAll("*"), alert].some((part) => part.scrollWidth > part.clientWidth && part.clientWidth > 0));
  expect(runsOver).toBe(false);
});
