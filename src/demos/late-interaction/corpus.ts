/** The passages that are searched, the questions, and neutral text that makes a passage longer. */
import { documents, questions as asked } from '../models/retrieval/corpus';
import { tokenise } from '../models/retrieval/words';

export interface Passage {
  readonly id: string;
  readonly words: readonly string[];
}

export interface Question {
  readonly text: string;
  readonly words: readonly string[];
  /** Index of the passage that answers it. */
  readonly answer: number;
}

export const passages: readonly Passage[] = documents.map(({ id, text }) => ({ id, words: tokenise(text) }));

export const questions: readonly Question[] = asked.map(({ text, document }) => ({
  text,
  words: tokenise(text),
  answer: document,
}));

export const fillerWords: readonly string[] = tokenise(
  'meanwhile the committee discussed travel plans and lunch options while the weather stayed grey and the train was late again so nobody minded the long walk across the old bridge toward the market where fresh bread and cheese were sold every morning',
);

/** The passage with `count` words about something else behind it. */
export function diluted(words: readonly string[], count: number): readonly string[] {
  return [...words, ...Array.from({ length: count }, (_, i) => fillerWords[i % fillerWords.length]!)];
}
