import assert from 'node:assert/strict';
import {
  bestBlock,
  exhaustive,
  gradientGuided,
  onePixelScan,
  randomPixels,
  type Targets,
} from '../../src/demos/attacks/l0';
import type { HeatmapPlot, ImageGridPlot, LinePlot, TablePlot } from '../../src/demos/contract/frame';
import demo from '../../src/demos/l0-attacks';
import { firstRight } from '../../src/demos/l0-attacks/search';
import type { DigitClassifier } from '../../src/demos/models/digit-classifier';
import { trainedVictim } from '../../src/demos/models/digit-training';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { Workshop } from '../../src/engine/workshop';
import { median } from '../../src/demos/metrics/summary';
import { engineNames, type FinishedRun, runsOnce, seededFromCode, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

/** f = w·x + b on four pixels, as the first two of ten logits, f/2 and -f/2; class 0 is right while f > 0. */
const affine = { w: [1, -2, 0.5, 1], b: 0.2, x: [0.9, 0.1, 0.8, 0.7] };
const scoreOf = (x: readonly number[]) => affine.w.reduce((sum, w, i) => sum + w * x[i]!, affine.b);

function affineClassifier(): DigitClassifier {
  const w = tf.tensor2d(affine.w, [4, 1]);
  const signs = tf.tensor2d([0.5, -0.5, ...Array<number>(8).fill(0)], [1, 10]);
  const floor = tf.tensor2d([0, 0, ...Array<number>(8).fill(-1e4)], [1, 10]);
  const logits = (x: never) => tf.add(tf.matMul(tf.add(tf.matMul(x, w), affine.b) as never, signs), floor);
  return {
    logits,
    withOnePixel: (image: never, to: number) =>
      logits(tf.add(tf.mul(image, tf.sub(1, tf.eye(4))), tf.mul(tf.eye(4), to)) as never),
    inputGradient: (x: { shape: number[] }) => tf.tile(tf.neg(tf.transpose(w)), [x.shape[0]!, 1]),
  } as unknown as DigitClassifier;
}

/** Fewest pixels that flip the affine score, over all subsets and values 0 and 1. */
function bruteForce(): number {
  let fewest = Infinity;
  for (let choice = 0; choice < 3 ** 4; choice++) {
    const x = affine.x.map((value, i) => [value, 0, 1][Math.floor(choice / 3 ** i) % 3]!);
    const count = x.filter((_, i) => Math.floor(choice / 3 ** i) % 3 > 0).length;
    if (scoreOf(x) < 0) fewest = Math.min(fewest, count);
  }
  return fewest;
}

for (const name of engineNames)
  describe(`sparse attacks on an affine score, on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    const image = () => Float32Array.from(affine.x);
    const oneHot = () => tf.tensor2d([1, ...Array<number>(9).fill(0)], [1, 10]);
    const targets = (): Targets => ({
      classifier: affineClassifier(),
      images: tf.tensor2d(affine.x, [1, 4]),
      oneHot: oneHot(),
    });

    it('needs as many pixels as brute force', async () => {
      near(scoreOf(affine.x), 2, 1e-12, 'f');
      assert.equal(bruteForce(), 2);
      const search = { most: 4, allowed: 'both' } as const;
      const { changes, isFooled } = exhaustive(tf, affineClassifier(), image(), oneHot(), search);
      assert.deepEqual([isFooled, changes.map(({ pixel }) => pixel)], [true, [1, 0]]);
      near(changes[1]!.margin, 2 - 1.8 - 0.9, 1e-5, 'margin');
      const [guided] = await gradientGuided(tf, targets(), search, () => undefined);
      assert.deepEqual(
        guided!.changes.map(({ pixel, to }) => [pixel, to]),
        [
          [1, 1],
          [0, 0],
        ],
      );
    });

    it('changes only as it may', async () => {
      for (const [allowed, gain] of [
        ['brighten', 1.8],
        ['darken', 0.9],
      ] as const) {
        const search = { most: 1, allowed };
        const { changes } = exhaustive(tf, affineClassifier(), image(), oneHot(), search);
        near(changes[0]!.margin, 2 - gain, 1e-5, allowed);
        const [guided] = await gradientGuided(tf, targets(), search, () => undefined);
        near(guided!.changes[0]!.margin, 2 - gain, 1e-5, `${allowed}, gradient`);
      }
    });

    it('counts a block as what all its pixels do together', () => {
      const { changes } = bestBlock(tf, affineClassifier(), image(), oneHot(), { side: 2, allowed: 'both' });
      // All black is b = 0.2, all white 0.7.
      assert.deepEqual(
        changes.map(({ pixel, to }) => [pixel, to]),
        [0, 1, 2, 3].map((pixel) => [pixel, 0]),
      );
      near(changes[0]!.margin, 0.2, 1e-5, 'margin');
    });

    it('tries no pixel twice', async () => {
      const [trail] = await randomPixels(
        tf,
        createRandom(11),
        targets(),
        { most: 4, allowed: 'darken' },
        () => undefined,
      );
      const pixels = trail!.changes.map(({ pixel }) => pixel);
      assert.equal(new Set(pixels).size, pixels.length);
      assert.ok(trail!.changes.every(({ to }) => to === 0));
    });
  });

for (const name of engineNames)
  describe(`L0 attacks on ${name}`, function () {
    this.timeout(300_000);
    let engine: Engine;
    let workshop: Workshop;
    const run = runsOnce(demo, () => ({ engine, workshop }));
    before(async () => {
      engine = await startEngine(name);
      workshop = new Workshop();
    });
    after(() => workshop.dispose());

    /** Shares fooled by 1, 2, … pixels. */
    const curve = ({ last }: FinishedRun, attack: string): number[] => {
      const plot = last.plots.find((p): p is LinePlot => p.id === 'fooled')!;
      return [...plot.series.find((series) => series.name === attack)!.y].slice(1);
    };
    const shares = (finished: FinishedRun, attack: string, expected: readonly number[], tolerance = 0.02) =>
      expected.forEach((share, i) =>
        near(curve(finished, attack)[i]!, share, tolerance, `${attack}, ${i + 1}`),
      );

    it('gives the published shares', async () => {
      const finished = await run({});
      shares(finished, 'exhaustive', [0.27, 0.6, 0.88, 0.98, 1]);
      shares(finished, 'gradient', [0.27, 0.57, 0.87, 0.97]);
      const random = curve(finished, 'random pixels');
      [1, 2, 4, 8].forEach((k, i) => near(random[k - 1]!, [0, 0.01, 0.05, 0.14][i]!, 0.02, `random, ${k}`));
      const block = curve(finished, 'one block');
      [1, 4, 9].forEach((k, i) => near(block[k - 1]!, [0.27, 0.96, 1][i]!, 0.02, `block of ${k}`));
      assert.equal(finished.metric('median-pixels'), 2);
    });

    it('paints the bar of an 8 into the first zero', async () => {
      const { last, metric } = await run({});
      const table = last.plots.find((plot): plot is TablePlot => plot.kind === 'table')!;
      assert.deepEqual(
        table.rows.map(([row, column, , to]) => [(Number(row) - 1) * 12 + Number(column) - 1, to]),
        [
          [65, 1],
          [66, 1],
          [78, 1],
        ],
      );
      table.rows.forEach((row, i) => near(Number(row[4]), [3.66, 0.22, -2.71][i]!, 0.1, `margin ${i}`));
      assert.deepEqual([metric('read-as'), metric('pixels')], [8, 3]);
    });

    if (name === 'wasm') {
      it('makes an 8 of a 3 with one pixel', async () => {
        const { last, metric } = await run({ image: 3 });
        const table = last.plots.find((plot): plot is TablePlot => plot.kind === 'table')!;
        assert.deepEqual(table.rows[0]!.slice(0, 2), [8, 5]);
        assert.equal(table.rows[0]![3], 1);
        assert.deepEqual([metric('pixels'), metric('read-as')], [1, 8]);
      });

      it('finds no more images with grey levels, and its changes are long', async () => {
        const victim = await trainedVictim(
          { tf, random: createRandom, keep: (_, build) => build() },
          'standard',
          async () => undefined,
        );
        const { images, oneHot, classifier, rows } = firstRight(tf, victim, 100);
        const pixels = images.dataSync() as Float32Array;
        const [lengths, largest, alone]: number[][] = [[], [], []];
        for (let row = 0; row < rows.length; row++) {
          const image = pixels.slice(144 * row, 144 * (row + 1));
          const own = tf.slice(oneHot, [row, 0], [1, -1]);
          const { changes } = exhaustive(tf, classifier, image, own, { most: 12, allowed: 'both' });
          const change = changes.map(({ pixel, to }) => to - image[pixel]!);
          lengths!.push(Math.hypot(...change));
          largest!.push(Math.max(...change.map(Math.abs)));
          if (changes.length === 1) alone!.push(row);
          const greys = Array.from({ length: 9 }, (_, level) => level / 8).some((level) =>
            onePixelScan(tf, classifier, image, own, level).some((margin) => margin < 0),
          );
          assert.equal(greys, changes.length === 1, `image ${rows[row]}`);
        }
        near(alone!.length, 27, 2, 'one pixel');
        near(median(lengths!), 1.41, 0.02, 'L2');
        near(median(largest!), 1, 0.02, 'L-infinity');
      });

      it('more pixels: a steep rise for chosen ones, a flat one for random ones', async () => {
        const [one, four] = [await run({ k: 1 }), await run({ k: 4 })];
        assert.ok(four.metric('fooled-exhaustive') - one.metric('fooled-exhaustive') > 0.6);
        assert.ok(four.metric('fooled-random') - one.metric('fooled-random') < 0.1);
      });

      it('the gradient: nearly as good as trying all', async () => {
        const finished = await run({});
        const [all, guided] = [curve(finished, 'exhaustive'), curve(finished, 'gradient')];
        all.forEach((share, i) => assert.ok(share - guided[i]! <= 0.05, `${i + 1}`));
      });

      it('brighten only: nothing lost; darken only: much weaker', async () => {
        const [bright, dark] = [await run({ allowed: '1' }), await run({ allowed: '-1' })];
        shares(bright, 'exhaustive', [0.26, 0.59, 0.88, 0.95]);
        shares(dark, 'exhaustive', [0.13, 0.33, 0.5, 0.68]);
      });

      it('a block of four: almost as strong as four free pixels', async () => {
        const { metric } = await run({ k: 4 });
        near(metric('fooled-block'), metric('fooled-exhaustive'), 0.05, 'shares');
      });

      it('the hardened twin: no better, since it was trained for another norm', async () => {
        const [hard, soft] = [await run({ model: 'hardened' }), await run({})];
        shares(hard, 'exhaustive', [0.33, 0.72, 0.9, 0.99], 0.05);
        curve(soft, 'exhaustive').forEach((share, i) =>
          assert.ok(curve(hard, 'exhaustive')[i]! > share - 0.05, `${i + 1}`),
        );
      });

      it('the map of risks: a handful of pixels carry it', async () => {
        const { last, metric } = await run({});
        assert.ok(metric('risky-cells') <= 12, `${metric('risky-cells')} of 144`);
        const map = last.plots.find((plot): plot is HeatmapPlot => plot.kind === 'heatmap')!;
        const worst = [...map.grid.values].indexOf(Math.max(...map.grid.values));
        assert.deepEqual(map.marks![0], { column: worst % 12, row: Math.floor(worst / 12) });
      });

      it('shows the image change by change', async () => {
        const images = ({ last }: FinishedRun) =>
          last.plots.find((plot): plot is ImageGridPlot => plot.kind === 'images')!.images;
        const greedy = images(await run({}));
        assert.deepEqual(
          greedy.map(({ mark }) => mark),
          [undefined, 'good', 'good', 'bad'],
        );
        assert.match(greedy[3]!.label, /^3 pixels: 8 \(/);
        const random = images(await run({ method: 'random', k: 12 }));
        assert.equal(random.length, 13);
        assert.match(images(await run({ method: 'block', k: 4 }))[1]!.label, /^4 pixels: /);
        assert.equal(images(await run({ k: 2 })).length, 3);
      });

      it('leaves an image alone that was read wrongly before', async () => {
        const { metric } = await run({ image: 2 });
        assert.deepEqual([metric('pixels'), metric('read-as')], [0, 7]);
      });

      it('starts from the code', () => {
        const start = (values: Record<string, number>) => seededFromCode(demo, values).params;
        assert.deepEqual(start({ pixels: 3 }), { ...start({}), k: 3 });
        assert.deepEqual(start({ gamma: 0.05, theta: -0.1 }), {
          ...start({}),
          k: 7,
          method: 'gradient',
          allowed: '-1',
        });
        assert.equal(start({ gamma: 1 })['k'], 12);
      });
    }
  });
