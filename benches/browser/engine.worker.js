// The shipped engine module: its answers, by which all others are checked, and its times.

import { columns } from "./columns.js";
import { queries, text } from "./queries.js";
import { time, timeOften } from "./timing.js";

const MIB = 1 << 20;

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ done: await measure(data) });
  } catch (error) {
    self.postMessage({ failed: String(error?.message ?? error) });
  }
};

/** Opens a catalogue in one form; with `queries`, answers and times them too. */
async function measure({ module, base, floor, form, queries: wanted, runs, rows }) {
  const { init, Engine } = await import(module);
  const wasm = await init();
  // A catalogue in another form is in another module, which its engine leads to: the first one's memory is not its.
  const memory = (engine) => ((engine?.constructor ?? Engine).memory?.().bytes ?? wasm.memory.buffer.byteLength) / MIB;
  const address = new URL(`${base}catalogue.${form}`, location.href).href;
  const result = { empty: memory(), bytes: Number((await fetch(address, { method: "HEAD" })).headers.get("Content-Length")) };
  const start = performance.now();
  const since = () => performance.now() - start;
  let engine;
  try {
    const onFirst = (early) => {
      early.query("");
      result.early = since();
      early.free();
    };
    const onProgress = ({ reading }) => {
      if (!reading) result.last = since();
    };
    engine = await load(Engine, address, { onFirst, onProgress });
  } catch (error) {
    return { ...result, refused: error?.code ?? String(error) };
  }
  result.opened = since();
  const { total } = engine.query("");
  result.first = since();
  result.memory = memory(engine);
  if (total !== rows) throw new Error(`${form}: ${total} profiles, not ${rows}`);
  if (!wanted) return result;

  const { brief } = await columns(base);
  const row = await rowsOfIds(base);
  const ask = (step) => engine.query(text(step, brief));
  result.answers = {};
  for (const query of queries(rows)) {
    result.answers[query.key] = query.steps.map((step) => {
      const page = ask(step);
      if (page.issues.length > 0) throw new Error(`${text(step, brief)}: ${JSON.stringify(page.issues)}`);
      return {
        total: page.total,
        facets: page.facets,
        top: page.rows.map(({ id }) => row.get(id)),
        sorted: page.rows.map(({ followers }) => followers),
      };
    });
  }
  result.floor = await memoryFloor(floor, rows);
  result.times = {};
  for (const query of queries(rows)) result.times[query.key] = await time(query, runs, ask);
  result.peak = memory(engine);
  return result;
}

/** From the request to the engine: the bytes arrive and are read at the same time. */
async function load(Engine, address, listeners) {
  if (Engine.load) return Engine.load(address, listeners);
  return Engine.open(await (await fetch(address)).arrayBuffer(), { name: address });
}

async function rowsOfIds(base) {
  const ids = (await (await fetch(`${base}ids.txt`)).text()).split("\n");
  return new Map(ids.map((id, row) => [id, row]));
}

/** A plain weighted sum over six columns of 16-bit numbers, in WebAssembly with SIMD. */
async function memoryFloor(address, rows) {
  const { instance } = await WebAssembly.instantiateStreaming(fetch(address));
  const { memory, sum } = instance.exports;
  const padded = Math.ceil(rows / 8) * 8;
  memory.grow(Math.ceil((12 * padded) / 65536));
  const numbers = new Uint16Array(memory.buffer);
  let expected = 0;
  for (let at = 0; at < 6 * padded; at++) {
    numbers[at] = (at * 7) % 1001;
    expected += numbers[at];
  }
  if (sum(0, 6 * padded) >>> 0 !== expected % 2 ** 32) throw new Error("the plain sum is wrong");
  return timeOften(101, () => sum(0, 6 * padded));
}
