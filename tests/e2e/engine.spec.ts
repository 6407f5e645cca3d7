// The engine as a module for other pages: open, query, explain, get, report, free, and errors with a code.

import { expect, test } from "@playwright/test";

const PROFILES = [
  { network: "instagram", handle: "ana", name: "Ana", followers: 20000, topics: [{ topic: "beauty", share: 1 }], country: "FR" },
  { network: "tiktok", handle: "ben", name: "Ben", followers: 900, topics: [{ topic: "sport", share: 1 }] },
  { network: "tiktok", handle: "ben", name: "Ben" },
];

test("the module answers as its contract says", async ({ page }) => {
  await page.goto("./method/");
  const answer = await page.evaluate(async (profiles) => {
    const module = await import(new URL("engine/accord_engine.js", document.baseURI).href);
    await module.init();
    const { Engine } = module;
    const engine = Engine.open(new TextEncoder().encode(JSON.stringify(profiles)), { name: "three.json" });
    const byText = engine.query("b.topics=beauty&network=instagram");
    const byObject = engine.query({ "b.topics": "beauty", network: ["instagram"] });
    const all = engine.query("");
    const untouched = structuredClone(all);
    // What a caller does to a page is the caller's affair.
    const own = engine.query("");
    own.rows[0].name = "changed";
    own.rows[0].flags.push({});
    own.rows[0].criteria[0].low = -1;
    const again = [engine.query(""), engine.query("b.topics=beauty"), engine.query("")];
    const explained = engine.explain("instagram:ana", "b.topics=beauty");
    const profile = engine.get("instagram:ana");
    const report = engine.report();
    const dropped = engine.query("nonsense=1").issues;
    engine.free();
    let thrown: unknown;
    try {
      Engine.open(new TextEncoder().encode("<!doctype html>"), {});
    } catch (error) {
      thrown = { code: (error as { code: string }).code, message: typeof (error as Error).message };
    }
    return { byText, byObject, all, explained, profile, report, dropped, thrown, untouched, again };
  }, PROFILES);

  expect(answer.byText).toEqual(answer.byObject);
  expect(answer.byText.total).toBe(1);
  expect(answer.byText.rows[0]).toMatchObject({ id: "instagram:ana", network: "instagram", handle: "ana", name: "Ana", tier: "micro", followers: 20000 });
  expect(answer.all.total).toBe(2);
  expect(answer.again[0]).toEqual(answer.untouched);
  expect(answer.again[1].rows.find(({ id }: { id: string }) => id === "instagram:ana")).toEqual(answer.byText.rows[0]);
  expect(answer.again[2]).toEqual(answer.untouched);
  expect(answer.all.facets.network).toMatchObject({ instagram: 1, tiktok: 1 });
  const histogram = answer.all.histograms.followers;
  expect(histogram.edges.length).toBe(histogram.counts.length + 1);
  expect(histogram.counts.reduce((sum: number, one: number) => sum + one, 0) + histogram.unknown).toBe(2);
  const { low, criteria } = answer.explained;
  expect(criteria.map((criterion: { contribution: number }) => criterion.contribution).reduce((sum: number, one: number) => sum + one, 0)).toBe(low);
  expect(criteria[1].parts.find((part: { key: string }) => part.key === "audience.topics")).toMatchObject({ known: true, low: 1000 });
  expect(answer.profile).toMatchObject({ id: "instagram:ana", country: "FR" });
  expect(answer.report).toMatchObject({ rows: 3, profiles: 2, merged: 1 });
  expect(answer.report.fields.followers).toBe(2);
  expect(answer.dropped).toEqual([{ key: "nonsense", value: "1", reason: "unknown_key" }]);
  expect(answer.thrown).toEqual({ code: "html", message: "string" });
});
