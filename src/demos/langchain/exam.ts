/** All questions asked of a store: what reaches the prompt. */
import { questions } from '../models/retrieval/corpus';
import type { Search, VectorStore } from '../models/retrieval/store';

export interface Outcome {
  readonly chunks: number;
  /** Questions with a chunk of the right document. */
  readonly documents: number;
  /** Questions with a chunk that holds the words of the answer. */
  readonly answers: number;
  /** Characters of all chunks for one question, mean. */
  readonly characters: number;
  /** Documents that the chunks for one question come from, mean. */
  readonly sources: number;
}

export function examine(store: VectorStore, search: Search): Outcome {
  const asked = store.search(
    questions.map(({ text }) => text),
    search,
  );
  const results = asked.map((found, i) => {
    const { document, answer } = questions[i]!;
    const chunks = found.map(({ chunk }) => store.chunks[chunk]!);
    return {
      document: chunks.some((chunk) => chunk.document === document),
      answer: chunks.some(({ text }) => text.includes(answer)),
      characters: chunks.reduce((sum, { text }) => sum + text.length, 0),
      sources: new Set(chunks.map((chunk) => chunk.document)).size,
    };
  });
  const mean = (of: (result: (typeof results)[number]) => number) =>
    results.reduce((sum, result) => sum + of(result), 0) / results.length;
  return {
    chunks: store.chunks.length,
    documents: results.filter((result) => result.document).length,
    answers: results.filter((result) => result.answer).length,
    characters: mean(({ characters }) => characters),
    sources: mean(({ sources }) => sources),
  };
}
