// crossfilter2: dimensions that follow their filters, and groups that count. It has no scores: the best rows are
// found by going through those it lets pass.

import crossfilter from "crossfilter2";

import { UNKNOWN, codeOf } from "../columns.js";
import { weightsOf } from "../queries.js";
import { Best, named, shown } from "./shared.js";

export const answersTo = ["count", "facets", "match", "sort", "sortHalf", "weight", "followers"];

export function open(found) {
  const { rows, names } = found;
  const all = crossfilter(Array.from({ length: rows }, (_, row) => row));
  const dimensions = {
    network: all.dimension((row) => found.network[row]),
    tier: all.dimension((row) => found.tier[row]),
    character: all.dimension((row) => found.character[row]),
    country: all.dimension((row) => found.country[row]),
    language: all.dimension((row) => found.language[row]),
    topic: all.dimension((row) => names.topics[found.topics[row]], true),
    label: all.dimension((row) => bits(found.labels[row]), true),
    followers: all.dimension((row) => (found.followers[row] === UNKNOWN ? -1 : found.followers[row])),
  };
  const groups = Object.entries(dimensions).filter(([name]) => name !== "followers").map(([name, dimension]) => [name, dimension.group().reduceCount()]);
  const total = all.groupAll().reduceCount();
  let asked = {};

  function filter(step) {
    for (const facet of ["network", "country"]) {
      if (asked[facet] === step[facet]) continue;
      if (step[facet]) dimensions[facet].filterExact(codeOf(found, facet, step[facet]));
      else dimensions[facet].filterAll();
    }
    if (asked.followers !== step.followers) {
      if (step.followers) dimensions.followers.filterRange([step.followers, Infinity]);
      else dimensions.followers.filterAll();
    }
    asked = step;
  }

  function facets() {
    const of = {};
    for (const [facet, group] of groups) {
      of[facet] = new Int32Array(names[facet].length);
      for (const { key, value } of group.all()) of[facet][key] = value;
    }
    return named(names, of);
  }

  function top(step) {
    const [a, b, c, d, e, f] = weightsOf(step);
    const [low0, low1, low2, low3, low4, low5] = found.low;
    const best = new Best(found, step, 100);
    for (let row = 0; row < rows; row++) {
      if (!all.isElementFiltered(row)) continue;
      const score = a * low0[row] + b * low1[row] + c * low2[row] + d * low3[row] + e * low4[row] + f * low5[row];
      if (score >= best.bar) best.offer(score, row);
    }
    return best.rows();
  }

  return {
    run(step, ask) {
      filter(step);
      const answer = { total: total.value() };
      if (ask.includes("facets")) answer.facets = facets();
      if (ask.includes("top")) answer.top = top(step);
      if (ask.includes("sorted")) answer.sorted = dimensions.followers.top(100).map((row) => shown(found.followers[row]));
      return answer;
    },
  };
}

function bits(mask) {
  const set = [];
  for (let bit = 0; mask >> bit > 0; bit++) if ((mask >> bit) & 1) set.push(bit);
  return set;
}
