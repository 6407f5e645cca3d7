// What is asked of the engine and of everything beside it: one list, written as data.
//
// A query is a list of steps, each one edit away from the one before; `back` is run between the steps and not
// timed, where an edit is made again and again. `ask` says what an answer has to hold: `facets` (a count for every
// value of every facet, each ignoring its own filter), `top` (the best rows by the match), `sorted` (the followers
// of a window sorted by them). The number of rows that pass is always asked.

const WEIGHTS = [20, 20, 15, 20, 15, 10];
const STEPS = 20;

const range = (steps, of) => Array.from({ length: steps }, (_, step) => of(step));
const weighed = (step) => WEIGHTS.map((weight, at) => (at === 4 ? step * 5 : weight));

/** Every query over a catalogue of so many rows. */
export function queries(rows) {
  const tiktok = { network: "tiktok" };
  const french = { country: "FR" };
  const instagram = { network: "instagram" };
  const both = { network: "tiktok", country: "FR" };
  const words = { words: ["beau", "par"] };
  return [
    { key: "count", name: "facet filter and count", ask: [], steps: [both], back: tiktok },
    { key: "facets", name: "that and all facets", ask: ["facets"], steps: [both], back: tiktok },
    {
      key: "match",
      name: "every match and the top 100 of a filter",
      ask: ["top"],
      steps: [
        { ...tiktok, weights: [30, 10, 25, 5, 20, 10] },
        { ...tiktok, weights: [5, 25, 10, 30, 10, 20] },
      ],
    },
    { key: "sort", name: "sort by followers, window of a fifth", ask: ["sorted"], steps: [{ ...tiktok, sort: "-followers" }], back: tiktok },
    { key: "sortHalf", name: "sort by followers, window of over half", ask: ["sorted"], steps: [{ ...french, sort: "-followers" }], back: french },
    { key: "text", name: "text of two words", ask: [], steps: [words], back: {} },
    { key: "textFilter", name: "text of two words beside a filter", ask: [], steps: [{ ...instagram, ...words }], back: instagram },
    {
      key: "weight",
      name: "a weight dragged through 20 positions, with filter, facets, top 100",
      ask: ["facets", "top"],
      steps: range(STEPS, (step) => ({ ...both, weights: weighed(step) })),
    },
    {
      key: "followers",
      name: "followers dragged through 20 positions, with filter, facets, top 100",
      ask: ["facets", "top"],
      steps: range(STEPS, (step) => ({ ...both, followers: 1_000 * (step + 1) })),
    },
    {
      key: "deep",
      name: "a window deep in the list",
      ask: ["top"],
      steps: [{ ...instagram, from: Math.floor(rows / 5) }],
      back: instagram,
    },
    ...briefs(),
  ];
}

/** Edits of the brief: every match changes. Nobody but the engine has the formulas. */
function briefs() {
  const edit = (key, name, from, to) => ({ key, name: `brief: ${name}`, engineOnly: true, ask: [], steps: [{ replace: [from, to] }], back: {} });
  return [
    edit("briefTopics", "topics", "beauty:2,fashion", "travel,food:3"),
    edit("briefCountry", "audience country", "b.country=FR", "b.country=BE,CH,FR"),
    edit("briefBudget", "budget", "1500EUR", "800EUR"),
    { key: "briefAll", name: "brief: everything at once", engineOnly: true, ask: [], steps: [{ brief: "b.topics=tech&b.age=18-24&b.gender=male" }], back: {} },
  ];
}

/** The six weights of a step. */
export const weightsOf = (step) => step.weights ?? WEIGHTS;

/** A step as the engine reads it. */
export function text(step, brief) {
  const parts = [step.brief ?? (step.replace ? brief.replace(...step.replace) : brief)];
  if (step.words) parts.push(`q=${step.words.join("%20")}`);
  if (step.network) parts.push(`network=${step.network}`);
  if (step.country) parts.push(`country=${step.country}`);
  if (step.followers) parts.push(`followers=${step.followers}..`);
  parts.push(`w=${weightsOf(step).join(",")}`);
  if (step.sort) parts.push(`sort=${step.sort}`);
  if (step.from) parts.push(`from=${step.from}`);
  return parts.join("&");
}
