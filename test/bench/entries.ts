/** Made-up entries for benchmarks: of the size of real ones, or slim as those of a very large pack. */
import type { Entry } from '../../src/catalog/entry';

const syllables = ['ba', 'ke', 'lo', 'mi', 'nu', 'ra', 'se', 'ti', 'vo', 'zu'];

/** A word of its own for each number, letters only. */
export function wordFor(i: number): string {
  return [...String(i * 7919 + 10_007)].map((digit) => syllables[Number(digit)]).join('');
}

/** About 700 bytes of JSON. */
export function slimEntry(i: number): Entry {
  const word = wordFor(i);
  const source = { id: `source${i}`, cite: `Author ${i} 2020`, url: `https://example.org/${i}` };
  return {
    id: `${word}-regularization`,
    title: `${word[0]!.toUpperCase()}${word.slice(1)} regularization`,
    category: 'regularization',
    summary: `Keeps the ${word} of a model small, so that it does not follow the noise of its training data.`,
    origin: 'built-in',
    names: [
      {
        symbol: `py:lib${i % 500}.nn.${word}.Loss`,
        kind: 'class',
        roles: { strength: { keyword: `${word}_strength`, position: 1, default: 0.1 } },
      },
    ],
    keys: [{ key: `${word}_strength`, role: 'strength' }],
    words: [`${word} regularization`, `${word} loss`],
    symptoms: [`${word} grows during training`],
    limits: [{ role: 'strength', type: 'float', hard: '[0, 1)', usual: '[0.05, 0.2]', source: source.id }],
    sources: [source],
  };
}

/** Slim entries with the rest of a real one: its rules, equivalents, sources, formula image. */
export function fullEntry(real: Entry, i: number): Entry {
  const { id, title, names, keys, words, symptoms } = slimEntry(i);
  return { ...real, id, title, names, keys, words, symptoms };
}
