// The examples of docs/embedding.md, for the tests that run them.

import { readFileSync } from "node:fs";

import { expect } from "@playwright/test";

import type { Partner } from "./partner.ts";

const DOCUMENT = readFileSync(`${import.meta.dirname}/../../docs/embedding.md`, "utf8");

/** The example of this name, with the document's addresses replaced by those of the test. */
export function example(name: string, site: string, partner: Partner, data: Partner): string {
  const found = new RegExp(`<!-- example: ${name.replace(".", "\\.")} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\\n\`\`\``).exec(DOCUMENT);
  expect(found, `docs/embedding.md has the example ${name}`).not.toBeNull();
  const origins: [string, string][] = [
    ["https://accord.example", site.replace(/\/$/, "")],
    ["https://data.example", data.origin],
    ["https://www.partner.example", partner.origin],
  ];
  let text = found![1];
  for (const [from, to] of origins) {
    text = text.replaceAll(from, to).replaceAll(encodeURIComponent(from), encodeURIComponent(to));
  }
  return text;
}
