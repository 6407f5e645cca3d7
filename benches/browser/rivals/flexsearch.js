// FlexSearch: an index of every beginning of every word.

import { Index } from "flexsearch";

import { codeOf, texts } from "../columns.js";

export const answersTo = ["text", "textFilter"];

export async function open(found) {
  const encode = (text) => text.split(" ").filter(Boolean);
  const index = new Index({ tokenize: "forward", encode, resolution: 1, cache: false });
  (await texts(found)).forEach((text, row) => index.add(row, text));
  return {
    run(step) {
      const rows = index.search((step.words ?? []).join(" "), { limit: found.rows });
      if (!step.network) return { total: rows.length };
      const network = codeOf(found, "network", step.network);
      return { total: rows.filter((row) => found.network[row] === network).length };
    },
  };
}
