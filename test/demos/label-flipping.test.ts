import assert from 'node:assert/strict';
import type { LinePlot, ScatterPlot, TablePlot } from '../../src/demos/contract/frame';
import demo from '../../src/demos/label-flipping';
import { copiedAccuracy, flipped, twoClouds } from '../../src/demos/label-flipping/data';
import { fitLogistic } from '../../src/demos/label-flipping/logistic';
import { nearest, repairOf, sanitised, vote } from '../../src/demos/label-flipping/neighbours';
import { flipOrders, influences, strategyNames } from '../../src/demos/label-flipping/orders';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, seededFromCode, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

const training = twoClouds(createRandom(21), 300);
const test = twoClouds(createRandom(22), 2000);
const validation = twoClouds(createRandom(23), 200);
const accuracy = (classes: Uint8Array) =>
  classes.filter((value, i) => value === test.labels[i]).length / test.labels.length;

describe('flips', () => {
  it('are counted and turn labels over', () => {
    const labels = Uint8Array.from([0, 1, 0, 1]);
    assert.deepEqual([...flipped(labels, [3, 0, 1, 2], 2)], [1, 1, 0, 0]);
    assert.deepEqual([...labels], [0, 1, 0, 1]);
  });

  it('are checked by neighbours', () => {
    const truth = Uint8Array.from([0, 0, 1, 1]);
    assert.deepEqual(repairOf(truth, Uint8Array.from([1, 0, 1, 0]), Uint8Array.from([0, 0, 0, 0])), {
      changed: 2,
      right: 1,
      flips: 2,
    });
    const judges = Int32Array.from({ length: 4 * 15 }, (_, i) => (i % 15 < 9 ? 2 : 0));
    assert.deepEqual([...sanitised(truth, judges)], [1, 1, 1, 1]);
  });

  it('vote by majority', () => {
    const labels = Uint8Array.from([0, 1, 1]);
    assert.deepEqual([...vote(Int32Array.from([0, 1, 2, 2, 0, 1]), 3, labels, 3)], [1, 1]);
    assert.deepEqual([...vote(Int32Array.from([0, 1, 2, 2, 0, 1]), 3, labels, 1)], [0, 1]);
  });
});

