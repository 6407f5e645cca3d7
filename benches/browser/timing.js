// Times of a query: the steps are gone through again and again, first to warm up, then with the clock.

/** Milliseconds of warming up: compilers of browsers take their time over what they see often. */
const WARM = 150;
/** Least milliseconds of measuring; the number of runs is a least, too. */
const MEASURED = 500;
/** Longest that one query may take in all, in milliseconds: slow ones get fewer runs. */
const PATIENCE = 4_000;

const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];

/** The median time of a step in milliseconds. `run` may be asynchronous. */
export async function time(query, runs, run) {
  const begin = performance.now();
  const spent = () => performance.now() - begin;
  do await round(query, run, []);
  while (spent() < WARM);
  const times = [];
  const start = spent();
  for (let done = 0; done < runs || spent() - start < MEASURED; done++) {
    await round(query, run, times);
    if (spent() > PATIENCE) break;
  }
  return median(times);
}

/** Goes through the steps once and adds their times. */
async function round({ steps, back }, run, times) {
  for (const step of steps) {
    if (back) await run(back);
    const start = performance.now();
    const answer = run(step);
    if (answer instanceof Promise) await answer;
    times.push(performance.now() - start);
  }
}

/** The median time of something small, in milliseconds. */
export function timeOften(often, run) {
  const times = [];
  for (let round = 0; round < often; round++) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return median(times);
}
