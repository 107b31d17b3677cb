/** What a strategy costs over all questions, and what it finds. */
import { questions } from '../models/retrieval/corpus';
import type { Reader } from '../models/retrieval/reader';
import { synthesize, type Strategy } from './synthesis';

export interface Total {
  readonly name: Strategy;
  /** Questions whose answer holds the right words. */
  readonly answers: number;
  /** For one question, mean. */
  readonly calls: number;
  readonly words: number;
  /** Words of the longest call. */
  readonly longest: number;
}

/** @param ranked the chunks that each question finds, best first */
export function askAll(
  name: Strategy,
  reader: Reader,
  ranked: readonly (readonly string[])[],
  k: number,
  window: number,
): Total {
  const results = questions.map(({ text, answer }, i) => {
    const { answer: given, calls } = synthesize(name, reader, text, ranked[i]!.slice(0, k), window);
    return { isRight: given.includes(answer), words: calls.map((call) => call.words) };
  });
  const words = results.flatMap((result) => result.words);
  return {
    name,
    answers: results.filter(({ isRight }) => isRight).length,
    calls: words.length / results.length,
    words: words.reduce((sum, count) => sum + count, 0) / results.length,
    longest: Math.max(...words),
  };
}
