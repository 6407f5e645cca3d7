// The columns of a catalogue as typed arrays, as the benchmark's own export has them.

/** Followers that nobody knows. */
export const UNKNOWN = 0xffffffff;
/** Facets, in the engine's order. */
export const FACETS = ["network", "tier", "character", "country", "language", "topic", "label"];

/** Reads the columns below an address. */
export async function columns(base) {
  const head = await (await fetch(`${base}columns.json`)).json();
  const bytes = await (await fetch(`${base}columns.bin`)).arrayBuffer();
  const found = { rows: head.rows, brief: head.brief, names: head.names };
  for (const { name, kind, start, length } of head.sections) {
    found[name] = new globalThis[kind](bytes, start, length);
  }
  for (const facet of ["network", "tier", "character", "label"]) found.names[facet].push("unknown");
  const six = (name) => Array.from({ length: 6 }, (_, at) => found[`${name}${at}`]);
  return Object.assign(found, { low: six("low"), known: six("known"), base });
}

/** The distinct words of all rows, sorted. */
export async function vocabulary(found) {
  return (await (await fetch(`${found.base}words.txt`)).text()).split("\n");
}

/** The text of every row: its distinct words, folded, each after a space. */
export async function texts(found) {
  const names = await vocabulary(found);
  const all = new Array(found.rows);
  let at = 0;
  for (let row = 0; row < found.rows; row++) {
    let text = "";
    for (; at < found.wordEnds[row]; at++) text += ` ${names[found.words[at]]}`;
    all[row] = text;
  }
  return all;
}

/** The code of a value of a facet. */
export const codeOf = (found, facet, name) => found.names[facet].indexOf(name);
