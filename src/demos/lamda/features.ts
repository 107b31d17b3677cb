/** Eight numbers for a reply in its context, from spelling alone: what the toy scorer sees. */
import type { Tf } from '../contract/demo';
import { embed, inverseFrequencies } from '../models/retrieval/store';
import { tokenise, tokenVector } from '../models/retrieval/words';
import { genericReplies, riskWords, stopWords, type Context } from './corpus';

export const featureCount = 8;
const dimensions = 256;
/** Below this two words have nothing to do with each other. */
const related = 0.5;

/** The words of a text that carry meaning. */
export function contentWords(text: string, stops: ReadonlySet<string> = stopWords): string[] {
  return tokenise(text).filter((word) => !stops.has(word));
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** One row for each candidate of each context, in their order. */
export function featuresOf(tf: Tf, contexts: readonly Context[]): number[][] {
  const reduced = (text: string) => contentWords(text).join(' ');
  const texts = contexts.flatMap(({ text, candidates }) => [text, ...candidates.map((reply) => reply.text)]);
  const idf = inverseFrequencies(texts.map(reduced));
  const vectors = rowsOf(tf, [...texts, ...genericReplies].map(reduced), idf);
  const generic = vectors.slice(texts.length);
  const known = new Map<string, Float32Array>();
  const word = (text: string) => {
    const vector = known.get(text) ?? tokenVector(text, dimensions);
    known.set(text, vector);
    return vector;
  };
  let row = 0;
  return contexts.flatMap(({ text, candidates }) => {
    const contextVector = vectors[row++]!;
    const contextWords = contentWords(text).map(word);
    return candidates.map((reply) => {
      const vector = vectors[row++]!;
      const all = tokenise(reply.text);
      const content = contentWords(reply.text);
      const closest = content.map((one) => Math.max(...contextWords.map((other) => dot(word(one), other))));
      return [
        dot(vector, contextVector),
        Math.max(0, ...closest),
        Math.log(1 + all.length) / 3,
        content.reduce((sum, one) => sum + idf(one), 0) / Math.max(1, content.length) / 5,
        Math.max(...generic.map((other) => dot(vector, other))),
        new Set(all).size / all.length,
        Math.min(2, all.filter((one) => riskWords.has(one)).length) / 2,
        closest.filter((similarity) => similarity < related).length / 10,
      ];
    });
  });
}

function rowsOf(tf: Tf, texts: readonly string[], idf: (word: string) => number): Float32Array[] {
  const all = tf.tidy(() => embed(tf, texts, idf, dimensions).dataSync<'float32'>());
  return texts.map((_, i) => all.slice(i * dimensions, (i + 1) * dimensions));
}
