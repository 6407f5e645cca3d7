// What the hand-written rivals have in common: the cells that rows are counted by, the best rows, the text index.

import { FACETS, UNKNOWN, codeOf, vocabulary } from "../columns.js";
import { weightsOf } from "../queries.js";

/** The bit of each filter. */
export const [NETWORK, COUNTRY, FOLLOWERS, TEXT] = [1, 2, 4, 8];

/** Network, tier and character in one byte, so that they are counted at once. */
function classes({ rows, names, network, tier, character }) {
  const [tiers, characters] = [names.tier.length, names.character.length];
  const classes = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) classes[row] = (network[row] * tiers + tier[row]) * characters + character[row];
  return classes;
}

/** Counts of cells, and what they say about each facet. */
export class Counts {
  constructor(found) {
    const { names } = found;
    this.found = found;
    this.cells = classes(found);
    this.classes = new Int32Array(256);
    this.country = new Int32Array(names.country.length);
    this.language = new Int32Array(names.language.length);
    this.topics = new Int32Array(names.topics.length);
    this.labels = new Int32Array(1 << names.label.length);
    // Rows that only the facet's own filter keeps out.
    this.ownNetwork = new Int32Array(names.network.length);
    this.ownCountry = new Int32Array(names.country.length);
  }

  clear() {
    for (const counts of Object.values(this)) if (counts instanceof Int32Array) counts.fill(0);
  }

  /** Counts the rows that fail no filter, and those that only a facet's own filter keeps out; gives the former. */
  count(fails) {
    const { rows, network, country, language, topics, labels } = this.found;
    const { cells } = this;
    this.clear();
    let total = 0;
    for (let row = 0; row < rows; row++) {
      const fail = fails[row];
      if (fail === 0) {
        total++;
        this.classes[cells[row]]++;
        this.country[country[row]]++;
        this.language[language[row]]++;
        this.topics[topics[row]]++;
        this.labels[labels[row]]++;
      } else if (fail === NETWORK) {
        this.ownNetwork[network[row]]++;
      } else if (fail === COUNTRY) {
        this.ownCountry[country[row]]++;
      }
    }
    return total;
  }

  /** Counts by facet and value. */
  facets() {
    const { names } = this.found;
    const of = Object.fromEntries(FACETS.map((facet) => [facet, new Int32Array(names[facet].length)]));
    const [tiers, characters] = [names.tier.length, names.character.length];
    for (let cell = 0; cell < 256; cell++) {
      const count = this.classes[cell];
      if (count === 0) continue;
      of.network[Math.floor(cell / characters / tiers)] += count;
      of.tier[Math.floor(cell / characters) % tiers] += count;
      of.character[cell % characters] += count;
    }
    for (let at = 0; at < of.network.length; at++) of.network[at] += this.ownNetwork[at];
    for (let at = 0; at < of.country.length; at++) of.country[at] = this.country[at] + this.ownCountry[at];
    of.language.set(this.language);
    for (let list = 0; list < this.topics.length; list++) {
      if (this.topics[list] > 0) for (const topic of names.topics[list]) of.topic[topic] += this.topics[list];
    }
    for (let bits = 0; bits < this.labels.length; bits++) {
      const count = this.labels[bits];
      if (count > 0) for (let label = 0; label < of.label.length; label++) if ((bits >> label) & 1) of.label[label] += count;
    }
    return named(names, of);
  }
}

/** Counts by code as counts by name. */
export function named(names, of) {
  const facets = {};
  for (const facet of FACETS) {
    facets[facet] = {};
    names[facet].forEach((name, code) => (facets[facet][name] = of[facet][code]));
  }
  return facets;
}

/** The best rows: by score, then coverage, then id. Rows below the bar need not be offered. */
export class Best {
  constructor(found, step, n) {
    this.found = found;
    this.weights = weightsOf(step);
    this.n = n;
    this.heap = [];
    this.bar = -1;
  }

