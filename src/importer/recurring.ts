/** Counts the lines that stand in several entries, in bounded memory. */
/** Shorter lines recur by chance: `| Model | Use |`. In UTF-16 units. */
const shortest = 40;
const mostCounted = 400_000;
const bits = 1 << 27;

export class RecurringLines {
  /** One bit for each hash that was seen once. */
  readonly #once = new Uint8Array(bits >> 3);
  readonly #counts = new Map<number, number>();

  /** Counts the lines of one entry; a line that stands in it twice counts once. */
  add(body: readonly string[]): void {
    const seen = new Set<number>();
    for (const line of body) {
      if (line.length < shortest) continue;
      const hash = hashOf(line);
      if (seen.has(hash)) continue;
      seen.add(hash);
      const slot = hash % bits;
      const mask = 1 << (slot & 7);
      const count = this.#counts.get(hash);
      if (count !== undefined) this.#counts.set(hash, count + 1);
      else if (this.#once[slot >> 3]! & mask) {
        if (this.#counts.size < mostCounted) this.#counts.set(hash, 2);
      } else this.#once[slot >> 3]! |= mask;
    }
  }

  /** In how many entries a line stands, where these are at least three; else 0. */
  times(line: string): number {
    const count = line.length < shortest ? 0 : (this.#counts.get(hashOf(line)) ?? 0);
    return count < 3 ? 0 : count;
  }
}

/** 52 bits: 32 over all UTF-16 units, 20 over every eighth and the length. */
function hashOf(line: string): number {
  let [a, b] = [0x811c9dc5, line.length];
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    if ((i & 7) === 0) b = Math.imul(b ^ unit, 0x85ebca6b) ^ (b >>> 13);
  }
  return (a >>> 0) * 0x100000 + ((b >>> 0) & 0xfffff);
}
