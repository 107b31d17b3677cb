/** The passages that are searched, the questions, and neutral text that makes a passage longer. */
import { passagesAndQuestions } from '../data/passages';
import { tokenise } from './tokens';

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

const lines = passagesAndQuestions.split('\n').map((line) => {
  const colon = line.indexOf(': ');
  return { id: line.slice(0, colon), text: line.slice(colon + 2) };
});

export const passages: readonly Passage[] = lines
  .filter(({ id }) => id !== 'queries')
  .map(({ id, text }) => ({ id, words: tokenise(text) }));

export const questions: readonly Question[] = lines
  .find(({ id }) => id === 'queries')!
  .text.split(' | ')
  .map((entry) => {
    const [text, id] = entry.split(/ -> |; /) as [string, string];
    return { text, words: tokenise(text), answer: passages.findIndex((passage) => passage.id === id) };
  });

export const fillerWords: readonly string[] = tokenise(
  'meanwhile the committee discussed travel plans and lunch options while the weather stayed grey and the train was late again so nobody minded the long walk across the old bridge toward the market where fresh bread and cheese were sold every morning',
);

/** The passage with `count` words about something else behind it. */
export function diluted(words: readonly string[], count: number): readonly string[] {
  return [...words, ...Array.from({ length: count }, (_, i) => fillerWords[i % fillerWords.length]!)];
}