  offer(score, row) {
    if (score < this.bar) return;
    const { heap, n } = this;
    const item = { score, row, coverage: this.coverage(row) };
    if (heap.length < n) {
      heap.push(item);
      for (let at = heap.length - 1; at > 0; ) {
        const above = (at - 1) >> 1;
        if (!this.before(heap[above], heap[at])) break;
        [heap[above], heap[at]] = [heap[at], heap[above]];
        at = above;
      }
    } else if (this.before(item, heap[0])) {
      heap[0] = item;
      for (let at = 0; ; ) {
        let last = at;
        for (const below of [2 * at + 1, 2 * at + 2]) {
          if (below < n && this.before(heap[last], heap[below])) last = below;
        }
        if (last === at) break;
        [heap[last], heap[at]] = [heap[at], heap[last]];
        at = last;
      }
    }
    if (heap.length === n) this.bar = heap[0].score;
  }

  coverage(row) {
    let sum = 0;
    for (let at = 0; at < 6; at++) sum += this.weights[at] * this.found.known[at][row];
    return sum;
  }

  before(a, b) {
    if (a.score !== b.score) return a.score > b.score;
    if (a.coverage !== b.coverage) return a.coverage > b.coverage;
    return this.found.idOrder[a.row] < this.found.idOrder[b.row];
  }

  rows() {
    return this.heap.sort((a, b) => (this.before(a, b) ? -1 : 1)).map(({ row }) => row);
  }
}

/** A window of the ranked rows, however deep: scores are counted first, and only those around it are sorted. */
export function window(found, step, scores, passes, from, n) {
  const highest = 1000 * weightsOf(step).reduce((sum, weight) => sum + weight, 0);
  const counts = new Int32Array(highest + 1);
  const { rows } = found;
  for (let row = 0; row < rows; row++) if (passes[row] === 0) counts[scores[row]]++;
  let before = 0;
  let high = highest;
  for (; high > 0 && before + counts[high] <= from; high--) before += counts[high];
  let seen = before;
  let low = high;
  for (; low > 0 && seen + counts[low] < from + n; low--) seen += counts[low];
  const best = new Best(found, step, rows);
  for (let row = 0; row < rows; row++) {
    if (passes[row] === 0 && scores[row] >= low && scores[row] <= high) best.offer(scores[row], row);
  }
  return best.rows().slice(from - before, from - before + n);
}

/** Followers as they are shown. */
export const shown = (followers) => (followers === UNKNOWN ? null : followers);

/** A table by code: 0 for the value asked, `bit` for all others. */
export function failing(found, facet, name, bit) {
  const table = new Uint8Array(found.names[facet].length).fill(bit);
  const code = codeOf(found, facet, name);
  if (code >= 0) table[code] = 0;
  return table;
}

/** The rows of every word: sorted words, and a search for what begins with a prefix. */
export class TextIndex {
  static async of(found) {
    const index = new TextIndex();
    index.names = await vocabulary(found);
    const ends = new Uint32Array(index.names.length + 1);
    for (const word of found.words) ends[word + 1]++;
    for (let at = 1; at < ends.length; at++) ends[at] += ends[at - 1];
    const next = ends.slice();
    index.rows = new Uint32Array(found.words.length);
    let at = 0;
    for (let row = 0; row < found.rows; row++) {
      for (; at < found.wordEnds[row]; at++) index.rows[next[found.words[at]]++] = row;
    }
    index.starts = ends;
    index.hits = new Uint8Array(found.rows);
    return index;
  }

  /** How many rows have all words; afterwards `hits` of a row is the number of words if it has them. */
  search(prefixes) {
    const { names, rows, starts, hits } = this;
    hits.fill(0);
    let count = 0;
    prefixes.forEach((prefix, nth) => {
      const first = firstNotBelow(names, prefix);
      let last = first;
      while (last < names.length && names[last].startsWith(prefix)) last++;
      count = 0;
      for (let at = starts[first]; at < starts[last]; at++) {
        if (hits[rows[at]] === nth) {
          hits[rows[at]] = nth + 1;
          count++;
        }
      }
    });
    return count;
  }
}

/** The first place of a sorted list whose value is not below another. */
export function firstNotBelow(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
