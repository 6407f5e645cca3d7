// Runs the benchmark in headless Chromium; `cargo xtask bench --browser` prepares what it needs and calls it.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { chromium } from "@playwright/test";

import { measurePage } from "./page.mjs";
import { WRITTEN, markdown, report, reportPage } from "./report.mjs";
import { serve } from "./serve.mjs";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "../..");
const OUT = join(ROOT, "target/bench");
/** From packages: they are bundled before they run. */
const PACKAGED = ["crossfilter", "arquero", "duckdb", "flexsearch", "minisearch"];

/** Longest that one contestant may take, in milliseconds. */
const PATIENCE = 180_000;

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "10000" },
    runs: { type: "string", default: "7" },
    rivals: { type: "string", default: "yes" },
    engine: { type: "string", default: "yes" },
    page: { type: "string", default: "no" },
    only: { type: "string" },
    // Another build than the one in dist/.
    site: { type: "string" },
  },
});

const switches = JSON.parse(readFileSync(join(ROOT, "webdriver.json"), "utf8"))["goog:chromeOptions"].args;

mkdirSync(OUT, { recursive: true });
execFileSync(process.execPath, [join(ROOT, "node_modules/binaryen/bin/wasm-as"), join(HERE, "floor.wat"), "--enable-simd", "-o", join(OUT, "floor.wasm")]);
const rivals = values.rivals === "no" ? [] : [...WRITTEN, ...(await bundle())].filter((name) => !values.only || values.only.split(",").includes(name));
const server = await serve({
  site: values.site ?? join(ROOT, "dist"),
  bench: HERE,
  data: OUT,
  modules: join(HERE, "node_modules"),
});
let failed = false;
try {
  for (const rows of values.rows.split(",").map(Number)) {
    if (values.engine !== "no") failed = !(await measureEngine(rows)) || failed;
    if (values.page !== "no") {
      const found = await measurePage(launch, server.address, OUT, rows);
      reportPage(rows, found);
      writeFileSync(join(OUT, `${rows}/page-result.json`), JSON.stringify(found, undefined, 1));
    }
  }
} finally {
  await server.close();
}
process.exitCode = failed ? 1 : 0;

/** The engine, then every rival that is checked against it; whether all answers are the same. */
async function measureEngine(rows) {
  const base = `/data/${rows}/`;
  const runs = Number(values.runs);
  const common = { module: "/site/engine/accord_engine.js", base, floor: "/data/floor.wasm", runs, rows };
  const result = { loads: {}, rivals: {} };
  for (const form of ["json", "arrow"].filter((form) => existsSync(join(OUT, String(rows), `catalogue.${form}`)))) {
    result.loads[form] = await measure("engine.worker.js", { ...common, form }).catch((error) => ({ refused: String(error.message) }));
  }
  const form = Object.keys(result.loads).findLast((form) => !result.loads[form].refused);
  if (!form) {
    report(rows, result);
    return true;
  }
  const { answers, ...engine } = await measure("engine.worker.js", { ...common, form, queries: true });
  Object.assign(result, engine);
  for (const name of rivals) {
    console.log(`    ${name}`);
    const module = WRITTEN.includes(name) ? `/bench/rivals/${name}.js` : `/data/rivals/${name}.js`;
    result.rivals[name] = await measure("rival.worker.js", { module, base, answers, runs, rows }).catch((error) => ({ failed: String(error.message) }));
  }
  report(rows, result);
  writeFileSync(join(OUT, `${rows}/result.json`), JSON.stringify(result, undefined, 1));
  writeFileSync(join(OUT, `${rows}/result.md`), markdown(rows, result));
  const wrong = Object.entries(result.rivals).flatMap(([name, { wrong = [] }]) => wrong.map((text) => `${name}: ${text}`));
  for (const text of wrong) console.error(`error: another answer than the engine's: ${text}`);
  return wrong.length === 0;
}

function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: switches,
  });
}

/** One worker in a browser of its own, so that nobody runs in what another left behind; given up after a while. */
async function measure(script, data) {
  const browser = await launch();
  let late;
  try {
    const page = await browser.newPage();
    const given = new Promise((_, fail) => {
      page.on("crash", () => fail(new Error("out of memory: the page crashed")));
      late = setTimeout(() => fail(new Error(`not done after ${PATIENCE / 1000} seconds`)), PATIENCE);
    });
    await page.goto(`${server.address}/bench/page.html`);
    const measured = page.evaluate(([script, data]) => window.measure(script, data), [script, data]);
    return { ...(await Promise.race([measured, given])), process: await memoryOf(browser) };
  } finally {
    clearTimeout(late);
    await browser.close();
  }
}

/** Most memory that the page's process ever had, in MiB, where the system tells: text and all else included. */
async function memoryOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const peaks = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
    const status = existsSync(`/proc/${id}/status`) ? readFileSync(`/proc/${id}/status`, "utf8") : "";
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
  });
  return Math.max(...peaks);
}

/** Bundles the rivals that come in packages. */
async function bundle() {
  const { build } = await import("esbuild");
  await build({
    entryPoints: PACKAGED.map((name) => join(HERE, `rivals/${name}.js`)),
    outdir: join(OUT, "rivals"),
    bundle: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  return PACKAGED;
}
