// The iframe form: options in the fragment, messages with one named origin both ways, its own height.

import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

import { expectListed, list, type Partner, test } from "./partner.ts";

interface Heard {
  type: string;
  detail: Record<string, any>;
  origin: string;
}

/** A fragment of the frame's address. */
const fragment = (options: Record<string, string>): string => new URLSearchParams(options).toString().replaceAll("+", "%20");

/** The strictest policy that a host can have around the frame: no script and no connection of ours in it. */
const strict = (site: string): string => `default-src 'none'; script-src 'unsafe-inline'; frame-src ${new URL(site).origin}; style-src 'unsafe-inline'`;

/** Opens a page of another site with the frame in it; it notes every message that it hears. */
async function openFrame(page: Page, partner: Partner, site: string, options: Record<string, string>): Promise<void> {
  const body = `<!doctype html><html lang="fr"><title>Partenaire</title><link rel="icon" href="data:,">
<script>window.heard = []; addEventListener("message", (event) => heard.push({ ...event.data, origin: event.origin }));</script>
<main><h1>Partenaire</h1><iframe title="Profils" width="600" height="150" src="${site}embed/frame/#${fragment(options)}"></iframe></main></html>`;
  partner.put("/", { body, headers: { "Content-Security-Policy": strict(site) } });
  await page.goto(`${partner.origin}/`);
}

const heard = (page: Page): Promise<Heard[]> => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
const types = async (page: Page): Promise<string[]> => (await heard(page)).map((message) => message.type);
const frame = (page: Page) => page.frameLocator("iframe");
const inside = (page: Page) => frame(page).locator("accord-match");

const OPTIONS = { "data-src": "../../data/demo.json", query: "b.topics=beauty", limit: "5", lang: "fr" };

test("options come in the fragment, events and height go out as messages from the frame's origin", async ({ page, partner, site }) => {
  await openFrame(page, partner, site, { ...OPTIONS, origin: partner.origin, heading: "Sélection" });
  await expectListed(inside(page), 5);
  await expect(frame(page).getByRole("heading", { name: "Sélection", level: 1 })).toBeVisible();
  await expect.poll(() => types(page)).toEqual(expect.arrayContaining(["accord:ready", "accord:resize"]));
  await list(inside(page)).getByRole("button").first().click();
  await frame(page).getByRole("button", { name: /^Ajouter aux favoris/ }).first().click();
  await expect.poll(() => types(page)).toEqual(expect.arrayContaining(["accord:select", "accord:bookmark"]));
  const messages = await heard(page);
  expect(new Set(messages.map((message) => message.origin))).toEqual(new Set([new URL(site).origin]));
  const of = (type: string) => messages.findLast((message) => message.type === type)!.detail;
  expect(of("accord:ready").rows.length).toBe(5);
  expect(of("accord:select").profile.id).toBe(of("accord:ready").rows[0].id);
  expect(of("accord:bookmark")).toMatchObject({ on: true, profile: { id: of("accord:ready").rows[0].id } });
  const height = await inside(page).evaluate((element) => Math.ceil(element.getBoundingClientRect().height));
  expect(of("accord:resize")).toEqual({ height });
});

test("the parent sets options by message; what is none of an option is left alone", async ({ page, partner, site }) => {
  await openFrame(page, partner, site, { ...OPTIONS, origin: partner.origin });
  await expectListed(inside(page), 5);
  const id = (await heard(page)).find((message) => message.type === "accord:ready")!.detail.rows[0].id;
  await page.evaluate(
    ([origin, id]) => {
      const target = document.querySelector("iframe")!.contentWindow!;
      for (const message of [null, "accord:set", { type: "accord:set" }, { type: "accord:set", options: null }, { type: "accord:evil", options: { limit: 9 } }]) {
        target.postMessage(message, origin);
      }
      target.postMessage({ type: "accord:set", options: { limit: 3, lang: "en", layout: "cards", heading: null, onclick: "alert(1)", innerHTML: "<b>", style: "display:none", bookmarks: [id, 7] } }, origin);
    },
    [new URL(site).origin, id],
  );
  await expectListed(inside(page), 3);
  await expect(frame(page).getByRole("status")).toHaveText(/^3 of \d+ profiles$/);
  await expect(frame(page).getByRole("button", { name: /^Bookmark/ }).first()).toHaveAttribute("aria-pressed", "true");
  expect(await inside(page).evaluate((element) => element.getAttributeNames().sort())).toEqual(["data-src", "heading-level", "lang", "layout", "limit", "query"]);
});

test("a stranger's messages are ignored, and a stranger hears nothing", async ({ page, partner, stranger, site }) => {
  await openFrame(page, partner, site, { ...OPTIONS, origin: stranger.origin });
  await expectListed(inside(page), 5);
  await page.evaluate((origin) => document.querySelector("iframe")!.contentWindow!.postMessage({ type: "accord:set", options: { limit: 2 } }, origin), new URL(site).origin);
  await list(inside(page)).getByRole("button").first().click();
  await expectListed(inside(page), 5);
  expect(await heard(page)).toEqual([]);
});

for (const origin of ["", "*", "null", "javascript:alert(1)", "partner"]) {
  test(`the origin ${JSON.stringify(origin)} is nobody to talk to`, async ({ page, partner, site }) => {
    await openFrame(page, partner, site, { ...OPTIONS, origin });
    await expectListed(inside(page), 5);
    await list(inside(page)).getByRole("button").first().click();
    expect(await heard(page)).toEqual([]);
  });
}

