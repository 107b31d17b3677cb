/** The name that was probably meant. */

/** The candidate with the fewest changed letters, if those are few: at most a fifth of the name. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const root = name.slice(0, (name + '.').indexOf('.'));
  const last = name.slice(name.lastIndexOf('.') + 1);
  let best: string | undefined;
  let least = Math.floor(name.length / 5) + 1;
  for (const candidate of candidates) {
    if (!candidate.startsWith(root)) continue;
    const isMoved = candidate.endsWith(`.${last}`);
    const distance = isMoved ? Math.min(1, least) : changes(name, candidate, least);
    if (distance < least || (isMoved && best === undefined)) [best, least] = [candidate, distance];
    if (least === 0) break;
  }
  return best;
}

/** Levenshtein distance, or `limit` where it is at least that. */
function changes(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(
        Math.min(row[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    if (Math.min(...row) >= limit) return limit;
    previous = row;
  }
  return Math.min(previous[b.length]!, limit);
}
