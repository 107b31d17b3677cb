/**
 * Two equal networks learn the same five classes, one from one-hot targets and one from smoothed ones. The smoothed one
 * stops widening its logit gap at a limit that follows from the target alone, which changes how sure it is of itself.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { defineDemo, type Tf } from './contract/demo';
import { labelSmoothingFrame, type Comparison, type Learner } from './label-smoothing/frame';
import { smoothedTarget, type Convention } from './label-smoothing/target';
import { meanLogitGap, scoreLogits } from './metrics/classification';
import { gaussianBlobs } from './models/blobs';
import { createMlp, type Mlp } from './models/mlp';
import { variableAdam } from './models/variable-adam';

const classes = 5;
const trainingPoints = 200;
const testPoints = 2000;
const steps = 300;
const learningRate = 0.01;
/** Steps between two measurements of the logit gap, and between two of the test set. */
const gapEvery = 5;
const scoreEvery = 25;

export default defineDemo({
  id: 'label-smoothing',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'eps',
      label: 'Smoothing ε',
      tex: '\\varepsilon',
      help: 'The share of the target that is spread evenly over the classes.',
      scale: 'linear',
      min: 0,
      max: 0.6,
      step: 0.01,
      default: 0.1,
      seeds: [{ role: 'eps', clamp: true }],
      writes: 'eps',
    },
    {
      kind: 'range',
      id: 'sigma',
      label: 'Spread σ of each class',
      tex: '\\sigma',
      help: 'Class centres are 2.35 apart: at 0.35 the classes hardly meet, at 1 they overlap.',
      scale: 'linear',
      min: 0.2,
      max: 1.2,
      step: 0.05,
      default: 1,
    },
    {
      kind: 'range',
      id: 'noise',
      label: 'Wrong training labels ν',
      help: 'The share of training labels that is replaced by a random class; test labels stay clean.',
      scale: 'linear',
      min: 0,
      max: 0.4,
      step: 0.05,
      default: 0,
    },
    {
      kind: 'range',
      id: 'classes',
      label: 'Classes K in the target panel',
      tex: 'K',
      help: 'Changes the target panel only: the networks always learn five classes.',
      scale: 'integer',
      min: 2,
      max: 20,
      step: 1,
      default: classes,
      seeds: [{ role: 'num_classes', clamp: true }],
    },
    {
      kind: 'choice',
      id: 'convention',
      label: 'Convention',
      help: 'Spread ε over all K classes (PyTorch, Keras, JAX) or over the K − 1 wrong ones (fairseq).',
      options: [
        { value: 'all', label: 'over all K classes' },
        { value: 'others', label: 'over the K − 1 others' },
      ],
      default: 'all',
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed',
      help: 'Other data and other initial weights.',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 1,
    },
  ],

  async run({ tf, random, emit }, { eps, sigma, noise, classes: shownClasses, convention, seed }) {
    const spread = convention as Convention;
    const hard: Learner = { eps: 0, curve: [] };
    const smooth: Learner = { eps, curve: [] };
    const comparison: Comparison = {
      hard,
      smooth,
      shown: smoothedTarget(eps, shownClasses, spread),
      learnt: smoothedTarget(eps, classes, spread),
      progress: 0,
    };
    await emit(labelSmoothingFrame(comparison));

    const training = gaussianBlobs(random(seed), trainingPoints, classes, sigma, noise);
    const test = gaussianBlobs(random(seed + 1000), testPoints, classes, sigma);
    const x = tf.tensor2d(training.points, [trainingPoints, 2]);
    const testX = tf.tensor2d(test.points, [testPoints, 2]);
    const oneHot = tf.oneHot(tf.tensor1d(training.labels, 'int32'), classes);

    const trainers = [hard, smooth].map((learner) => {
      const { own, other } = smoothedTarget(learner.eps, classes, spread);
      const targets: Tensor2D = tf.add(tf.mul(oneHot, own - other), other);
      const mlp = createMlp(tf, random(seed + 2000), [2, 64, 64, classes]);
      const optimizer = variableAdam(tf, mlp.variables);
      const train = () => {
        optimizer.minimize(() => tf.losses.softmaxCrossEntropy(targets, mlp.logits(x)), learningRate);
      };
      const measureGap = (step: number) => {
        const gap = meanLogitGap(logitsOf(tf, mlp, x), training.labels, classes);
        learner.curve.push({ step, gap });
      };
      const score = () => {
        learner.score = scoreLogits(logitsOf(tf, mlp, testX), test.labels, classes);
      };
      return { train, measureGap, score };
    });

    for (let step = 0; step <= steps; step++) {
      for (const { train, measureGap, score } of trainers) {
        if (step > 0) train();
        if (step % gapEvery === 0) measureGap(step);
        if (step % scoreEvery === 0) score();
      }
      await emit(labelSmoothingFrame({ ...comparison, progress: step / steps }));
    }
  },
});

function logitsOf(tf: Tf, mlp: Mlp, x: Tensor2D): Float32Array {
  const logits = tf.tidy(() => mlp.logits(x));
  const values = logits.dataSync<'float32'>();
  logits.dispose();
  return values;
}