test("the helper gives the frame its height and makes events of its messages", async ({ page, partner, stranger, site }) => {
  const source = `${site}embed/frame/#${fragment({ ...OPTIONS, origin: partner.origin })}`;
  stranger.put("/", `<script>parent.postMessage({ type: "accord:resize", detail: { height: 9999 } }, "*")</script>`);
  partner.put("/", `<!doctype html><html lang="fr"><title>Partenaire</title><main><h1>Partenaire</h1>
<iframe data-accord-frame title="Profils" width="600" height="150" src="${source}"></iframe><iframe title="Autre" height="77" src="${stranger.origin}/"></iframe></main></html>`);
  await page.goto(`${partner.origin}/`);
  await expectListed(inside(page).first(), 5).catch(() => undefined);
  await page.evaluate(async (site) => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    for (const name of ["ready", "select"]) document.addEventListener(name, (event) => told.push([name, (event as CustomEvent).detail]));
    Object.assign(window, { helper: await import(`${site}embed/accord-frame.js`) });
  }, site);
  const first = page.frameLocator("iframe[data-accord-frame]");
  const element = first.locator("accord-match");
  const heights = async () => [
    await page.locator("iframe[data-accord-frame]").evaluate((frame) => frame.getBoundingClientRect().height),
    await element.evaluate((element) => Math.ceil(element.getBoundingClientRect().height)),
  ];
  const fits = async () => {
    const [outer, within] = await heights();
    return outer >= within && outer - within < 8;
  };
  await expect.poll(fits).toBe(true);
  await page.evaluate(() => {
    const { helper } = window as unknown as { helper: { setOptions(frame: Element, options: object): void } };
    helper.setOptions(document.querySelector("[data-accord-frame]")!, { limit: 12 });
  });
  await expectListed(element, 12);
  await expect.poll(fits).toBe(true);
  await list(element).getByRole("button").first().click();
  const told = () => page.evaluate(() => (window as unknown as { told: [string, { rows?: unknown[] }][] }).told);
  await expect.poll(async () => (await told()).map(([name]) => name)).toEqual(expect.arrayContaining(["ready", "select"]));
  expect(await page.getByTitle("Autre").getAttribute("height")).toBe("77");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the frame has no accessibility violation, ${colorScheme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto(`${site}embed/frame/#${fragment(OPTIONS)}`);
    await expectListed(page, 5);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((violation) => [violation.id, violation.nodes.map((node) => node.target.join(" ")).slice(0, 3)])).toEqual([]);
  });
}

test("what is set before the frame is there reaches it, null clears a list, and a fragment that changes is read", async ({ page, partner, site }) => {
  const warnings: string[] = [];
  page.on("console", (message) => void (message.type() === "info" || warnings.push(message.text())));
  partner.put("/", { body: `<!doctype html><html lang="fr"><title>Partenaire</title><link rel="icon" href="data:,"><main><h1>Partenaire</h1></main></html>` });
  await page.goto(`${partner.origin}/`);
  const src = `${site}embed/frame/#${fragment({ ...OPTIONS, origin: partner.origin })}`;
  const set = (options: unknown) =>
    page.evaluate(
      async ([helper, options]) => {
        const { setOptions } = await import(helper as string);
        setOptions(document.querySelector("iframe")!, options);
      },
      [`${site}embed/accord-frame.js`, options] as const,
    );
  await page.evaluate(
    async ([helper, src]) => {
      const { setOptions } = await import(helper);
      const frame = Object.assign(document.createElement("iframe"), { src, title: "Profils", width: "600" });
      frame.dataset.accordFrame = "";
      setOptions(frame, { limit: 4 });
      document.querySelector("main")!.append(frame);
      setOptions(frame, { limit: 2 });
    },
    [`${site}embed/accord-frame.js`, src],
  );
  await expectListed(inside(page), 2);
  const id = await inside(page).evaluate((element) => new Promise<string>((keep) => {
    element.addEventListener("ready", (event) => keep((event as CustomEvent).detail.rows[0].id), { once: true });
    element.setAttribute("limit", "3");
  }));
  const pressed = frame(page).getByRole("button", { pressed: true });
  await set({ bookmarks: [id] });
  await expect(pressed).toHaveCount(1);
  await set({ bookmarks: null });
  await expect(pressed).toHaveCount(0);
  await page.locator("iframe").evaluate((frame: HTMLIFrameElement) => (frame.src = frame.src.replace("limit=5", "limit=1")));
  await expectListed(inside(page), 1);
  expect(warnings).toEqual([]);
});

test.describe("in an English browser", () => {
  test.use({ locale: "en-GB" });

  test("a frame that names no language speaks the browser's, and another when it is told to", async ({ page, partner, site }) => {
    const { lang: _, ...options } = OPTIONS;
    await openFrame(page, partner, site, { ...options, origin: partner.origin });
    await expect(frame(page).getByRole("status")).toHaveText(/^5 of \d+ profiles$/);
    await expect(frame(page).locator("html")).toHaveAttribute("lang", "en");
    await page.evaluate((origin) => document.querySelector("iframe")!.contentWindow!.postMessage({ type: "accord:set", options: { lang: "fr" } }, origin), new URL(site).origin);
    await expect(frame(page).getByRole("status")).toHaveText(/^5 sur \d+ profils$/);
    await expect(frame(page).locator("html")).toHaveAttribute("lang", "fr");
  });
});
