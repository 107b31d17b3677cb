import assert from 'node:assert/strict';
import { carliniWagner } from '../../src/demos/attacks/carlini-wagner';
import { l2Step, lengths, randomDirections } from '../../src/demos/attacks/l2';
import { ddn, deepFool } from '../../src/demos/attacks/shortest';
import type { HistogramPlot, ImageGridPlot, LinePlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/l2-attacks';
import type { DigitClassifier } from '../../src/demos/models/digit-classifier';
import { correlation, histogram, mean, median } from '../../src/demos/metrics/summary';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { Workshop } from '../../src/engine/workshop';
import { engineNames, runsOnce, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

/** Ten logits, of which the first two are -f/2 and f/2 with f = w·x + b and the others far below. */
function linearClassifier(): DigitClassifier {
  const w = tf.tensor2d([1, -2, 0.5, 3], [4, 1]);
  const score = (x: ReturnType<typeof tf.zeros>) => tf.sub(tf.matMul(x as never, w), 0.4);
  const signs = tf.tensor2d([-0.5, 0.5, ...Array<number>(8).fill(0)], [1, 10]);
  const floor = tf.tensor2d([0, 0, ...Array<number>(8).fill(-1e4)], [1, 10]);
  const logits = (x: never) => tf.add(tf.matMul(score(x) as never, signs), floor);
  const row = (rows: number, factor: number) => tf.tile(tf.mul(tf.transpose(w), factor) as never, [rows, 1]);
  return {
    logits,
    inputGradient: (x: { shape: number[] }) => row(x.shape[0]!, 1),
    logitGradients: (x: { shape: number[] }) =>
      [-0.5, 0.5, ...Array<number>(8).fill(0)].map((factor) => row(x.shape[0]!, factor)),
  } as unknown as DigitClassifier;
}

describe('numbers that stand for many', () => {
  it('are those of the textbook', () => {
    assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3]), median([])], [2, 2.5, 0]);
    assert.deepEqual([mean([1, 2, 6]), mean([])], [3, 0]);
    near(correlation([1, 2, 3], [2, 4, 6]), 1, 1e-12, 'correlation');
    near(correlation([1, 2, 3, 4], [1, -1, 1, -1]), -0.4472136, 1e-6, 'correlation');
    assert.equal(correlation([1, 1], [1, 2]), 0);
    assert.deepEqual(histogram([-1, 0, 0.5, 1, 1.5, 9], [0, 1, 2]), [3, 3]);
  });
});

