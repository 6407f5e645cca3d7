// Careful JavaScript on typed arrays that remembers all it can: one fail bit a filter, counts that change with the
// rows that a filter lets in or keeps out, rows sorted by followers once, and the score of every row.

import { UNKNOWN } from "../columns.js";
import { weightsOf } from "../queries.js";
import { Best, COUNTRY, Counts, FOLLOWERS, NETWORK, TEXT, TextIndex, failing, firstNotBelow, shown, window } from "./shared.js";

export const answersTo = ["count", "facets", "match", "sort", "sortHalf", "text", "textFilter", "weight", "followers", "deep"];

const WINDOW = 100;

export async function open(found) {
  return new Incremental(found, await TextIndex.of(found));
}

class Incremental {
  constructor(found, text) {
    const { rows, followers } = found;
    this.found = found;
    this.text = text;
    this.counts = new Counts(found);
    this.fails = new Uint8Array(rows);
    this.scores = new Int32Array(rows);
    this.weights = [0, 0, 0, 0, 0, 0];
    this.bySize = Uint32Array.from({ length: rows }, (_, row) => row).sort((a, b) => followers[a] - followers[b]);
    this.sizes = Uint32Array.from(this.bySize, (row) => followers[row]);
    this.asked = {};
    this.total = this.counts.count(this.fails);
  }

  run(step, ask) {
    if (step.words && !step.network && ask.length === 0) return { total: this.text.search(step.words) };
    this.filter(step);
    const answer = { total: this.total };
    if (ask.includes("facets")) answer.facets = this.counts.facets();
    if (ask.includes("top")) answer.top = this.top(step);
    if (ask.includes("sorted")) answer.sorted = this.sorted();
    return answer;
  }

  /** Brings fail bits and counts up to date with what changed since the step before. */
  filter(step) {
    const { asked, found } = this;
    let whole = false;
    for (const [facet, bit] of [["network", NETWORK], ["country", COUNTRY]]) {
      if (asked[facet] === step[facet]) continue;
      const [codes, fails] = [found[facet], this.fails];
      if (step[facet]) {
        const table = failing(found, facet, step[facet], bit);
        for (let row = 0; row < fails.length; row++) fails[row] = (fails[row] & ~bit) | table[codes[row]];
      } else {
        for (let row = 0; row < fails.length; row++) fails[row] &= ~bit;
      }
      whole = true;
    }
    if (String(asked.words) !== String(step.words)) {
      const { fails } = this;
      if (step.words) {
        this.text.search(step.words);
        const [{ hits }, all] = [this.text, step.words.length];
        for (let row = 0; row < fails.length; row++) fails[row] = hits[row] === all ? fails[row] & ~TEXT : fails[row] | TEXT;
      } else {
        for (let row = 0; row < fails.length; row++) fails[row] &= ~TEXT;
      }
      whole = true;
    }
    if (asked.followers !== step.followers) this.resize(step.followers, whole);
    if (whole) this.total = this.counts.count(this.fails);
    this.asked = step;
  }

  /** Moves the least number of followers: only rows between the old and the new one change. */
  resize(least, later) {
    const { bySize, sizes, asked } = this;
    const [from, to] = [this.first(asked.followers ?? 0), this.first(least ?? 0)];
    for (let at = Math.min(from, to); at < Math.max(from, to); at++) this.flip(bySize[at], !later);
    // Those of unknown size pass only where nothing is asked.
    if (Boolean(asked.followers) !== Boolean(least)) {
      for (let at = this.first(UNKNOWN); at < sizes.length; at++) this.flip(bySize[at], !later);
    }
  }

  first(size) {
    return firstNotBelow(this.sizes, size);
  }

  flip(row, counted) {
    if (counted) this.tally(row, this.fails[row], -1);
    this.fails[row] ^= FOLLOWERS;
    if (counted) this.tally(row, this.fails[row], 1);
  }

  tally(row, fail, by) {
    const { counts, found } = this;
    if (fail === 0) {
      this.total += by;
      counts.classes[counts.cells[row]] += by;
      counts.country[found.country[row]] += by;
      counts.language[found.language[row]] += by;
      counts.topics[found.topics[row]] += by;
      counts.labels[found.labels[row]] += by;
    } else if (fail === NETWORK) {
      counts.ownNetwork[found.network[row]] += by;
    } else if (fail === COUNTRY) {
      counts.ownCountry[found.country[row]] += by;
    }
  }

  /** Adds to every score what the changed weights change. */
  weigh(step) {
    const { scores, found } = this;
    weightsOf(step).forEach((weight, at) => {
      const by = weight - this.weights[at];
      if (by === 0) return;
      const low = found.low[at];
      for (let row = 0; row < scores.length; row++) scores[row] += by * low[row];
      this.weights[at] = weight;
    });
  }

  top(step) {
    this.weigh(step);
    const { fails, scores, found } = this;
    if (step.from) return window(found, step, scores, fails, step.from, WINDOW);
    const best = new Best(found, step, WINDOW);
    for (let row = 0; row < fails.length; row++) {
      if (fails[row] === 0 && scores[row] >= best.bar) best.offer(scores[row], row);
    }
    return best.rows();
  }

  /** Followers of the largest, unknown ones last: the sorted rows are walked from their end. */
  sorted() {
    const { fails, bySize, sizes } = this;
    const found = [];
    const known = this.first(UNKNOWN);
    for (let at = known - 1; at >= 0 && found.length < WINDOW; at--) if (fails[bySize[at]] === 0) found.push(sizes[at]);
    for (let at = known; at < sizes.length && found.length < WINDOW; at++) if (fails[bySize[at]] === 0) found.push(shown(sizes[at]));
    return found;
  }
}
