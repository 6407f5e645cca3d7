// Whether two answers are the same, as far as was asked. Nothing is timed before it is right.

/** What differs between the engine's answer and another's; nothing where they agree. */
export function difference(ask, engine, other) {
  if (engine.total !== other.total) return `${other.total} rows pass, not ${engine.total}`;
  if (ask.includes("facets")) {
    for (const [facet, counts] of Object.entries(engine.facets)) {
      const found = other.facets[facet];
      for (const [value, count] of Object.entries(found)) {
        if (count !== (counts[value] ?? 0)) return `${facet} ${value}: ${count}, not ${counts[value] ?? 0}`;
      }
      for (const [value, count] of Object.entries(counts)) {
        if (count !== (found[value] ?? 0)) return `${facet} ${value}: ${found[value] ?? 0}, not ${count}`;
      }
    }
  }
  if (ask.includes("top")) return list("row", engine.top, other.top);
  if (ask.includes("sorted")) return list("followers", engine.sorted, other.sorted);
  return undefined;
}

function list(what, engine, other) {
  if (engine.length !== other.length) return `${other.length} rows in the window, not ${engine.length}`;
  const at = engine.findIndex((value, at) => value !== other[at]);
  return at < 0 ? undefined : `${what} at ${at}: ${other[at]}, not ${engine[at]}`;
}
