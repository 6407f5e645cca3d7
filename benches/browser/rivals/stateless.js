// Careful JavaScript on typed arrays that remembers nothing: every answer from the columns.

import { UNKNOWN } from "../columns.js";
import { weightsOf } from "../queries.js";
import { Best, COUNTRY, Counts, FOLLOWERS, NETWORK, TEXT, TextIndex, failing, shown, window } from "./shared.js";

export const answersTo = ["count", "facets", "match", "sort", "sortHalf", "text", "textFilter", "weight", "followers", "deep"];

/** Rows that are scored at a time: they stay in the innermost cache. */
const BLOCK = 4096;
const WINDOW = 100;

export async function open(found) {
  return new Stateless(found, await TextIndex.of(found));
}

class Stateless {
  constructor(found, text) {
    this.found = found;
    this.text = text;
    this.counts = new Counts(found);
    this.fails = new Uint8Array(found.rows);
    this.scores = new Int32Array(found.rows);
  }

  run(step, ask) {
    if (step.words && !step.network && ask.length === 0) return { total: this.text.search(step.words) };
    this.filter(step);
    const answer = { total: ask.includes("facets") ? this.counts.count(this.fails) : this.total() };
    if (ask.includes("facets")) answer.facets = this.counts.facets();
    if (ask.includes("top")) answer.top = step.from ? this.window(step) : this.top(step);
    if (ask.includes("sorted")) answer.sorted = this.sorted();
    return answer;
  }

  /** Which filters each row fails, a bit each. */
  filter(step) {
    const { found, fails } = this;
    const { rows, network, country, followers } = found;
    if (step.network && step.country) {
      const [networks, countries] = [failing(found, "network", step.network, NETWORK), failing(found, "country", step.country, COUNTRY)];
      for (let row = 0; row < rows; row++) fails[row] = networks[network[row]] | countries[country[row]];
    } else if (step.network) {
      const networks = failing(found, "network", step.network, NETWORK);
      for (let row = 0; row < rows; row++) fails[row] = networks[network[row]];
    } else if (step.country) {
      const countries = failing(found, "country", step.country, COUNTRY);
      for (let row = 0; row < rows; row++) fails[row] = countries[country[row]];
    } else {
      fails.fill(0);
    }
    if (step.followers) {
      const least = step.followers;
      for (let row = 0; row < rows; row++) {
        if (followers[row] < least || followers[row] === UNKNOWN) fails[row] |= FOLLOWERS;
      }
    }
    if (step.words) {
      this.text.search(step.words);
      const { hits } = this.text;
      const all = step.words.length;
      for (let row = 0; row < rows; row++) if (hits[row] !== all) fails[row] |= TEXT;
    }
  }

  total() {
    const { fails } = this;
    let total = 0;
    for (let row = 0; row < fails.length; row++) total += fails[row] === 0 ? 1 : 0;
    return total;
  }

  score(step) {
    const [a, b, c, d, e, f] = weightsOf(step);
    const [low0, low1, low2, low3, low4, low5] = this.found.low;
    const { scores } = this;
    for (let row = 0; row < scores.length; row++) {
      scores[row] = a * low0[row] + b * low1[row] + c * low2[row] + d * low3[row] + e * low4[row] + f * low5[row];
    }
  }

  /** The best rows; a block is scored, then looked through, while it is in the cache. */
  top(step) {
    const { fails, scores, found } = this;
    const [a, b, c, d, e, f] = weightsOf(step);
    const [low0, low1, low2, low3, low4, low5] = found.low;
    const best = new Best(found, step, WINDOW);
    for (let start = 0; start < found.rows; start += BLOCK) {
      const end = Math.min(start + BLOCK, found.rows);
      for (let row = start; row < end; row++) {
        scores[row] = a * low0[row] + b * low1[row] + c * low2[row] + d * low3[row] + e * low4[row] + f * low5[row];
      }
      for (let row = start; row < end; row++) {
        if (fails[row] === 0 && scores[row] >= best.bar) best.offer(scores[row], row);
      }
    }
    return best.rows();
  }

  window(step) {
    this.score(step);
    return window(this.found, step, this.scores, this.fails, step.from, WINDOW);
  }

  /** Followers of the largest, unknown ones last. */
  sorted() {
    const { fails, found } = this;
    const { rows, followers } = found;
    const heap = new Best({ ...found, known: Array(6).fill(new Uint16Array(rows)) }, {}, WINDOW);
    for (let row = 0; row < rows; row++) {
      if (fails[row] !== 0) continue;
      const key = followers[row] === UNKNOWN ? -1 : followers[row];
      if (key >= heap.bar) heap.offer(key, row);
    }
    return heap.rows().map((row) => shown(followers[row]));
  }
}
