// MiniSearch: an index of words in a tree.

import MiniSearch from "minisearch";

import { codeOf, texts } from "../columns.js";

export const answersTo = ["text", "textFilter"];

export async function open(found) {
  const index = new MiniSearch({
    fields: ["text"],
    tokenize: (text) => text.split(" ").filter(Boolean),
    processTerm: (word) => word,
    searchOptions: { prefix: true, combineWith: "AND" },
  });
  (await texts(found)).forEach((text, id) => index.add({ id, text }));
  return {
    run(step) {
      if (!step.words) return { total: found.rows };
      const network = step.network && codeOf(found, "network", step.network);
      const filter = step.network && (({ id }) => found.network[id] === network);
      return { total: index.search(step.words.join(" "), filter ? { filter } : {}).length };
    },
  };
}
