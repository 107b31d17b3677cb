/** Chunks with one vector each, searched by cosine: a vector store whose embedding knows spelling, not meaning. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../contract/demo';
import { unitRows } from '../normalize';
import { tokenise, tokenMatrix } from './words';

/** A part of a document. */
export interface Chunk {
  readonly document: number;
  readonly text: string;
}

export type IdfOf = (word: string) => number;

/** ln((1 + n) / (1 + df)) + 1, where df of n texts hold the word. */
export function inverseFrequencies(texts: readonly string[]): IdfOf {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const word of new Set(tokenise(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => Math.log((1 + texts.length) / (1 + (counts.get(word) ?? 0))) + 1;
}

/** Unit row of each text: the sum of its word vectors, rare words weighing more. Texts x size. */
export function embed(tf: Tf, texts: readonly string[], idf: IdfOf, size: number): Tensor2D {
  const words = texts.map(tokenise);
  const known = [...new Set(words.flat())];
  const column = new Map(known.map((word, i) => [word, i]));
  const weights = new Float32Array(texts.length * Math.max(1, known.length));
  words.forEach((list, row) => {
    for (const word of list) weights[row * known.length + column.get(word)!]! += idf(word);
  });
  if (known.length === 0) return tf.zeros([texts.length, size]);
  return tf.tidy(() => {
    const vectors = tf.tensor2d(tokenMatrix(known, size), [known.length, size]);
    return unitRows(tf, tf.matMul(tf.tensor2d(weights, [texts.length, known.length]), vectors));
  });
}

/** How chunks are chosen: the `k` most similar ones, or by marginal relevance among the `candidates` most similar. */
export interface Search {
  readonly k: number;
  readonly relevance?: { readonly lambda: number; readonly candidates: number };
}

/** Index of a chunk and the cosine of its vector with that of the question. */
export interface Found {
  readonly chunk: number;
  readonly score: number;
}

/** Chunks and their vectors. The vectors live as long as the scope in which the store was made. */
export class VectorStore {
  readonly chunks: readonly Chunk[];
  readonly idf: IdfOf;
  readonly #tf: Tf;
  readonly #vectors: Tensor2D;
  #between: Float32Array | undefined;

  /** @param size dimensions of a vector */
  constructor(tf: Tf, chunks: readonly Chunk[], size: number, idf?: IdfOf) {
    const texts = chunks.map(({ text }) => text);
    this.chunks = chunks;
    this.idf = idf ?? inverseFrequencies(texts);
    this.#tf = tf;
    this.#vectors = embed(tf, texts, this.idf, size);
  }

  /** What each question finds, best first. */
  search(questions: readonly string[], { k, relevance }: Search): Found[][] {
    const tf = this.#tf;
    const count = Math.min(relevance?.candidates ?? k, this.chunks.length);
    const [values, indices] = tf.tidy(() => {
      const asked = embed(tf, questions, this.idf, this.#vectors.shape[1]);
      const best = tf.topk(tf.matMul(asked, this.#vectors, false, true), count);
      return [best.values, best.indices];
    });
    const [scores, rows] = [values!.dataSync<'float32'>(), indices!.dataSync<'int32'>()];
    tf.dispose([values!, indices!]);
    return questions.map((_, question) => {
      const found = Array.from({ length: count }, (_, i) => ({
        chunk: rows[question * count + i]!,
        score: scores[question * count + i]!,
      }));
      return relevance ? this.#diverse(found, k, relevance.lambda) : found;
    });
  }

  #diverse(found: readonly Found[], k: number, lambda: number): Found[] {
    const [tf, vectors, count] = [this.#tf, this.#vectors, this.chunks.length];
    const between = (this.#between ??= tf.tidy(() =>
      tf.matMul(vectors, vectors, false, true).dataSync<'float32'>().slice(),
    ));
    const similarity = (a: number, b: number) => between[found[a]!.chunk * count + found[b]!.chunk]!;
    const scores = found.map(({ score }) => score);
    return maximalMarginalRelevance(scores, similarity, k, lambda).map((i) => found[i]!);
  }
}

/**
 * Maximal marginal relevance (Carbonell and Goldstein 1998): one after the other, what is most similar to the query and
 * least similar to what is chosen already.
 * @param toQuery similarity of each candidate with the query
 * @param between similarity of two candidates
 * @param lambda 1 looks at the query alone, 0 at novelty alone after the first
 * @returns indices of at most `k` candidates, in the order of choice
 */
export function maximalMarginalRelevance(
  toQuery: readonly number[],
  between: (a: number, b: number) => number,
  k: number,
  lambda: number,
): number[] {
  const chosen: number[] = [];
  const score = (i: number) =>
    chosen.length === 0
      ? toQuery[i]!
      : lambda * toQuery[i]! - (1 - lambda) * Math.max(...chosen.map((j) => between(i, j)));
  while (chosen.length < Math.min(k, toQuery.length)) {
    const left = toQuery.map((_, i) => i).filter((i) => !chosen.includes(i));
    const scores = left.map(score);
    chosen.push(left[scores.indexOf(Math.max(...scores))]!);
  }
  return chosen;
}
