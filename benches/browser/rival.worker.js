// One rival: opened, checked against the engine's answers, then timed.

import { columns } from "./columns.js";
import { difference } from "./compare.js";
import { queries } from "./queries.js";
import { time } from "./timing.js";

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ done: await measure(data) });
  } catch (error) {
    self.postMessage({ failed: String(error?.stack ?? error) });
  }
};

async function measure({ module, base, answers, runs, rows }) {
  const found = await columns(base);
  const { open, answersTo } = await import(module);
  const start = performance.now();
  const rival = await open(found);
  const result = { opened: performance.now() - start, times: {}, wrong: [] };
  for (const query of queries(rows)) {
    if (query.engineOnly || !answersTo.includes(query.key)) continue;
    const run = (step) => rival.run(step, query.ask);
    for (const [at, step] of query.steps.entries()) {
      const differs = difference(query.ask, answers[query.key][at], await run(step));
      if (differs) result.wrong.push(`${query.name}, step ${at}: ${differs}`);
    }
    if (result.wrong.length === 0) result.times[query.key] = await time(query, runs, run);
  }
  return result;
}
