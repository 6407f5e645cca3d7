// <accord-match> in pages that are not made for it, and what it leaves in them when it goes: nothing.

import { expect, type Page } from "@playwright/test";

import { expectListed, html, json, list, profiles, test } from "./partner.ts";

const ELEMENT = `<accord-match data-src="/profiles.json" query="b.topics=beauty" limit="5"></accord-match>`;

const HOSTILE = `
html { font-size: 62.5%; letter-spacing: .3em; text-transform: uppercase; word-spacing: 2em; line-height: 4; }
div:empty { display: none }
* { box-sizing: content-box; margin: 9px !important; padding: 7px; color: red !important; font: italic 40px cursive !important; text-align: right; white-space: pre; visibility: inherit }
ol, ul, li { list-style: square !important; display: inline !important }
button, a, svg, section, header { display: none !important }
[part] { display: none !important }
.widget, .w-row, .w-list, .match { display: none !important }
body { direction: rtl; cursor: crosshair; font-variant: small-caps; text-indent: 50px; hyphens: auto }
accord-match { margin: 0 !important; padding: 0 !important }
`;

/** Where everything inside the element stands, relative to it, and how large its text is. */
const shape = (page: Page) =>
  page.locator("accord-match").evaluate((element) => {
    const from = element.getBoundingClientRect();
    return [...element.shadowRoot!.querySelectorAll("[part=widget], [part=widget] *")].map((node) => {
      const box = node.getBoundingClientRect();
      const { fontSize, fontStyle, color, textTransform, letterSpacing, direction } = getComputedStyle(node);
      return [node.localName, Math.round(box.x - from.x), Math.round(box.y - from.y), Math.round(box.width), Math.round(box.height), fontSize, fontStyle, color, textTransform, letterSpacing, direction];
    });
  });

test("hostile styles of the page change nothing inside", async ({ page, partner, site }) => {
  partner.put("/profiles.json", json(profiles(12)));
  const sheet = (css: string) => ({ body: css, headers: { "Content-Type": "text/css" } });
  partner.put("/calm.css", sheet("body { margin: 0 } main { width: 700px } accord-match { width: 600px }"));
  partner.put("/hostile.css", sheet(`${HOSTILE} body, main { margin: 0 !important; padding: 0 } main { width: 700px } accord-match { width: 600px }`));
  const shapes = [];
  for (const name of ["calm", "hostile"]) {
    partner.put(`/${name}`, html(site, ELEMENT, `<link rel="stylesheet" href="/${name}.css">`));
    await page.goto(`${partner.origin}/${name}`);
    await expectListed(page, 5);
    await page.evaluate(() => document.fonts.ready);
    shapes.push(await shape(page));
  }
  expect(shapes[1]).toEqual(shapes[0]);
});

test("a page from right to left holds a list from left to right", async ({ page, partner, site }) => {
  partner.put("/profiles.json", json(profiles(12)));
  partner.put("/", html(site, ELEMENT).replace('lang="fr"', 'lang="ar" dir="rtl"'));
  await page.goto(`${partner.origin}/`);
  await expectListed(page, 5);
  const item = list(page).getByRole("listitem").first();
  const name = (await item.getByRole("button", { name: "Profil A0", exact: true }).boundingBox())!;
  const bar = (await item.getByRole("img", { name: /^Match/ }).boundingBox())!;
  expect(name.x).toBeLessThan(bar.x);
});

