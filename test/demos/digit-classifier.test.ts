/** The digits and the classifier that all attack demos start from. */
import assert from 'node:assert/strict';
import { digitClassifier, initialWeights } from '../../src/demos/models/digit-classifier';
import {
  drawDigits,
  trainClassifier,
  type Digits,
  type TrainingState,
} from '../../src/demos/models/digit-training';
import { drawDigit, seedOfDigit } from '../../src/demos/models/digits';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, startEngine } from './engines';

const silent = async (): Promise<void> => undefined;
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
const image = ({ pixels }: Digits, i: number) => pixels.subarray(144 * i, 144 * (i + 1));

function near(actual: number, expected: number, tolerance: number, what = 'value'): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

describe('digits', () => {
  it('are the published ones', async () => {
    const training = await drawDigits(createRandom(1), 1000, silent);
    const test = await drawDigits(createRandom(2), 400, silent);
    near(sum(training.pixels), 25226.713, 0.01, 'training');
    near(sum(test.pixels), 10013.325, 0.01, 'test');
    for (const [digits, i, expected] of [
      [training, 0, 23.580778],
      [training, 1, 20.471999],
      [test, 0, 28.551874],
      [test, 7, 24.554146],
    ] as const)
      near(sum(image(digits, i)), expected, 1e-4, `image ${i}`);
    const middle = [0.640526, 0.43239, 0.180836, 0, 0.434828, 0.579426, 0.035628, 0];
    middle.forEach((value, i) => near(image(training, 0)[64 + i]!, value, 1e-5, `pixel ${64 + i}`));
    assert.deepEqual([...training.labels.subarray(8, 12)], [8, 9, 0, 1]);
    for (const value of test.pixels) assert.ok(value >= 0 && value <= 1);
  });

  it('can be drawn one by one', async () => {
    const test = await drawDigits(createRandom(2), 40, silent);
    for (const i of [0, 7, 39])
      assert.deepEqual(drawDigit(createRandom(seedOfDigit(2, i)), i % 10), image(test, i), `image ${i}`);
  });
});

describe('the weights of the classifier', () => {
  it('begin as published', () => {
    const { w1, b1, w2, b2 } = initialWeights(createRandom(3));
    const squares = (values: Float32Array) => sum(values.map((value) => value ** 2));
    near(sum(w1), 0.232266, 1e-4);
    near(squares(w1), 64.812091, 1e-4);
    near(sum(w2), 2.017853, 1e-4);
    near(squares(w2), 8.740843, 1e-4);
    assert.equal(sum(b1) + sum(b2), 0);
  });
});

for (const name of engineNames)
  describe(`the digit classifier on ${name}`, function () {
    this.timeout(120_000);
    let test: Digits;
    const losses: TrainingState[] = [];
    let weights: Awaited<ReturnType<typeof trainClassifier>>;
    before(async () => {
      await startEngine(name);
      tf.engine().startScope('digits');
      const training = await drawDigits(createRandom(1), 1000, silent);
      test = await drawDigits(createRandom(2), 400, silent);
      weights = await trainClassifier({ tf, random: createRandom }, training, 'standard', async (state) => {
        losses.push(state);
      });
    });
    after(() => tf.engine().endScope());
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    it('learns as published', () => {
      near(losses[0]!.loss!, 2.345567, 1e-4, 'first batch');
      const byEpoch = Array.from({ length: 8 }, (_, e) =>
        losses.filter(({ epoch }) => epoch === e + 1).at(-1)!,
      );
      const expected = [1.71838, 0.61799, 0.24304, 0.12675, 0.08449, 0.05685, 0.04043, 0.03172];
      expected.forEach((loss, e) => near(byEpoch[e]!.loss!, loss, 2e-3, `epoch ${e + 1}`));
      assert.equal(losses.at(-1)!.share, 1);
    });

    it('reads 97.5 % of the test digits', () => {
      const logits = digitClassifier(tf, weights).logits(tf.tensor2d(test.pixels, [400, 144]));
      const wrong = [...tf.argMax(logits, 1).dataSync()].flatMap((k, i) => (k === i % 10 ? [] : [[i, k]]));
      near(1 - wrong.length / 400, 0.975, 0.005, 'accuracy');
      assert.deepEqual(
        wrong.filter(([i]) => i! < 200),
        [
          [2, 7],
          [8, 5],
          [61, 3],
          [185, 1],
          [190, 9],
        ],
      );
      const first = [7.91, -14.02, -3.41, -1.43, -3.84, -0.39, 0.9, -11.07, 0.5, -4.89];
      first.forEach((logit, k) => near(logits.dataSync()[k]!, logit, 0.1, `logit ${k}`));
    });

    it('reads an image with one pixel changed as it reads any other', () => {
      const classifier = digitClassifier(tf, weights);
      const pixels = image(test, 5);
      for (const to of [0, 1]) {
        const quick = classifier.withOnePixel(tf.tensor2d(pixels, [1, 144]), to);
        assert.deepEqual(quick.shape, [144, 10]);
        const rows = Array.from({ length: 144 }, (_, p) => pixels.map((value, i) => (i === p ? to : value)));
        const slow = classifier.logits(tf.tensor2d(rows.map((row) => [...row])));
        near(tf.max(tf.abs(tf.sub(quick, slow))).dataSync()[0]!, 0, 1e-4, `to ${to}`);
      }
    });

    it('knows its gradients', () => {
      const classifier = digitClassifier(tf, weights);
      const x = tf.tensor2d(image(test, 61), [1, 144]);
      const oneHot = tf.tensor2d([0, 1, 0, 0, 0, 0, 0, 0, 0, 0], [1, 10]);
      const values = (tensor: { dataSync(): ArrayLike<number> }) => Array.from(tensor.dataSync());
      const logit = (k: number) => (at: typeof x) => tf.sum(tf.slice(classifier.logits(at), [0, k], [1, 1]));
      const ce = (scale: number) => (at: typeof x) =>
        tf.neg(tf.sum(tf.mul(oneHot, tf.logSoftmax(tf.mul(classifier.logits(at), scale)))));
      // Image 61, a 1 that is read as a 3.
      const margin = (at: typeof x) => tf.sub(logit(3)(at), logit(1)(at));
      const cases = [
        ['cross-entropy', classifier.inputGradient(x, oneHot), ce(1)],
        ['scaled cross-entropy', classifier.inputGradient(x, oneHot, 'ce', 2), ce(2)],
        ['margin', classifier.inputGradient(x, oneHot, 'margin'), margin],
        ['logit 4', classifier.logitGradients(x)[4]!, logit(4)],
      ] as const;
      for (const [what, written, loss] of cases) {
        const automatic = values(tf.grad(loss as never)(x));
        values(written).forEach((value, i) => near(value, automatic[i]!, 1e-4, `${what}, pixel ${i}`));
        assert.ok(
          automatic.some((value) => Math.abs(value) > 0.01),
          what,
        );
      }
    });
  });
