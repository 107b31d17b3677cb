/**
 * Stands in for a language model that answers from a context: it quotes the sentence that matches the question best, so
 * that what it says can be checked. It knows spelling and nothing of meaning.
 */
import type { Tf } from '../../contract/demo';
import type { IdfOf } from './store';
import { tokenise, tokenMatrix } from './words';

/** Sentences of a text; an empty line ends one too. */
export function sentencesOf(text: string): string[] {
  return text.split(/\n\n|(?<=[.!?])\s+(?=[A-Z])/).filter((sentence) => sentence !== '');
}

export interface Quote {
  readonly sentence: string;
  /** 0 (nothing matches) to 1 (every word of the question is there). */
  readonly score: number;
}

export class Reader {
  readonly #idf: IdfOf;
  readonly #row: ReadonlyMap<string, number>;
  readonly #column: ReadonlyMap<string, number>;
  readonly #similarities: Float32Array;

  /**
   * @param questions all that will be asked
   * @param texts all that will be read
   * @param size dimensions of a word vector
   */
  constructor(tf: Tf, questions: readonly string[], texts: readonly string[], idf: IdfOf, size: number) {
    const [asked, read] = [questions, texts].map((list) => [...new Set(list.flatMap(tokenise))]);
    this.#idf = idf;
    this.#row = new Map(asked!.map((word, i) => [word, i]));
    this.#column = new Map(read!.map((word, i) => [word, i]));
    this.#similarities = tf.tidy(() => {
      const [rows, columns] = [asked!, read!].map((words) =>
        tf.tensor2d(tokenMatrix(words, size), [words.length, size]),
      );
      return tf.matMul(rows!, columns!, false, true).dataSync<'float32'>().slice();
    });
  }

  /** MaxSim weighted by rarity: the best match of each word of the question, negative ones counting nothing. */
  score(question: string, sentence: string): number {
    const columns = tokenise(sentence).map((word) => this.#column.get(word)!);
    let [sum, weights] = [0, 0];
    for (const word of tokenise(question)) {
      const start = this.#row.get(word)! * this.#column.size;
      const best = columns.reduce((most, column) => Math.max(most, this.#similarities[start + column]!), 0);
      sum += this.#idf(word) * best;
      weights += this.#idf(word);
    }
    return weights > 0 ? sum / weights : 0;
  }

  /** The best sentence; the first of equals, and `previous` unless one is better. */
  read(question: string, context: string, previous?: string): Quote | undefined {
    return [...(previous === undefined || previous === '' ? [] : [previous]), ...sentencesOf(context)]
      .map((sentence): Quote => ({ sentence, score: this.score(question, sentence) }))
      .reduce<Quote | undefined>(
        (best, quote) => (best && best.score >= quote.score ? best : quote),
        undefined,
      );
  }
}
