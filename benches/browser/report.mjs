// Prints what was measured.

import { queries } from "./queries.js";

/** Rivals that were written for the benchmark; the others are packages. */
export const WRITTEN = ["incremental", "stateless", "objects"];

const number = (value, digits) => (!Number.isFinite(value) ? "–" : value.toFixed(digits));
const ms = (value) => (value === undefined ? "–" : value < 10 ? value.toFixed(3) : value.toFixed(1));

/** The engine's figures, and those of the rivals beside them. */
export function report(rows, { loads, floor, times, peak, process, rivals }) {
  console.log(`\n${rows.toLocaleString("en")} profiles in the browser`);
  for (const [form, load] of Object.entries(loads)) {
    const size = `${number(load.bytes / 1e6, 1)} MB`;
    if (load.refused) console.log(`  load from ${form} (${size}): refused, ${load.refused}`);
    else console.log(`  load from ${form} (${size}): first rows after ${ms(load.early)} ms, all after ${ms(load.opened)} ms (${ms(load.opened - load.last)} ms of it after the last byte), their first answer after ${ms(load.first)} ms, ${number(load.memory, 0)} MiB of the module, ${number(load.process, 0)} MiB at most of the page's process`);
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

/** Of the rivals' times for a query the best of those named. */
function best(rivals, names, key) {
  const times = names.map((name) => rivals[name]?.times?.[key]).filter((time) => time !== undefined);
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** The same as tables of docs/performance.md. */
export function markdown(rows, { loads, floor, times, peak, process, rivals }) {
  const names = Object.keys(rivals);
  const written = names.filter((name) => WRITTEN.includes(name));
  const packaged = names.filter((name) => !WRITTEN.includes(name));
  const ratio = (value) => (Number.isFinite(value) ? `${value.toPrecision(2)}×` : "");
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const head = ["query", "engine, ms", "million rows a second", "× floor", ...names, "best typed arrays ÷ engine", "best package ÷ engine"];
  const lines = [`### ${rows.toLocaleString("en")} profiles`, "", line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:")))];
  for (const { key, name } of queries(rows)) {
    const own = times[key];
    const others = names.map((rival) => ms(rivals[rival].times?.[key]));
    const ahead = [written, packaged].map((list) => ratio(best(rivals, list, key) / own));
    lines.push(line([name, ms(own), number(rows / own / 1000, 0), number(own / floor, 1), ...others, ...ahead]));
  }
  lines.push("", `The floor took ${ms(floor)} ms.`, "");
  const loading = ["", "size, MB", "first rows, ms", "all, ms", "of it after the last byte", "first answer, ms", "module, MiB", "process at most, MiB"];
  lines.push(line(loading), line(loading.map((_, at) => (at === 0 ? "---" : "---:"))));
  for (const [form, load] of Object.entries(loads)) {
    const figures = load.refused
      ? ["refused", load.refused, "", "", "", ""]
      : [ms(load.early), ms(load.opened), ms(load.opened - load.last), ms(load.first), number(load.memory, 0), number(load.process, 0)];
    lines.push(line([`engine, from ${form}`, number(load.bytes / 1e6, 1), ...figures]));
  }
  lines.push(line(["engine, after all queries", "", "", "", "", "", number(peak, 0), number(process, 0)]));
  for (const [name, { failed, opened, process }] of Object.entries(rivals)) {
    lines.push(line([failed ? `${name}: ${failed.split("\n")[0]}` : `${name}, from ${name === "objects" ? "json" : "its columns"}`, "", "", ms(opened), "", "", "", number(process, 0)]));
  }
  return `${lines.join("\n")}\n`;
}

/** Long tasks of the built page. */
export function reportPage(rows, found) {
  console.log(`\n${rows.toLocaleString("en")} profiles on the page`);
  for (const [name, { tasks, longest, moves, note }] of Object.entries(found)) {
    console.log(`  ${name}: ${note ?? `${tasks} long tasks, the longest ${number(longest, 0)} ms, in ${moves} moves`}`);
  }
}
