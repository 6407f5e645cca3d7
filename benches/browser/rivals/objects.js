// What is written first: the document parsed, and the methods of arrays. It knows no scores.

export const answersTo = ["count", "sort", "sortHalf"];

export async function open(found) {
  const { profiles } = await (await fetch(`${found.base}catalogue.json`)).json();
  return {
    run(step, ask) {
      const passes = ({ network, country }) => (!step.network || network === step.network) && (!step.country || country === step.country);
      const passed = profiles.filter(passes);
      if (!ask.includes("sorted")) return { total: passed.length };
      const largest = [...passed].sort((a, b) => (b.followers ?? -1) - (a.followers ?? -1)).slice(0, 100);
      return { total: passed.length, sorted: largest.map(({ followers }) => followers ?? null) };
    },
  };
}
