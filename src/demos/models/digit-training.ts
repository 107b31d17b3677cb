/** Trains the digit classifier once for all demos, and leaves room to show how far it is. */
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { linfStep, uniformStart } from '../attacks/linf';
import type { DemoContext, Random, Tf } from '../contract/demo';
import {
  classifierOf,
  digitClassifier,
  hiddenUnits,
  initialWeights,
  oneHotRows,
  type ClassifierWeights,
  type DigitClassifier,
} from './digit-classifier';
import { digitClasses, digitLabel, digitPixels, drawDigit } from './digits';
import { variableAdam } from './variable-adam';

/** Trained on clean digits, or on digits that each step attacks first. */
export type Training = 'standard' | 'hardened';

export interface Digits {
  /** Row by row. */
  readonly pixels: Float32Array;
  readonly labels: Int32Array;
}

/** A classifier and the images to attack it with. */
export interface Victim {
  readonly classifier: DigitClassifier;
  readonly digits: Digits;
  readonly images: Tensor2D;
  readonly oneHot: Tensor2D;
}

export interface TrainingState {
  /** 0 to 1. */
  readonly share: number;
  /** Mean loss of the batches of the last epoch so far, and which one it is; absent while digits are drawn. */
  readonly epoch?: number;
  readonly loss?: number;
}

export const trainingSeed = 1;
export const evaluationSeed = 2;
export const evaluationCount = 200;
const trainingCount = 1000;
const weightSeed = 3;
const orderSeed = 4;
const attackSeed = 9;
export const epochs = 8;
const batchSize = 50;
const learningRate = 0.01;
/** Radius of the ball that the hardened twin learns to withstand, and its one step in it. */
const hardenedRadius = 0.08;
const hardenedStep = 1.25 * hardenedRadius;
/** Digits and batches between two reports. */
const digitsPerReport = 100;
const batchesPerReport = 4;

type Report = (state: TrainingState) => Promise<void>;
type Tools = Pick<DemoContext, 'tf' | 'random'>;

/** What is kept from run to run: plain numbers, no tensors. */
interface Shelf {
  training?: Digits;
  evaluation?: Digits;
  readonly weights: Partial<Record<Training, ClassifierWeights>>;
}

/** The classifier with the first 200 test images: trained when it is first asked for, kept from then on. */
export async function trainedVictim(
  context: Pick<DemoContext, 'tf' | 'random' | 'keep'>,
  training: Training,
  report: Report,
): Promise<Victim> {
  const { tf, random, keep } = context;
  const shelf = keep('digit-classifier', (): Shelf => ({ weights: {} }));
  if (!shelf.weights[training]) {
    shelf.training ??= await drawDigits(random(trainingSeed), trainingCount, (done) =>
      report({ share: (0.3 * done) / trainingCount }),
    );
    shelf.weights[training] = await trainClassifier(context, shelf.training, training, (state) =>
      report({ ...state, share: 0.3 + 0.7 * state.share }),
    );
  }
  shelf.evaluation ??= await drawDigits(random(evaluationSeed), evaluationCount, () => report({ share: 1 }));
  return {
    classifier: digitClassifier(tf, shelf.weights[training]),
    digits: shelf.evaluation,
    images: tf.tensor2d(shelf.evaluation.pixels, [evaluationCount, digitPixels]),
    oneHot: oneHotOf(tf, shelf.evaluation.labels),
  };
}

/** The first `count` digits of a series. */
export async function drawDigits(
  random: Random,
  count: number,
  report: (done: number) => Promise<void>,
): Promise<Digits> {
  const pixels = new Float32Array(count * digitPixels);
  const labels = Int32Array.from({ length: count }, (_, i) => digitLabel(i));
  for (let i = 0; i < count; i++) {
    if (i % digitsPerReport === 0) await report(i);
    pixels.set(drawDigit(random, labels[i]!), i * digitPixels);
  }
  return { pixels, labels };
}

/**
 * Adam on the mean cross-entropy of batches of 50, eight times through the data. For the hardened twin each batch is
 * first moved by one random start and one sign step inside the ball of 0.08 (Wong, Rice and Kolter 2020).
 */
export async function trainClassifier(
  { tf, random }: Tools,
  { pixels, labels }: Digits,
  training: Training,
  report: Report,
): Promise<ClassifierWeights> {
  const parameters = variables(tf, initialWeights(random(weightSeed)));
  const classifier = classifierOf(tf, parameters);
  const optimizer = variableAdam(tf, Object.values(parameters));
  const x = tf.tensor2d(pixels, [labels.length, digitPixels]);
  const y = oneHotOf(tf, labels);
  const orders = random(orderSeed);
  const starts = random(attackSeed);
  const batches = labels.length / batchSize;

  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = Int32Array.from(orders.shuffle(labels.length));
    let lossSum = 0;
    for (let b = 0; b < batches; b++) {
      lossSum += tf.tidy(() => {
        const rows = tf.tensor1d(order.subarray(b * batchSize, (b + 1) * batchSize), 'int32');
        const clean = tf.gather(x, rows);
        const target = tf.gather(y, rows);
        const batch = training === 'hardened' ? attacked(tf, starts, classifier, clean, target) : clean;
        const loss = (): Scalar => tf.losses.softmaxCrossEntropy(target, classifier.logits(batch));
        return optimizer.minimize(loss, learningRate);
      });
      const share = (epoch * batches + b + 1) / (epochs * batches);
      if (b % batchesPerReport === 0 || b === batches - 1)
        await report({ share, epoch: epoch + 1, loss: lossSum / (b + 1) });
    }
  }
  const read = (name: keyof ClassifierWeights) => parameters[name].dataSync<'float32'>().slice();
  return { w1: read('w1'), b1: read('b1'), w2: read('w2'), b2: read('b2') };
}

function attacked(tf: Tf, random: Random, classifier: DigitClassifier, x: Tensor2D, y: Tensor2D): Tensor2D {
  const start = uniformStart(tf, random, x, hardenedRadius);
  return linfStep(tf, x, start, classifier.inputGradient(start, y), hardenedStep, hardenedRadius);
}

function variables(tf: Tf, { w1, b1, w2, b2 }: ClassifierWeights) {
  return {
    w1: tf.variable(tf.tensor2d(w1, [digitPixels, hiddenUnits])),
    b1: tf.variable(tf.tensor1d(b1)),
    w2: tf.variable(tf.tensor2d(w2, [hiddenUnits, digitClasses])),
    b2: tf.variable(tf.tensor1d(b2)),
  };
}

function oneHotOf(tf: Tf, labels: Int32Array): Tensor2D {
  return tf.tidy(() => oneHotRows(tf, tf.tensor1d(labels, 'int32')));
}
