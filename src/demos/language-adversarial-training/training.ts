/** Domain-adversarial training (Ganin et al. 2016) with the language as the domain. */
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { createMlp, type Mlp } from '../models/mlp';
import { classes, features, languages, perLanguage, type Corpus } from './languages';
import { variableAdam } from '../models/variable-adam';

/** Numbers that the encoder gives for a point: a plane, so that all of it can be seen. */
export const width = 2;
export const steps = 300;
const learningRate = 0.01;
const batch = { languages: 96, task: 64 };

export type Schedule = 'ramp' | 'constant';

/** Encoder to the plane; on it a head for the classes and a discriminator for the languages. */
export interface Network {
  readonly encoder: Mlp;
  readonly head: Mlp;
  readonly discriminator: Mlp;
}

/** Cross-entropies of one batch, in nats. */
export interface Losses {
  readonly task: number;
  readonly language: number;
}

/** λ at a share of the training from 0 to 1; ramped as in Ganin et al. 2016. */
export function strengthAt(strength: number, schedule: Schedule, progress: number): number {
  return schedule === 'constant' ? strength : strength * (2 / (1 + Math.exp(-10 * progress)) - 1);
}

/** The gradient reversal layer: forwards the identity, backwards −λ times the gradient. */
export function reverseGradient(tf: Tf, x: Tensor2D, strength: number): Tensor2D {
  const reversal = tf.customGrad((input) => ({
    value: tf.clone(input as Tensor2D),
    gradFunc: (dy: Tensor2D) => tf.mul(dy, -strength),
  }));
  return reversal(x) as Tensor2D;
}

export function createNetwork(tf: Tf, random: Random): Network {
  return {
    encoder: createMlp(tf, random, [features, 16, width], { activation: 'tanh' }),
    head: createMlp(tf, random, [width, classes]),
    discriminator: createMlp(tf, random, [width, 16, languages]),
  };
}

/**
 * Adam on the sum of both losses: head and discriminator learn, and the encoder works against the discriminator because
 * its gradient turns on the way. Class labels are used of language 0 alone.
 * @returns one step with the λ given, and the losses of its batch
 */
export function createTraining(
  tf: Tf,
  random: Random,
  network: Network,
  corpus: Corpus,
): (strength: number) => Losses {
  const optimizer = variableAdam(
    tf,
    Object.values(network).flatMap(({ variables }: Mlp) => [...variables]),
  );
  const inputs = tf.tensor2d(corpus.inputs, [corpus.classOf.length, features]);
  return (strength) => {
    const any = drawRows(random, batch.languages, corpus.classOf.length);
    const labelled = drawRows(random, batch.task, perLanguage);
    let losses: Losses = { task: NaN, language: NaN };
    tf.tidy(() => {
      const rows: Tensor2D = tf.gather(inputs, tf.tensor1d([...any, ...labelled], 'int32'));
      const language = oneHot(tf, any, corpus.languageOf, languages);
      const label = oneHot(tf, labelled, corpus.classOf, classes);
      const sum = (): Scalar => {
        const logits = forward(tf, network, rows, strength);
        const task: Scalar = tf.losses.softmaxCrossEntropy(label, logits.task);
        const ofLanguage: Scalar = tf.losses.softmaxCrossEntropy(language, logits.language);
        losses = { task: task.dataSync()[0]!, language: ofLanguage.dataSync()[0]! };
        return tf.add(task, ofLanguage);
      };
      optimizer.minimize(sum, learningRate);
    });
    return losses;
  };
}

/** @param rows those for the discriminator, then those for the head */
function forward(tf: Tf, { encoder, head, discriminator }: Network, rows: Tensor2D, strength: number) {
  const encoded = encoder.logits(rows);
  const any = tf.slice(encoded, [0, 0], [batch.languages, width]);
  const labelled = tf.slice(encoded, [batch.languages, 0], [batch.task, width]);
  return {
    language: discriminator.logits(reverseGradient(tf, any, strength)),
    task: head.logits(labelled),
  };
}

const drawRows = (random: Random, count: number, of: number): Int32Array =>
  Int32Array.from({ length: count }, () => random.integer(of));

export function oneHot(tf: Tf, rows: ArrayLike<number>, labels: Int32Array, depth: number): Tensor2D {
  const chosen = Int32Array.from(rows, (row) => labels[row]!);
  return tf.oneHot(tf.tensor1d(chosen, 'int32'), depth) as Tensor2D;
}
