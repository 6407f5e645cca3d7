// Another site: a real server on an origin of its own, with the pages and data that a test gives it.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { expect, type Locator, type Page, test as base } from "@playwright/test";

/** What stands at a path: a page, or anything with its headers. */
export type Thing = string | { body: string | Buffer; status?: number; headers?: Record<string, string> };

export interface Partner {
  /** The origin, without a slash. */
  origin: string;
  /** Puts something at a path. */
  put(path: string, thing: Thing): void;
}

interface Fixtures {
  /** The built site's address. */
  site: string;
  /** Another site. */
  partner: Partner;
  /** One more, for data from a third origin. */
  stranger: Partner;
}

export const test = base.extend<Fixtures>({
  site: async ({ baseURL }, use) => use(baseURL!),
  partner: async ({}, use) => serve(use),
  stranger: async ({}, use) => serve(use),
});

async function serve(use: (partner: Partner) => Promise<void>): Promise<void> {
  const things = new Map<string, Thing>();
  const server = createServer((request, response) => {
    const thing = things.get(new URL(request.url!, "http://partner").pathname);
    if (thing === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { body, status = 200, headers = {} } = typeof thing === "string" ? { body: thing } : thing;
    response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await use({ origin: `http://127.0.0.1:${port}`, put: (path, thing) => things.set(path, thing) });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Profile data as a host serves it; other origins may read it unless a test takes that away. */
export const json = (value: unknown, headers: Record<string, string> = { "Access-Control-Allow-Origin": "*" }): Thing => ({
  body: JSON.stringify(value),
  headers: { "Content-Type": "application/json", ...headers },
});

export interface Sample {
  network: string;
  handle: string;
  name: string;
  followers: number;
  topics: { topic: string; share: number }[];
  country?: string;
}

/** So many fictional profiles, the first one best for a brief that asks for beauty. */
export const profiles = (count: number): Sample[] =>
  Array.from({ length: count }, (_, at) => ({
    network: at % 2 ? "tiktok" : "instagram",
    handle: `p${at}`,
    name: `Profil ${String.fromCharCode(65 + (at % 26))}${at}`,
    followers: 40_000 - (at % 400) * 90,
    topics: [{ topic: "beauty", share: Math.max(0.05, 1 - at * 0.02) }],
    country: "FR",
  }));

/** A page of another site with this in its body. */
export const html = (site: string, body: string, head = ""): string =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Partenaire</title><link rel="icon" href="data:,">
<script type="module" src="${site}embed/accord-match.js"></script>${head}</head><body><main><h1>Partenaire</h1>${body}</main></body></html>`;

/** The list inside an element; the first one unless another is meant. */
export const list = (within: Page | Locator): Locator => within.getByRole("list", { name: /^(Profils|Profiles)$/ });

/** Waits until an element lists so many profiles. */
export async function expectListed(within: Page | Locator, count: number): Promise<void> {
  await expect(list(within).getByRole("listitem")).toHaveCount(count);
}

/** The names in the list, best first. */
export async function listedNames(within: Page | Locator): Promise<string[]> {
  return list(within)
    .getByRole("listitem")
    .evaluateAll((items) => items.map((item) => item.querySelector("[part=name]")!.textContent!));
}

/** Opens a page of another site with an element in it and waits for the list. */
export async function openHost(page: Page, partner: Partner, site: string, body: string, count: number, head = ""): Promise<void> {
  partner.put("/", html(site, body, head));
  await page.goto(`${partner.origin}/`);
  await expectListed(page.locator("accord-match").first(), count);
}
