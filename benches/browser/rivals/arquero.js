// arquero: columns and verbs over them.

import { desc, op, table } from "arquero";

import { FACETS, UNKNOWN, codeOf, texts } from "../columns.js";
import { weightsOf } from "../queries.js";
import { named, shown } from "./shared.js";

export const answersTo = ["count", "facets", "match", "sort", "sortHalf", "text", "textFilter", "weight", "followers", "deep"];

export async function open(found) {
  const { names } = found;
  const columns = { row: Uint32Array.from({ length: found.rows }, (_, row) => row), text: await texts(found) };
  for (const name of ["network", "tier", "character", "country", "language", "topics", "labels", "idOrder"]) columns[name] = found[name];
  columns.followers = Float64Array.from(found.followers, (count) => (count === UNKNOWN ? -1 : count));
  found.low.forEach((low, at) => (columns[`low${at}`] = low));
  found.known.forEach((known, at) => (columns[`known${at}`] = known));
  const all = table(columns);

  /** The conditions of a step, by the facet whose own they are. */
  function conditions(step) {
    const list = [];
    for (const facet of ["network", "country"]) if (step[facet]) list.push([facet, `d.${facet} === ${codeOf(found, facet, step[facet])}`]);
    if (step.followers) list.push(["followers", `d.followers >= ${step.followers}`]);
    for (const word of step.words ?? []) list.push(["text", `op.includes(d.text, ' ${word}')`]);
    return list;
  }

  const passing = (list) => (list.length === 0 ? all : all.filter(`d => ${list.map(([, text]) => text).join(" && ")}`));

  function facets(list, passed) {
    const of = {};
    for (const facet of FACETS) {
      const own = list.some(([of]) => of === facet) ? passing(list.filter(([of]) => of !== facet)) : passed;
      of[facet] = new Int32Array(names[facet].length);
      const column = { topic: "topics", label: "labels" }[facet] ?? facet;
      const counted = own.groupby(column).rollup({ count: op.count() });
      const [cells, counts] = [counted.array(column), counted.array("count")];
      cells.forEach((cell, at) => each(facet, cell, (value) => (of[facet][value] += counts[at])));
    }
    return named(names, of);
  }

  function each(facet, cell, see) {
    if (facet === "topic") names.topics[cell].forEach(see);
    else if (facet === "label") names.label.forEach((_, label) => (cell >> label) & 1 && see(label));
    else see(cell);
  }

  function top(step, passed) {
    const sum = (name) => `d => ${weightsOf(step).map((weight, at) => `${weight} * d.${name}${at}`).join(" + ")}`;
    const from = step.from ?? 0;
    const scored = passed.derive({ score: sum("low"), coverage: sum("known") });
    return [...scored.orderby(desc("score"), desc("coverage"), "idOrder").slice(from, from + 100).array("row")];
  }

  return {
    run(step, ask) {
      const list = conditions(step);
      const passed = passing(list);
      const answer = { total: passed.numRows() };
      if (ask.includes("facets")) answer.facets = facets(list, passed);
      if (ask.includes("top")) answer.top = top(step, passed);
      if (ask.includes("sorted")) {
        const largest = passed.orderby(desc("followers")).slice(0, 100).array("followers");
        answer.sorted = [...largest].map((count) => shown(count < 0 ? UNKNOWN : count));
      }
      return answer;
    },
  };
}
