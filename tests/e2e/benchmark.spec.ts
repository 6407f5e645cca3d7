// The benchmark times nothing before it is right; these are the comparisons that it trusts.

import { expect, test } from "@playwright/test";

import { difference } from "../../benches/browser/compare.js";
import { queries, text } from "../../benches/browser/queries.js";

const engine = {
  total: 2,
  facets: { network: { instagram: 1, x: 1 }, country: { FR: 2 } },
  top: [7, 3],
  sorted: [500, null],
};

test("an answer that differs anywhere it was asked is named", () => {
  const ask = ["facets", "top"];
  expect(difference(ask, engine, engine)).toBeUndefined();
  expect(difference([], engine, { total: 3 })).toBe("3 rows pass, not 2");
  const other = (network: object) => ({ ...engine, facets: { ...engine.facets, network } });
  expect(difference(ask, engine, other({ instagram: 2, x: 1 }))).toBe("network instagram: 2, not 1");
  expect(difference(ask, engine, other({ instagram: 1 }))).toBe("network x: 0, not 1");
  expect(difference(ask, engine, other({ instagram: 1, x: 1, twitch: 4 }))).toBe("network twitch: 4, not 0");
  // A value that nobody has may be listed or not.
  expect(difference(ask, engine, other({ instagram: 1, x: 1, twitch: 0 }))).toBeUndefined();
  expect(difference(ask, engine, { ...engine, top: [3, 7] })).toBe("row at 0: 3, not 7");
  expect(difference(ask, engine, { ...engine, top: [7] })).toBe("1 rows in the window, not 2");
  expect(difference(["sorted"], engine, { ...engine, sorted: [500, 0] })).toBe("followers at 1: 0, not null");
});

test("steps become queries of the engine", () => {
  const brief = "b.country=FR&b.budget=1500EUR";
  const of = (key: string) => queries(1000).find((query) => query.key === key)!.steps.map((step) => text(step, brief));
  expect(of("count")).toEqual([`${brief}&network=tiktok&country=FR&w=20,20,15,20,15,10`]);
  expect(of("weight")).toHaveLength(20);
  expect(of("weight")[19]).toContain("w=20,20,15,20,95,10");
  expect(of("textFilter")[0]).toContain("q=beau%20par&network=instagram");
  expect(of("deep")[0]).toContain("from=200");
  expect(of("briefBudget")[0]).toContain("b.budget=800EUR");
});
