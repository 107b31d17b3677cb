/** Twelve short documents and sixteen questions about them, as demos of retrieval read them. */
import { passagesAndQuestions } from '../../data/passages';

export interface Document {
  readonly id: string;
  readonly text: string;
}

export interface Question {
  readonly text: string;
  /** Index of the document that answers it. */
  readonly document: number;
  /** Words of the document that a chunk must hold to hold the answer. */
  readonly answer: string;
}

const lines = passagesAndQuestions.split('\n').map((line): Document => {
  const colon = line.indexOf(': ');
  return { id: line.slice(0, colon), text: line.slice(colon + 2) };
});

export const documents: readonly Document[] = lines.filter(({ id }) => id !== 'queries');

export const questions: readonly Question[] = lines
  .find(({ id }) => id === 'queries')!
  .text.split(' | ')
  .map((entry) => {
    const [text, id, answer] = entry.split(/ -> |; /) as [string, string, string];
    return { text, document: documents.findIndex((document) => document.id === id), answer };
  });