for (const name of engineNames)
  describe(`L2 attacks on a linear score, on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    const x = () => tf.tensor2d([0.2, 0.6, 0.5, 0.3], [1, 4]);
    const oneHot = () => tf.tensor2d([1, ...Array<number>(9).fill(0)], [1, 10]);
    const exact = 0.25 / Math.sqrt(14.25);

    it('flip it at |f| / ‖w‖₂', () => {
      near(exact, 0.0662266, 1e-7, 'distance');
      const classifier = linearClassifier();
      const flips = (eps: number) => {
        const gradient = classifier.inputGradient(x(), oneHot());
        const logits = classifier.logits(l2Step(tf, x(), x(), gradient, eps, eps)).dataSync();
        return logits[1]! > logits[0]!;
      };
      assert.deepEqual([0.066, 0.0665].map(flips), [false, true]);
    });

    it('is one jump for DeepFool', async () => {
      const { length, images, steps } = await deepFool(
        tf,
        linearClassifier(),
        x(),
        oneHot(),
        { overshoot: 0.02, steps: 20 },
        () => undefined,
      );
      near(length[0]!, 1.02 * exact, 1e-4, 'length');
      assert.equal(steps, 1);
      const change = [0.0175439, -0.0350877, 0.0087719, 0.0526316];
      tf.sub(images, x())
        .dataSync()
        .forEach((value, i) => near(value, 1.02 * change[i]!, 1e-4, `${i}`));
    });

    it('is found by DDN and by Carlini and Wagner', async () => {
      const turns = await ddn(
        tf,
        linearClassifier(),
        x(),
        oneHot(),
        { gamma: 0.05, steps: 200 },
        () => undefined,
      );
      near(turns.length[0]!, exact, 0.01 * exact, 'DDN');
      const settings = { kappa: 0, searches: 9, steps: 200, learningRate: 0.05 };
      const cut = await carliniWagner(tf, linearClassifier(), x(), oneHot(), settings, () => undefined);
      near(cut.length[0]!, exact, 0.01 * exact, 'Carlini and Wagner');
    }).timeout(60_000);

    it('never leave ball and box', () => {
      const from = tf.tensor2d([0, 1, 0.5, 0.02, 0.9, 0.1, 0.4, 0.6], [2, 4]);
      let at = from;
      const gradient = tf.tensor2d([-1, 2, 1, -3, 5, -1, 0, 0], [2, 4]);
      for (let i = 0; i < 10; i++) {
        at = l2Step(tf, from, at, gradient, 0.1, 0.3);
        for (const length of lengths(tf, tf.sub(at, from)).dataSync()) assert.ok(length <= 0.3 + 1e-6);
        for (const value of at.dataSync()) assert.ok(value >= 0 && value <= 1);
      }
      const noise = randomDirections(tf, createRandom(5), tf.fill([3, 144], 0.5), 0.4);
      for (const length of lengths(tf, tf.sub(noise, 0.5)).dataSync()) near(length, 0.4, 1e-5, 'length');
    });
  });

for (const name of engineNames)
  describe(`L2 attacks on ${name}`, function () {
    this.timeout(300_000);
    let engine: Engine;
    let workshop: Workshop;
    const run = runsOnce(demo, () => ({ engine, workshop }));
    before(async () => {
      engine = await startEngine(name);
      workshop = new Workshop();
    });
    after(() => workshop.dispose());

    it('gives the published accuracies', async () => {
      const { last, metric } = await run({});
      const [noise, fgm, pgd] = last.plots.find((plot): plot is LinePlot => plot.id === 'accuracy')!.series;
      const at = (series: typeof noise, eps: number) => series!.y[[...series!.x].indexOf(eps)]!;
      near(metric('accuracy-noise'), 0.975, 0.02, 'noise');
      for (const [eps, one, many] of [
        [0.3, 0.755, 0.68],
        [0.5, 0.46, 0.3],
        [1, 0.05, 0],
      ] as const) {
        near(at(noise, eps), 0.975, 0.02, `noise at ${eps}`);
        near(at(fgm, eps), one, 0.02, `FGM at ${eps}`);
        near(at(pgd, eps), many, 0.02, `PGD at ${eps}`);
      }
    });

    it('finds the published distances', async () => {
      const { metric, last } = await run({});
      assert.equal(metric('missed-deepfool') + metric('missed-ddn'), 0);
      near(metric('median-deepfool'), 0.3904, 0.004, 'DeepFool');
      near(metric('mean-deepfool'), 0.4069, 0.004, 'DeepFool, mean');
      near(metric('median-ddn'), 0.3967, 0.004, 'DDN, 50 steps');
      near(metric('first-order-correlation'), 0.99, 0.01, 'correlation');
      near(metric('first-order-ratio'), 1.1, 0.03, 'ratio');
      const bars = last.plots.find((plot): plot is HistogramPlot => plot.kind === 'histogram')!;
      const images = bars.series.map(({ counts }) => [...counts].reduce((sum, count) => sum + count, 0));
      assert.deepEqual(images.slice(0, 2), [195, 195]);
    });

    if (name === 'wasm') {
      it('more iterations: distances fall, then stop', async () => {
        const [few, some, many] = [
          await run({ iterations: 20 }),
          await run({}),
          await run({ iterations: 100 }),
        ];
        near(few.metric('median-ddn'), 0.4169, 0.004, '20');
        near(many.metric('median-ddn'), 0.3925, 0.004, '100');
        assert.ok(
          few.metric('median-ddn') - some.metric('median-ddn') >
            3 * (some.metric('median-ddn') - many.metric('median-ddn')),
        );
      });

      it('more iterations of C&W: shorter changes', async () => {
        const [few, usual] = [await run({ trials: 10 }), await run({})];
        assert.ok(few.metric('median-cw') > 1.1 * usual.metric('median-cw'));
        near(usual.metric('median-cw'), 0.4387, 0.02, '500 in all');
      });

      it('takes the iterations of each search from the code', () => {
        const start = (role: string, value: number) =>
          seededParams(demo.controls, { [role]: { value, from: 'code' } });
        assert.equal(start('turns', 20).params['iterations'], 20);
        const methods = { turns: 'ddn', iterations: 'cw', overshoot: 'deepfool', eps: 'pgd' };
        for (const [role, method] of Object.entries(methods))
          assert.equal(start(role, 0.02).params['method'], method, role);
        assert.equal(start('iterations', 10).params['trials'], 10);
        const { params, notes } = start('iterations', 10_000);
        assert.deepEqual([params['trials'], params['iterations'], notes.length], [200, 50, 1]);
      });

      it('a larger ε: noise stays harmless while PGD falls', async () => {
        const [small, large] = [await run({ eps: 0.3 }), await run({ eps: 1 })];
        near(small.metric('accuracy-noise'), large.metric('accuracy-noise'), 0.02, 'noise');
        assert.ok(small.metric('accuracy-pgd') - large.metric('accuracy-pgd') > 0.6);
      });

      it('overshoot and κ: longer changes', async () => {
        const [usual, far] = [await run({}), await run({ overshoot: 0.2, kappa: 5 })];
        assert.ok(far.metric('median-deepfool') > 1.01 * usual.metric('median-deepfool'));
        assert.ok(far.metric('mean-deepfool') > 1.01 * usual.metric('mean-deepfool'));
        assert.ok(far.metric('median-cw') > 1.5 * usual.metric('median-cw'));
      });

      it('the hardened twin: longer changes, though it was trained for another norm', async () => {
        const [soft, hard] = [await run({}), await run({ model: 'hardened' })];
        near(hard.metric('median-deepfool'), 0.51, 0.03, 'DeepFool');
        near(hard.metric('accuracy-pgd'), 0.53, 0.05, 'PGD');
        assert.ok(hard.metric('accuracy-pgd') > soft.metric('accuracy-pgd') + 0.15);
      });

      it('shows the image as the chosen attack changes it', async () => {
        for (const [method, length] of [
          ['fgm', 0.5],
          ['deepfool', undefined],
          ['ddn', undefined],
          ['cw', undefined],
        ] as const) {
          const { last, metric } = await run({ method, image: 3 });
          const { images } = last.plots.find((plot): plot is ImageGridPlot => plot.kind === 'images')!;
          assert.equal(images.length, 3, method);
          if (length === undefined) assert.equal(images[2]!.mark, 'bad', method);
          else assert.ok(metric('l2') <= length + 1e-5);
        }
      });
    }
  });
