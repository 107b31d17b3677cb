/** The network whose answers are explained: trained on strokes, of which those of class 0 may carry a tag. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { DemoContext, Tf } from '../contract/demo';
import { createMlp } from '../models/mlp';
import { oneHotOf } from './measure';
import { forward, type Layer } from './relevance';
import { classes, drawStrokes, paste, pixels, withTags, type Strokes } from './strokes';
import { variableAdam } from '../models/variable-adam';

const sizes = [pixels, 48, 24, classes];
const trainingImages = 300;
export const testImages = 90;
export const trainingSteps = 120;
const learningRate = 0.01;
/** Distances of the seeds of what is drawn. */
const seeds = { tags: 1000, weights: 2000, test: 3000, testTags: 4000 };

export interface Settings {
  readonly seed: number;
  /** Probability that a training image of class 0 carries the tag. */
  readonly tagged: number;
  readonly biases: boolean;
}

export interface Trained {
  readonly layers: readonly Layer[];
  /** Without any tag. */
  readonly test: Strokes;
  /** The same images with tags as in training. */
  readonly likeTraining: Float32Array;
  /** Of the images without tags: share read correctly, of all and of class 0. */
  readonly accuracy: number;
  readonly verticalAccuracy: number;
  /** Share of the horizontal strokes that are read as vertical once the tag is pasted on. */
  readonly flipped: number;
}

/**
 * Adam on the cross-entropy of all images at once.
 * @param report after each step: its number and the loss
 */
export async function train(
  { tf, random }: Pick<DemoContext, 'tf' | 'random'>,
  { seed, tagged, biases }: Settings,
  report: (step: number, loss: number) => Promise<void>,
): Promise<Trained> {
  const training = drawStrokes(random(seed), trainingImages);
  const images = withTags(random(seed + seeds.tags), training, tagged);
  const x = tf.tensor2d(images, [trainingImages, pixels]);
  const target = oneHotOf(tf, training.labels);
  const mlp = createMlp(tf, random(seed + seeds.weights), sizes);
  const learnt = biases ? [...mlp.variables] : mlp.layers.map(({ weights }) => weights);
  const optimizer = variableAdam(tf, learnt);
  for (let step = 1; step <= trainingSteps; step++) {
    const loss = optimizer.minimize(() => tf.losses.softmaxCrossEntropy(target, mlp.logits(x)), learningRate);
    await report(step, loss);
  }
  tf.dispose([x, target]);
  const test = drawTest(random, seed);
  const likeTraining = withTags(random(seed + seeds.testTags), test, tagged);
  return { layers: mlp.layers, test, likeTraining, ...behaviour(tf, mlp.layers, test) };
}

/** The images that nothing is learnt from. */
export const drawTest = (random: DemoContext['random'], seed: number): Strokes =>
  drawStrokes(random(seed + seeds.test), testImages);

function behaviour(tf: Tf, layers: readonly Layer[], { images, labels }: Strokes) {
  const pasted = images.slice();
  for (let i = 0; i < labels.length; i++) paste(pasted.subarray(i * pixels, (i + 1) * pixels));
  const shareOf = (shown: Float32Array, label: number | undefined, wanted?: number) => {
    const predicted = predict(tf, layers, shown);
    const counted = [...labels.keys()].filter((i) => label === undefined || labels[i] === label);
    return counted.filter((i) => predicted[i] === (wanted ?? labels[i])).length / counted.length;
  };
  return {
    accuracy: shareOf(images, undefined),
    verticalAccuracy: shareOf(images, 0),
    flipped: shareOf(pasted, 1, 0),
  };
}

/** The class with the largest logit, image after image. */
export function predict(tf: Tf, layers: readonly Layer[], images: Float32Array): Int32Array {
  return tf.tidy(() => {
    const x: Tensor2D = tf.tensor2d(images, [images.length / pixels, pixels]);
    return Int32Array.from(tf.argMax(forward(tf, layers, x).at(-1)!, 1).dataSync());
  });
}