test("what goes leaves no trace, and comes back", async ({ page, partner, site }) => {
  partner.put("/profiles.json", json(profiles(12)));
  // Counts what listens on the page itself, from before anything of ours is there.
  await page.addInitScript(() => {
    const counts = new Map<string, number>();
    for (const target of [EventTarget.prototype]) {
      for (const [name, by] of [["addEventListener", 1], ["removeEventListener", -1]] as const) {
        const original = target[name];
        target[name] = function (this: EventTarget, type: string, ...rest: [never]) {
          const on = this === window ? "window" : this === document ? "document" : this === document.body ? "body" : undefined;
          if (on) counts.set(`${on} ${type}`, (counts.get(`${on} ${type}`) ?? 0) + by);
          return original.call(this, type, ...rest);
        };
      }
    }
    Object.defineProperty(window, "listening", { value: () => [...counts].filter(([, count]) => count !== 0), enumerable: false });
  });
  partner.put("/", html(site, `<p>Article</p><div id="here"></div>`));
  await page.goto(`${partner.origin}/?a=1#part`);
  await page.waitForFunction(() => customElements.get("accord-match"));
  const state = () =>
    page.evaluate(async () => ({
      globals: Object.keys(window).sort(),
      own: Object.getOwnPropertyNames(window).length,
      page: document.documentElement.outerHTML,
      address: location.href,
      title: document.title,
      history: history.length,
      state: history.state,
      cookies: document.cookie,
      local: localStorage.length,
      session: sessionStorage.length,
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      focused: document.activeElement?.localName,
      listening: (window as unknown as { listening(): unknown }).listening(),
    }));
  const before = await state();
  for (let round = 0; round < 3; round += 1) {
    await page.evaluate((element) => (document.querySelector("#here")!.innerHTML = element), ELEMENT);
    await expectListed(page, 5);
    await page.getByRole("button", { name: "Ajouter aux favoris : Profil A0" }).click();
    await page.getByRole("button", { name: "Profil B1", exact: true }).click();
    expect(page.workers().length).toBe(1);
    await page.evaluate(() => (document.querySelector("#here")!.innerHTML = ""));
    await expect.poll(() => page.workers().length).toBe(0);
  }
  expect(await state()).toEqual(before);

  // Nothing holds on to the elements: the browser can forget them.
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  const left = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { result } = await session.send("Runtime.evaluate", { expression: "customElements.get('accord-match').prototype" });
    const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId: result.objectId! });
    const { result: count } = await session.send("Runtime.callFunctionOn", { objectId: objects.objectId!, functionDeclaration: "function () { return this.length; }", returnByValue: true });
    return count.value as number;
  };
  await expect.poll(left).toBe(0);
});

test("an element that moves within the page keeps its list and its worker", async ({ page, partner, site }) => {
  partner.put("/profiles.json", json(profiles(12)));
  partner.put("/", html(site, `${ELEMENT}<div id="there"></div>`));
  await page.goto(`${partner.origin}/`);
  await expectListed(page, 5);
  const [worker] = page.workers();
  await page.evaluate(() => document.querySelector("#there")!.append(document.querySelector("accord-match")!));
  await expectListed(page.locator("#there"), 5);
  expect(page.workers()).toEqual([worker]);
});

test("taken away while it loads, it stops loading", async ({ page, partner, site }) => {
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(String(error)));
  partner.put("/profiles.json", json(profiles(20_000)));
  partner.put("/", html(site, `<div id="here"></div>`));
  await page.goto(`${partner.origin}/`);
  const worker = page.waitForEvent("worker");
  await page.evaluate((element) => (document.querySelector("#here")!.innerHTML = element), ELEMENT);
  await worker;
  await page.evaluate(() => (document.querySelector("#here")!.innerHTML = ""));
  await expect.poll(() => page.workers().length).toBe(0);
  expect(thrown).toEqual([]);
});

test("attributes and properties from before the script is there count", async ({ page, partner, site }) => {
  partner.put("/profiles.json", json(profiles(12)));
  partner.put("/", `<!doctype html><html lang="en"><body><main></main></body></html>`);
  await page.goto(`${partner.origin}/`);
  await page.evaluate(async (site) => {
    const element = document.createElement("accord-match");
    Object.assign(element, { query: "network=tiktok", limit: 3, bookmarks: ["tiktok:p1"] });
    element.dataset.src = "/profiles.json";
    document.querySelector("main")!.append(element);
    await import(`${site}embed/accord-match.js`);
  }, site);
  await expectListed(page, 3);
  await expect(page.getByRole("status")).toHaveText("3 of 6 profiles");
  await expect(page.getByRole("button", { name: "Bookmark: Profil B1" })).toHaveAttribute("aria-pressed", "true");
});
