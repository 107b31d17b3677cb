/** Token vectors from spelling alone: an untrained stand-in for an encoder, quick and the same everywhere. */

/** Words of Latin letters and digits, in lower case. */
export function tokenise(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** FNV-1a, 32 bits, of a text in ASCII. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}

/**
 * Unit vector of a word: each n-gram of `<word>` for n = 3, 4, 5, and the whole if it is none of them, adds +1 or -1, by
 * the top bit of its hash, at index hash mod `size`. Words that share pieces point in similar directions.
 */
export function tokenVector(word: string, size: number): Float32Array {
  const padded = `<${word}>`;
  const vector = new Float32Array(size);
  const add = (piece: string) => {
    const hash = fnv1a(piece);
    vector[hash % size]! += hash >>> 31 ? -1 : 1;
  };
  for (const n of [3, 4, 5])
    for (let start = 0; start + n <= padded.length; start++) add(padded.slice(start, start + n));
  if (padded.length > 5) add(padded);
  const norm = Math.hypot(...vector);
  return norm > 0 ? vector.map((value) => value / norm) : vector;
}

/** Vectors of words, one row each: words x size. */
export function tokenMatrix(words: readonly string[], size: number): Float32Array {
  const rows = new Float32Array(words.length * size);
  words.forEach((word, i) => rows.set(tokenVector(word, size), i * size));
  return rows;
}
