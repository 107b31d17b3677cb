/** How many of the questions find their passage first. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import { diluted, passages, questions } from './corpus';
import { maxSim, pooledCosine, rankOf } from './scoring';

/** Token vectors of a text, one row a word: in full precision, or as they come back from a compressed index. */
export type Encode = (words: readonly string[]) => Tensor2D;

/** Encodes texts of known words. @param vectors one row for each of `words` */
export function encodeBy(tf: Tf, words: readonly string[], vectors: Tensor2D): Encode {
  const row = new Map(words.map((word, i) => [word, i]));
  return (text) =>
    tf.tidy(() => {
      const rows = tf.tensor1d(
        text.map((word) => row.get(word)!),
        'int32',
      );
      return tf.gather(vectors, rows);
    });
}

export interface Recall {
  /** Words about something else behind the passage that has the answer. */
  readonly filler: number;
  /** Questions whose passage comes first. */
  readonly maxSim: number;
  readonly pooled: number;
}

/** Scores of one passage for all questions. */
interface Scores {
  readonly maxSim: Float32Array;
  readonly pooled: Float32Array;
}

/**
 * All questions, asked of passages that `stored` encodes: MaxSim compares with the stored vectors, the pooled score
 * with the sum of full ones. `pause` is awaited after each passage.
 */
export class Exam {
  readonly #tf: Tf;
  readonly #full: Encode;
  readonly #stored: Encode;
  readonly #pause: () => Promise<void>;
  readonly #tokens: Tensor2D;
  readonly #owner: Tensor2D;
  #plain: Promise<Scores[]> | undefined;

  constructor(tf: Tf, full: Encode, stored: Encode, pause: () => Promise<void>) {
    this.#tf = tf;
    this.#full = full;
    this.#stored = stored;
    this.#pause = pause;
    this.#tokens = full(questions.flatMap(({ words }) => words));
    this.#owner = ownerMatrix(
      tf,
      questions.map(({ words }) => words.length),
    );
  }

  /** Only the passage that has the answer gets the filler. */
  async recall(filler: number): Promise<Recall> {
    const plain = await (this.#plain ??= this.#askAll(0));
    const longer = filler === 0 ? plain : await this.#askAll(filler);
    const first = (by: keyof Scores) =>
      questions.filter(({ answer }, question) => {
        const scores = plain.map((scored, i) => (i === answer ? longer[i]! : scored)[by][question]!);
        return rankOf(scores, answer) === 1;
      }).length;
    return { filler, maxSim: first('maxSim'), pooled: first('pooled') };
  }

  async #askAll(filler: number): Promise<Scores[]> {
    const scores: Scores[] = [];
    for (const { words } of passages) {
      scores.push(this.#ask(diluted(words, filler)));
      await this.#pause();
    }
    return scores;
  }

  #ask(words: readonly string[]): Scores {
    const [tf, tokens, owner] = [this.#tf, this.#tokens, this.#owner];
    const [byTokens, byPool] = tf.tidy(() => [
      maxSim(tf, tokens, owner, this.#stored(words)),
      pooledCosine(tf, tokens, owner, this.#full(words)),
    ]);
    const scores = { maxSim: byTokens.dataSync<'float32'>(), pooled: byPool.dataSync<'float32'>() };
    tf.dispose([byTokens, byPool]);
    return scores;
  }
}

/** 1 where a token belongs to a text: texts x tokens. */
export function ownerMatrix(tf: Tf, lengths: readonly number[]): Tensor2D {
  const owners = lengths.flatMap((length, text) => new Array<number>(length).fill(text));
  return tf.tensor2d(lengths.map((_, text) => owners.map((owner) => Number(owner === text))));
}
