/** A toy language model: the next character from the four before it. */
import type { Rank, Scalar, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { createMlp } from '../models/mlp';
import { heldOutSentences, languages, trainingSentences, type Language } from './corpora';
import { variableAdam } from '../models/variable-adam';

const context = 4;
const embeddingWidth = 8;
/** Standard deviation at the start. */
const embeddingScale = 1 / Math.sqrt(embeddingWidth);
const batchSize = 64;
const learningRate = 0.01;

const textOf = (sentences: readonly string[]) => sentences.join(' ').normalize('NFC').toLowerCase();

/** Every character of all four languages, so that all models answer the same question. */
export const alphabet = [
  ...new Set(
    languages
      .flatMap((language) => [...trainingSentences(language), ...heldOutSentences(language)])
      .flatMap((sentence) => [...textOf([sentence])]),
  ),
].sort();
const size = alphabet.length;

/** A text as places in the alphabet. */
const codesOf = (sentences: readonly string[]): number[] =>
  [...textOf(sentences)].map((character) => alphabet.indexOf(character));

/** Of the embedding, the hidden layer and the output layer, biases included. */
export const parameterCount = (hidden: number): number =>
  size * embeddingWidth + (context * embeddingWidth + 1) * hidden + (hidden + 1) * size;

export interface CharacterModel {
  /** One step of Adam; each row of its batch picks a language, then a place in it, both uniformly. */
  train(): void;
  /** Mean of -log2 of the probability of each held-out character of the language. */
  bitsPerCharacter(language: Language): number;
}

/**
 * @param texts languages that it learns
 * @param steps of the whole training: the learning rate falls along half a cosine
 */
export function createCharacterModel(
  tf: Tf,
  weights: Random,
  batches: Random,
  texts: readonly Language[],
  { hidden, steps }: { readonly hidden: number; readonly steps: number },
): CharacterModel {
  const network = createNetwork(tf, weights, hidden);
  const training = texts.map((language) => codesOf(trainingSentences(language)));
  const optimizer = variableAdam(tf, network.variables);
  let done = 0;
  return {
    train() {
      const rate = (learningRate / 2) * (1 + Math.cos((Math.PI * done) / steps));
      done += 1;
      const windows = Array.from({ length: batchSize }, () => {
        const text = training[batches.integer(training.length)]!;
        const start = batches.integer(text.length - context);
        return text.slice(start, start + context + 1);
      });
      optimizer.minimize(() => network.loss(windows), rate);
    },
    bitsPerCharacter(language) {
      const text = codesOf(heldOutSentences(language));
      const windows = text.slice(context).map((_, start) => text.slice(start, start + context + 1));
      return tf.tidy(() => network.loss(windows).dataSync()[0]! / Math.LN2);
    },
  };
}

function createNetwork(tf: Tf, random: Random, hidden: number) {
  const start = Float32Array.from({ length: size * embeddingWidth }, () => embeddingScale * random.normal());
  const embedding: Variable<Rank.R2> = tf.variable(tf.tensor2d(start, [size, embeddingWidth]));
  const mlp = createMlp(tf, random, [context * embeddingWidth, hidden, size], { activation: 'tanh' });
  const oneHot = (codes: readonly number[]) => tf.oneHot(tf.tensor1d([...codes], 'int32'), size);
  return {
    variables: [embedding, ...mlp.variables] as Variable[],
    /** Cross-entropy of the last character of each window in nats. */
    loss(windows: readonly (readonly number[])[]): Scalar {
      const before = oneHot(windows.flatMap((window) => window.slice(0, context)));
      const vectors: Tensor2D = tf.matMul(tf.cast(before, 'float32') as Tensor2D, embedding);
      const logits = mlp.logits(tf.reshape(vectors, [windows.length, context * embeddingWidth]));
      return tf.losses.softmaxCrossEntropy(oneHot(windows.map((window) => window[context]!)), logits);
    },
  };
}
