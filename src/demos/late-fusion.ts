/**
 * Two models see one modality each and are fused by their scores; a third network sees both at once. Fusing scores gains
 * what independent errors allow, and never finds evidence that lies only in the combination.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { defineDemo, type Random, type Tf } from './contract/demo';
import { createClassifier, type Classifier } from './late-fusion/classifier';
import { compare, type Predictions } from './late-fusion/comparison';
import { lateFusionFrame } from './late-fusion/frame';
import { drawExamples, type Examples, type Task } from './late-fusion/modalities';

const heldOutExamples = 200;
const testExamples = 2000;
const steps = 150;
/** Steps between two tests. */
const testEvery = 25;

export default defineDemo({
  id: 'late-fusion',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'dA',
      label: 'Evidence in A',
      tex: 'd_A',
      help: 'Distance of each class from the middle, in standard deviations of the noise.',
      scale: 'linear',
      min: 0,
      max: 2,
      step: 0.05,
      default: 1,
    },
    {
      kind: 'range',
      id: 'dB',
      label: 'Evidence in B',
      tex: 'd_B',
      scale: 'linear',
      min: 0,
      max: 2,
      step: 0.05,
      default: 1,
    },
    {
      kind: 'range',
      id: 'rho',
      label: 'Correlation of the noise',
      tex: '\\rho',
      help: 'Near 1 both modalities are wrong together.',
      scale: 'linear',
      min: 0,
      max: 0.95,
      step: 0.05,
      default: 0,
      seeds: [{ role: 'rho', clamp: true }],
    },
    {
      kind: 'range',
      id: 'kappa',
      label: 'Evidence in the combination only',
      tex: '\\kappa',
      help: 'A second feature in each modality that says nothing alone: only whether the two agree does.',
      scale: 'linear',
      min: 0,
      max: 2,
      step: 0.1,
      default: 0,
    },
    {
      kind: 'range',
      id: 'weightA',
      label: 'Weight of A in the average',
      tex: 'w_A',
      help: 'Weights are scaled to sum 1.',
      scale: 'linear',
      min: 0,
      max: 5,
      step: 0.05,
      default: 0.5,
      seeds: [
        { role: 'weights', index: 0, clamp: true },
        { role: 'share', clamp: true },
      ],
    },
    {
      kind: 'range',
      id: 'weightB',
      label: 'Weight of B in the average',
      tex: 'w_B',
      scale: 'linear',
      min: 0,
      max: 5,
      step: 0.05,
      default: 0.5,
      seeds: [
        { role: 'weights', index: 1, clamp: true },
        { role: 'share', expression: '1 - share', clamp: true },
      ],
    },
    {
      kind: 'range',
      id: 'n',
      label: 'Training examples',
      scale: 'integer',
      min: 40,
      max: 800,
      step: 20,
      default: 400,
    },
    {
      kind: 'toggle',
      id: 'missing',
      label: 'B is missing in the test',
      help: 'Late fusion goes on with A; the networks that want both get zeros for B.',
      default: false,
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

  // Weights and what is missing can change without training again.
  prepare: {
    controls: ['dA', 'dB', 'rho', 'kappa', 'n', 'seed'],
    async build({ tf, random, emit }, params) {
      const training = drawExamples(random(params.seed), params.n, params);
      const networks = createNetworks(tf, random, training, params.seed);
      const predict = predictor(tf, networks, random(params.seed + 1000), params);
      let comparison = compare(tf, predict(), weightsOf(params));
      for (let step = 0; step < steps; step++) {
        if (step > 0 && step % testEvery === 0) comparison = compare(tf, predict(), weightsOf(params));
        await emit(lateFusionFrame(comparison, params, step / steps));
        for (const network of Object.values(networks)) network.train();
      }
      return predict();
    },
  },

  async run({ tf, emit }, params, predictions) {
    await emit(lateFusionFrame(compare(tf, predictions, weightsOf(params)), params, 1));
  },
});

const weightsOf = ({ weightA, weightB }: { weightA: number; weightB: number }): [number, number] => [
  weightA,
  weightB,
];

type Networks = Readonly<Record<'a' | 'b' | 'early' | 'dropout', Classifier>>;

function createNetworks(
  tf: Tf,
  random: (seed: number) => Random,
  training: Examples,
  seed: number,
): Networks {
  const { a, b, both } = inputs(tf, training);
  const oneHot = tf.oneHot(tf.tensor1d(training.labels, 'int32'), 2) as Tensor2D;
  const targets = tf.cast(oneHot, 'float32');
  return {
    a: createClassifier(tf, random(seed + 2000), [2, 16], a, targets),
    b: createClassifier(tf, random(seed + 3000), [2, 16], b, targets),
    early: createClassifier(tf, random(seed + 4000), [4, 24], both, targets),
    dropout: createClassifier(tf, random(seed + 4000), [4, 24], both, targets, random(seed + 5000)),
  };
}

/** Draws held-out and test examples, and asks the networks about them whenever it is called. */
function predictor(tf: Tf, networks: Networks, random: Random, task: Task): () => Predictions {
  const heldOut = drawExamples(random, heldOutExamples, task);
  const test = drawExamples(random, testExamples, task);
  const [heldOutInputs, testInputs] = [inputs(tf, heldOut), inputs(tf, test)];
  const withoutB: Tensor2D = tf.concat2d([testInputs.a, tf.zerosLike(testInputs.b)], 1);
  const logits = (network: Classifier, x: Tensor2D) => {
    const result = network.logits(x);
    const values = result.dataSync<'float32'>();
    result.dispose();
    return values;
  };
  const { a, b, early, dropout } = networks;
  return () => ({
    labels: test.labels,
    a: logits(a, testInputs.a),
    b: logits(b, testInputs.b),
    early: logits(early, testInputs.both),
    dropout: logits(dropout, testInputs.both),
    earlyWithoutB: logits(early, withoutB),
    dropoutWithoutB: logits(dropout, withoutB),
    heldOut: { labels: heldOut.labels, a: logits(a, heldOutInputs.a), b: logits(b, heldOutInputs.b) },
  });
}

function inputs(tf: Tf, { count, a, b }: Examples): { a: Tensor2D; b: Tensor2D; both: Tensor2D } {
  const [one, other] = [tf.tensor2d(a, [count, 2]), tf.tensor2d(b, [count, 2])];
  return { a: one, b: other, both: tf.concat2d([one, other], 1) };
}
