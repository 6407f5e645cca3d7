// DuckDB-WASM: SQL over a table of the same columns.

import { AsyncDuckDB, VoidLogger } from "@duckdb/duckdb-wasm";
import { Table, Utf8, makeTable, vectorFromArray } from "apache-arrow";

import { FACETS, UNKNOWN, codeOf, texts } from "../columns.js";
import { weightsOf } from "../queries.js";
import { named, shown } from "./shared.js";

export const answersTo = ["count", "facets", "match", "sort", "sortHalf", "text", "textFilter", "weight", "followers", "deep"];

const FILES = "/modules/@duckdb/duckdb-wasm/dist";

export async function open(found) {
  const { names } = found;
  const database = new AsyncDuckDB(new VoidLogger(), new Worker(`${FILES}/duckdb-browser-eh.worker.js`));
  await database.instantiate(`${location.origin}${FILES}/duckdb-eh.wasm`);
  const connection = await database.connect();
  const columns = { id: Uint32Array.from({ length: found.rows }, (_, row) => row) };
  for (const name of ["network", "tier", "character", "country", "language", "topics", "labels", "idOrder", "followers"]) columns[name] = found[name];
  found.low.forEach((low, at) => (columns[`low${at}`] = low));
  found.known.forEach((known, at) => (columns[`known${at}`] = known));
  await connection.insertArrowTable(makeTable(columns), { name: "plain" });
  const text = vectorFromArray(await texts(found), new Utf8());
  await connection.insertArrowTable(makeTable({ id: columns.id }).assign(new Table({ text })), { name: "texts" });
  await connection.query("create table profiles as select plain.*, texts.text from plain join texts using (id) order by id");
  await connection.query("drop table plain; drop table texts");

  function conditions(step) {
    const list = [];
    for (const facet of ["network", "country"]) if (step[facet]) list.push([facet, `${facet} = ${codeOf(found, facet, step[facet])}`]);
    if (step.followers) list.push(["followers", `followers >= ${step.followers} and followers < ${UNKNOWN}`]);
    for (const word of step.words ?? []) list.push(["text", `contains(text, ' ${word}')`]);
    return list;
  }

  const where = (list) => (list.length === 0 ? "" : `where ${list.map(([, text]) => text).join(" and ")}`);
  const rows = async (sql) => (await connection.query(sql)).toArray();

  async function facets(list) {
    const parts = FACETS.map((facet, at) => {
      const column = { topic: "topics", label: "labels" }[facet] ?? facet;
      const others = where(list.filter(([of]) => of !== facet));
      return `select ${at} as facet, cast(${column} as integer) as cell, cast(count(*) as integer) as count from profiles ${others} group by ${column}`;
    });
    const of = Object.fromEntries(FACETS.map((facet) => [facet, new Int32Array(names[facet].length)]));
    for (const { facet, cell, count } of await rows(parts.join(" union all "))) {
      const name = FACETS[facet];
      if (name === "topic") names.topics[cell].forEach((topic) => (of.topic[topic] += count));
      else if (name === "label") names.label.forEach((_, label) => (cell >> label) & 1 && (of.label[label] += count));
      else of[name][cell] += count;
    }
    return named(names, of);
  }

  async function top(step, list) {
    const sum = (name) => weightsOf(step).map((weight, at) => `${weight} * cast(${name}${at} as integer)`).join(" + ");
    const order = `order by ${sum("low")} desc, ${sum("known")} desc, idOrder limit 100 offset ${step.from ?? 0}`;
    return (await rows(`select id from profiles ${where(list)} ${order}`)).map(({ id }) => id);
  }

  return {
    async run(step, ask) {
      const list = conditions(step);
      const [{ total }] = await rows(`select cast(count(*) as integer) as total from profiles ${where(list)}`);
      const answer = { total };
      if (ask.includes("facets")) answer.facets = await facets(list);
      if (ask.includes("top")) answer.top = await top(step, list);
      if (ask.includes("sorted")) {
        const order = `order by case when followers = ${UNKNOWN} then -1 else cast(followers as bigint) end desc limit 100`;
        answer.sorted = (await rows(`select followers from profiles ${where(list)} ${order}`)).map(({ followers }) => shown(followers));
      }
      return answer;
    },
  };
}
