// Tests of the built site in the system's Chromium. `cargo xtask test e2e` builds, then runs them.

import { readFileSync } from "node:fs";

import { defineConfig } from "@playwright/test";

// The switches of every test in Chromium stand in one place.
const switches: string[] = JSON.parse(readFileSync(`${import.meta.dirname}/webdriver.json`, "utf8"))[
  "goog:chromeOptions"
].args;

// The site at the root of a host, and in a folder of another.
const ROOT = { port: 4173, prefix: "/" };
const FOLDER = { port: 4174, prefix: "/some/folder/" };

const xtask = process.env.ACCORD_XTASK ? `"${process.env.ACCORD_XTASK}"` : "cargo xtask";
const address = ({ port, prefix }: typeof ROOT) => `http://127.0.0.1:${port}${prefix}`;
const server = (site: typeof ROOT) => ({
  command: `${xtask} serve --no-build --port ${site.port} --prefix ${site.prefix}`,
  url: address(site),
  reuseExistingServer: false,
});

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "target/e2e",
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  retries: 0,
  // A loaded machine of two cores starts a page slowly; nothing waits this long when it works.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  workers: 2,
  reporter: "list",
  use: {
    baseURL: address(ROOT),
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: switches,
    },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  metadata: { folder: address(FOLDER) },
  webServer: [server(ROOT), server(FOLDER)],
});
