/** Byte pair encoding of characters (Sennrich et al. 2016), and how many pieces it takes for a word. */

/** Ends every word, so that a piece at its end is another one than inside. */
const end = '_';

/** How often each word occurs. */
export type WordCounts = ReadonlyMap<string, number>;

/** Pairs of pieces in the order in which they were merged. */
export type Merges = readonly (readonly [left: string, right: string])[];

/** Letters alone, in lower case, composed. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  );
}

/** @param weight what each word counts */
export function countWords(
  texts: readonly string[],
  weight = 1,
  counts = new Map<string, number>(),
): Map<string, number> {
  for (const word of texts.flatMap(wordsOf)) counts.set(word, (counts.get(word) ?? 0) + weight);
  return counts;
}

/**
 * Merges the most frequent pair of neighbours again and again; of equally frequent ones the first in the order of their
 * characters. Ends early where no pair occurs twice.
 */
export function learnMerges(counts: WordCounts, most: number): Merges {
  const words = Array.from(counts, ([word, count]) => ({ pieces: [...word, end], count }));
  const merges: [string, string][] = [];
  while (merges.length < most) {
    const pair = mostFrequentPair(words);
    if (!pair) break;
    merges.push(pair);
    for (const word of words) word.pieces = merged(word.pieces, pair);
  }
  return merges;
}

const separator = '\u0001';

function mostFrequentPair(
  words: readonly { readonly pieces: readonly string[]; readonly count: number }[],
): [string, string] | undefined {
  const pairs = new Map<string, number>();
  for (const { pieces, count } of words)
    for (let i = 1; i < pieces.length; i++) {
      const key = pieces[i - 1]! + separator + pieces[i]!;
      pairs.set(key, (pairs.get(key) ?? 0) + count);
    }
  let best: string | undefined;
  let most = 1;
  for (const [key, count] of pairs)
    if (count > most || (count === most && best !== undefined && key < best)) [best, most] = [key, count];
  return best?.split(separator) as [string, string] | undefined;
}

function merged(pieces: readonly string[], [left, right]: readonly [string, string]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const meets = pieces[i] === left && pieces[i + 1] === right;
    joined.push(meets ? left + right : pieces[i]!);
    if (meets) i += 1;
  }
  return joined;
}

/** The pieces of one word, by the merges in their order; a letter that was never seen stays alone. */
export function encodeWord(word: string, merges: Merges): string[] {
  return merges.reduce((pieces, pair) => merged(pieces, pair), [...word, end]);
}

/** Pieces per word on average. */
export function fertility(texts: readonly string[], merges: Merges): number {
  const words = texts.flatMap(wordsOf);
  return words.reduce((sum, word) => sum + encodeWord(word, merges).length, 0) / words.length;
}
