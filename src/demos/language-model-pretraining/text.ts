/** The story as symbols, split in two, and how well counting alone predicts the second part. */
import { harbour } from '../data/harbour';

const characters = harbour.toLowerCase().replace(/\s+/g, ' ');
export const alphabet = [...new Set(characters)].sort();
export const symbols = alphabet.length;
/** The id that stands for a hidden character. */
export const maskId = symbols;

const ids = Uint8Array.from(characters, (character) => alphabet.indexOf(character));
const border = Math.floor(0.85 * ids.length);
export const trainingText = ids.subarray(0, border);
export const heldOutText = ids.subarray(border);

/** Letters of ids; a hidden one is `_`. */
export function spell(text: ArrayLike<number>): string {
  return Array.from(text, (id) => alphabet[id] ?? '_').join('');
}

export interface Baseline {
  readonly label: string;
  /** Held-out bits per character. */
  readonly bits: number;
}

/** Entropy of the characters of the training text, in bits. */
export function unigramEntropy(): number {
  const counts = new Array<number>(symbols).fill(0);
  for (const id of trainingText) counts[id]! += 1;
  return counts.reduce((sum, count) => {
    const share = count / trainingText.length;
    return count > 0 ? sum - share * Math.log2(share) : sum;
  }, 0);
}

/**
 * Mean of -log2 of the probability of each held-out character, from counts of training n-grams.
 * @param order characters in an n-gram, the predicted one included
 * @param added pseudo-count of every continuation
 */
export function ngramBits(order: number, added: number): number {
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const context = (text: Uint8Array, i: number) => text.subarray(i - order + 1, i).join();
  for (let i = order - 1; i < trainingText.length; i++) {
    const before = context(trainingText, i);
    count(`${before};`);
    count(`${before};${trainingText[i]!}`);
  }
  let bits = 0;
  for (let i = order - 1; i < heldOutText.length; i++) {
    const before = context(heldOutText, i);
    const seen = (counts.get(`${before};${heldOutText[i]!}`) ?? 0) + added;
    bits -= Math.log2(seen / ((counts.get(`${before};`) ?? 0) + added * symbols));
  }
  return bits / (heldOutText.length - order + 1);
}

/** What counting predicts, in held-out bits per character. */
export const baselines: readonly Baseline[] = [
  { label: 'uniform', bits: Math.log2(symbols) },
  { label: 'bigrams', bits: ngramBits(2, 0.5) },
  { label: 'trigrams', bits: ngramBits(3, 0.1) },
];
