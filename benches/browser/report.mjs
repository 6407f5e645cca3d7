// Prints what was measured.

import { queries } from "./queries.js";

const number = (value, digits) => (!Number.isFinite(value) ? "–" : value.toFixed(digits));
const ms = (value) => (value === undefined ? "–" : value < 10 ? value.toFixed(3) : value.toFixed(1));

/** The engine's figures, and those of the rivals beside them. */
export function report(rows, { loads, floor, times, peak, process, rivals }) {
  console.log(`\n${rows.toLocaleString("en")} profiles in the browser`);
  for (const [form, load] of Object.entries(loads)) {
    const size = `${number(load.bytes / 1e6, 1)} MB`;
    if (load.refused) console.log(`  load from ${form} (${size}): refused, ${load.refused}`);
    else console.log(`  load from ${form} (${size}): ${ms(load.opened)} ms, first answer after ${ms(load.first)} ms, ${number(load.memory, 0)} MiB of the module, ${number(load.process, 0)} MiB at most of the page's process`);
  }
  if (floor === undefined) return;
  console.log(`  at the end ${number(peak, 0)} MiB of the module, ${number(process, 0)} MiB at most of the page's process`);
  console.log(`  floor: a plain sum over six columns, ${ms(floor)} ms\n`);
  const names = Object.keys(rivals);
  const head = ["engine ms", "M rows/s", "× floor", ...names];
  console.log(`${"".padEnd(70)}${head.map((name) => name.padStart(13)).join("")}`);
  for (const { key, name } of queries(rows)) {
    const own = times[key];
    const others = names.map((rival) => {
      const time = rivals[rival].times?.[key];
      return time === undefined ? "–" : `${ms(time)}`;
    });
    const cells = [ms(own), number(rows / own / 1000, 0), number(own / floor, 1), ...others];
    console.log(`${name.padEnd(70)}${cells.map((cell) => cell.padStart(13)).join("")}`);
  }
  for (const [name, { failed, opened, process }] of Object.entries(rivals)) {
    if (failed) console.log(`  ${name}: ${failed}`);
    else console.log(`  ${name}: ready after ${ms(opened)} ms, ${number(process, 0)} MiB at most of the page's process`);
  }
}

/** Long tasks of the built page. */
export function reportPage(rows, found) {
  console.log(`\n${rows.toLocaleString("en")} profiles on the page`);
  for (const [name, { tasks, longest, moves, note }] of Object.entries(found)) {
    console.log(`  ${name}: ${note ?? `${tasks} long tasks, the longest ${number(longest, 0)} ms, in ${moves} moves`}`);
  }
}
