// The built page under a recorded drag and a recorded scroll: tasks of more than 50 ms on its thread are counted.

import { existsSync } from "node:fs";
import { join } from "node:path";

/** Opens the page with the catalogue in the first form that it reads, drags a weight, scrolls the list, and counts. */
export async function measurePage(launch, address, out, rows) {
  const found = {};
  for (const form of ["arrow", "json"].filter((form) => existsSync(join(out, String(rows), `catalogue.${form}`)))) {
    const browser = await launch();
    try {
      const page = await open(browser, address, `${address}/data/${rows}/catalogue.${form}`);
      const said = await settled(page, rows);
      found[`load from ${form}`] = said ? { note: `not opened; the page says “${said}”` } : await during(page, () => 0);
      if (said) continue;
      found["weight dragged"] = await during(page, () => drag(page));
      found["list scrolled"] = await during(page, () => scroll(page));
      break;
    } finally {
      await browser.close();
    }
  }
  return found;
}

async function open(browser, address, data) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) window.longTasks.push({ startTime, duration });
    }).observe({ type: "longtask", buffered: true });
  });
  await page.goto(`${address}/site/?data=${encodeURIComponent(data)}&lang=en`);
  return page;
}

/** Waits for all profiles; gives what the page says where they do not come. */
async function settled(page, rows) {
  const status = page.getByRole("status").first();
  try {
    await status.filter({ hasText: `${rows.toLocaleString("en")} profiles` }).waitFor({ timeout: 90_000 });
  } catch {
    const alert = page.getByRole("alert").first();
    return (await alert.textContent({ timeout: 1_000 }).catch(() => undefined)) ?? (await status.textContent().catch(() => "nothing"));
  }
}

/** Long tasks while something is done; loading counts as what came before. */
async function during(page, act) {
  const moves = await act();
  // What the last move started ends first.
  await page.waitForTimeout(1_000);
  const tasks = await page.evaluate(() => window.longTasks.splice(0));
  return { tasks: tasks.length, longest: Math.max(0, ...tasks.map(({ duration }) => duration)), moves };
}

/** A weight from one end to the other and back, one position a frame. */
async function drag(page) {
  const slider = page.getByRole("slider", { name: "Weight: cost" });
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 2, y);
  await page.mouse.down();
  const steps = 120;
  for (let step = 1; step <= steps; step++) {
    const part = step <= steps / 2 ? step / (steps / 2) : 2 - step / (steps / 2);
    await page.mouse.move(box.x + 2 + (box.width - 4) * part, y);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await page.mouse.up();
  return steps;
}

/** The list by the wheel, then by large leaps. */
async function scroll(page) {
  const table = page.getByRole("table", { name: "Profiles" }).or(page.getByRole("grid", { name: "Profiles" })).first();
  const box = await table.boundingBox();
  await page.mouse.move(box.x + box.width / 2, Math.min(box.y + 200, 800));
  const steps = 200;
  for (let step = 0; step < steps; step++) {
    await page.mouse.wheel(0, step < steps / 2 ? 900 : 40_000);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  return steps;
}