for (const name of engineNames)
  describe(`label flipping on ${name}`, function () {
    this.timeout(120_000);
    let engine: Engine;
    const run = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
    });

    it('fits the clean data and orders the flips', async () => {
      const [theta] = await fitLogistic(tf, training, [training.labels], 'ce');
      [2.3071, 0.1784, 0.0294].forEach((value, i) => near(theta![i]!, value, 1e-3, `theta ${i}`));
      const orders = flipOrders(training, createRandom(31).shuffle(300), theta!, validation);
      assert.deepEqual(orders.influence.slice(0, 8), [230, 202, 56, 292, 40, 58, 286, 102]);
      assert.deepEqual(orders.confident.slice(0, 4), [197, 297, 93, 209]);
      for (const strategy of strategyNames) assert.equal(new Set(orders[strategy]).size, 300, strategy);
    });

    const table: readonly (readonly [strategy: string, learner: string, accuracies: readonly number[]])[] = [
      ['random', 'ce', [0.937, 0.935, 0.9395, 0.9385, 0.936]],
      ['random', 'sce', [0.9385, 0.9395, 0.9385, 0.939, 0.936]],
      ['one class', 'ce', [0.937, 0.931, 0.904, 0.7795, 0.602]],
      ['one class', 'sce', [0.9385, 0.9385, 0.931, 0.8555, 0.5235]],
      ['confident points', 'ce', [0.937, 0.929, 0.883, 0.637, 0.5]],
      ['confident points', 'sce', [0.9385, 0.938, 0.938, 0.9405, 0.5]],
      ['influence', 'ce', [0.937, 0.9175, 0.87, 0.6305, 0.504]],
      ['influence', 'sce', [0.9385, 0.939, 0.9395, 0.933, 0.498]],
    ];
    for (const [strategy, learner, accuracies] of table)
      it(`gives the published accuracies: ${strategy}, ${learner}`, async () => {
        const { last } = await run({ learner });
        const curve = last.plots.find((plot): plot is LinePlot => plot.kind === 'line')!;
        const { x, y } = curve.series.find((series) => series.name === strategy)!;
        [0, 0.05, 0.1, 0.2, 0.3].forEach((rate, i) =>
          near(y[[...x].indexOf(rate)]!, accuracies[i]!, 0.005, `${rate}`),
        );
      });

    it('copies noise with one neighbour as the formula says', () => {
      const neighbours = nearest(tf, test, training, 15);
      const clean = accuracy(vote(neighbours, 15, training.labels, 1));
      near(clean, 0.8985, 0.005, 'clean');
      const seeds = Array.from({ length: 20 }, (_, i) => 31 + i);
      [
        [0.1, 0.816, 0.819],
        [0.2, 0.742, 0.739],
        [0.3, 0.667, 0.659],
        [0.4, 0.583, 0.58],
      ].forEach(([rate, measured, formula]) => {
        const mean =
          seeds
            .map((seed) => flipped(training.labels, createRandom(seed).shuffle(300), Math.round(300 * rate!)))
            .map((labels) => accuracy(vote(neighbours, 15, labels, 1)))
            .reduce((sum, value) => sum + value, 0) / seeds.length;
        near(mean, measured!, 0.01, `measured at ${rate}`);
        near(copiedAccuracy(clean, rate!), formula!, 0.002, `formula at ${rate}`);
      });
    });

    it('finds random flips, and hardly any that an attacker concentrates', async () => {
      const [chance, chosen] = [await run({ rate: 0.2 }), await run({ rate: 0.1, strategy: 'influence' })];
      near(chance.metric('precision'), 0.8, 0.02, 'precision');
      near(chance.metric('recall'), 0.88, 0.02, 'recall');
      near(chosen.metric('recall'), 0.1, 0.05, 'recall, influence');
    });

    if (name === 'wasm') {
      it('predicts what a flip does to the validation loss', async () => {
        const [theta] = await fitLogistic(tf, training, [training.labels], 'ce');
        const effects = influences(training, theta!, validation);
        const lossOf = (weights: ArrayLike<number>) => {
          let sum = 0;
          for (let i = 0; i < 200; i++) {
            const score = [0, 1, 2].reduce((s, j) => s + validation.features[3 * i + j]! * weights[j]!, 0);
            sum += Math.log1p(Math.exp(-(2 * validation.labels[i]! - 1) * score));
          }
          return sum / 200;
        };
        const worst = effects.indexOf(Math.max(...effects));
        const mild = effects.findIndex((effect) => Math.abs(effect) < effects[worst]! / 10);
        const versions = [worst, mild].map((i) => flipped(training.labels, [i], 1));
        const refits = await fitLogistic(tf, training, versions, 'ce');
        const [grown, hardly] = refits.map((weights) => lossOf(weights) - lossOf(theta!));
        near(grown! / effects[worst]!, 1, 0.25, 'the strongest flip');
        assert.ok(Math.abs(hardly!) < grown! / 5);
      });

      it('a larger rate: chance does next to nothing, choice loses a class', async () => {
        const many = await run({ rate: 0.3 });
        const few = await run({});
        assert.ok(few.metric('accuracy-random') - many.metric('accuracy-random') < 0.01);
        for (const strategy of ['oneWay', 'influence'])
          assert.ok(
            few.metric(`accuracy-${strategy}`) - many.metric(`accuracy-${strategy}`) > 0.25,
            strategy,
          );
        const chosen = await run({ rate: 0.3, strategy: 'influence' });
        const plane = chosen.last.plots.find((plot): plot is ScatterPlot => plot.kind === 'scatter')!;
        const { values, columns, rows } = plane.regions!;
        const middle = [...values].slice(
          columns * Math.floor(rows / 2),
          columns * (Math.floor(rows / 2) + 1),
        );
        assert.ok(
          middle.filter((value) => value === 0).length / columns < 0.1,
          'class 0 has next to no room',
        );
        near(chosen.metric('accuracy'), 0.5, 0.01, 'one class for all');
        const aimed = await run({ rate: 0.3, strategy: 'oneWay' });
        near(aimed.metric('wrong-class'), 0.6, 0.01, 'share of the class');
      });

      it('symmetric cross-entropy: holds at 20 % chosen flips, fails at 30 %', async () => {
        const [some, many] = [
          await run({ learner: 'sce', rate: 0.2, strategy: 'influence' }),
          await run({ learner: 'sce', rate: 0.3, strategy: 'influence' }),
        ];
        assert.ok(some.metric('accuracy') > 0.92 && many.metric('accuracy') < 0.53);
      });

      it('a check of labels: mends chance for a learner that copies, not the concentrated flips', async () => {
        const params = { rate: 0.2, learner: '1' };
        const [raw, mended] = [await run(params), await run({ ...params, sanitise: true })];
        assert.ok(mended.metric('accuracy') - raw.metric('accuracy') > 0.1);
        const aimed = { rate: 0.2, strategy: 'influence' };
        const [before, after] = [await run(aimed), await run({ ...aimed, sanitise: true })];
        assert.ok(after.metric('accuracy') - before.metric('accuracy') < 0.06);
        assert.ok(after.metric('accuracy') < 0.7);
      });

      it('shows which labels are wrong', async () => {
        const { last } = await run({ rate: 0.1 });
        const plane = last.plots.find((plot): plot is ScatterPlot => plot.kind === 'scatter')!;
        const sizes = plane.points.map(({ x }) => x.length);
        assert.equal(sizes[2]! + sizes[3]!, 30);
        assert.equal(sizes[0]! + sizes[1]!, 270);
        for (const [i, x] of [...plane.points[4]!.x].entries()) {
          const y = plane.points[4]!.y[i]!;
          near(2.3071 * x + 0.1784 * y + 0.0294, 0, 1e-3, 'the clean border');
        }
        const table = last.plots.find((plot): plot is TablePlot => plot.kind === 'table')!;
        assert.equal(table.rows.length, 4);
        assert.match(last.reading, /^With 10 % of the labels flipped at random the test accuracy is 9[34]/);
      });

      it('starts from the code', () => {
        const start = (values: Record<string, number>) => seededFromCode(demo, values).params['rate'];
        assert.equal(start({ rate: 0.3 }), 0.3);
        assert.equal(start({ redrawn: 0.2, num_classes: 4 }), 0.15000000000000002);
        assert.equal(start({ rate: 0.9 }), 0.45);
      });
    }
  });
