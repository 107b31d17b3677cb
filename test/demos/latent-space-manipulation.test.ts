import assert from 'node:assert/strict';
import type { HeatmapPlot, ImageGridPlot, LinePlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/latent-space-manipulation';
import {
  effectOf,
  mainFactor,
  measureFaces,
  purity,
  spanOf,
} from '../../src/demos/latent-space-manipulation/effects';
import { axes, ganSpace, sefa, supervisedHandles } from '../../src/demos/latent-space-manipulation/methods';
import { symmetricEigen } from '../../src/demos/models/eigen';
import { dot } from '../../src/demos/models/rows';
import {
  drawFactors,
  factorNames,
  renderFaces,
  withFactorInAll,
} from '../../src/demos/models/sprite-renderer';
import { encodeFaces, spriteVae } from '../../src/demos/models/sprite-vae';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { formatNumber } from '../../src/util/number';
import { engineNames, runsOnce, startEngine, type FinishedRun } from './engines';

function between(value: number, low: number, high: number, what: string): void {
  assert.ok(value >= low && value <= high, `${what}: ${value} is not within ${low} and ${high}`);
}
const plot = <T>({ last }: FinishedRun, id: string): T => last.plots.find((one) => one.id === id) as T;

describe('eigenvectors of symmetric matrices', () => {
  it('are those of a known one', () => {
    // WᵀW of W = [[3, 0], [0, 1], [0, 0]]
    const { values, vectors } = symmetricEigen([9, 0, 0, 1], 2);
    assert.deepEqual([...values], [9, 1]);
    between(Math.abs(vectors[0]![0]!), 1 - 1e-12, 1, 'first vector');
    between(symmetricEigen([2, 1, 1, 2], 2).vectors[0]![0]! ** 2, 0.5 - 1e-12, 0.5 + 1e-12, 'turned');
  });

  it('solve A v = λ v, at right angles', () => {
    const [size, random] = [9, createRandom(3)];
    const half = Array.from({ length: size * size }, () => random.normal());
    const a = half.map((_, i) => half[i]! + half[(i % size) * size + Math.floor(i / size)]!);
    const { values, vectors } = symmetricEigen(a, size);
    vectors.forEach((v, i) => {
      for (let r = 0; r < size; r++)
        between(
          dot(a.slice(r * size, (r + 1) * size), v) - values[i]! * v[r]!,
          -1e-9,
          1e-9,
          `row ${r} of ${i}`,
        );
      vectors.forEach((w, j) => between(dot(v, w) - (i === j ? 1 : 0), -1e-12, 1e-12, `${i} ${j}`));
      if (i > 0) assert.ok(values[i]! <= values[i - 1]!);
    });
  });
});

describe('unsupervised handles', () => {
  it('are the eigenvectors of the first layer, and components of its activations', () => {
    [10.84, 8.26, 2.77, 2.36, 1.9, 0.52].forEach((value, i) =>
      between(sefa().values[i]!, 0.97 * value, 1.03 * value, `eigenvalue ${i}`),
    );
    const { shares, handles } = ganSpace(createRandom(5), 1000);
    [0.385, 0.203, 0.138, 0.111, 0.087].forEach((share, i) =>
      between(shares[i]!, share - 0.006, share + 0.006, `component ${i}`),
    );
    assert.ok(shares.slice(0, 5).reduce((sum, share) => sum + share, 0) > 0.9);
    for (const handle of [...handles, ...sefa().vectors, ...axes()])
      between(dot(handle, handle), 1 - 1e-9, 1 + 1e-9, 'length');
  });
});

for (const name of engineNames)
  describe(`latent manipulation on ${name}`, function () {
    this.timeout(240_000);
    let engine: Engine;
    const run = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
    });

    it('labels find purer handles than weights and activations, and those than the axes', async () => {
      const { metric, last } = await run();
      for (const [method, expected] of [
        ['supervised', 0.86],
        ['sefa', 0.64],
        ['ganspace', 0.59],
        ['axes', 0.45],
      ] as const)
        between(metric(`purity-${method}`), expected - 0.06, expected + 0.06, method);
      assert.match(last.reading, /^Directions by labels put 8\d(\.\d)? % of the change on one factor/);
    });

    if (name === 'wasm') {
      it('gives the published strengths and purities on forty faces', async () => {
        const { tf } = engine;
        const vae = spriteVae(tf);
        const labels = drawFactors(createRandom(3), 400);
        const handles = supervisedHandles(labels, encodeFaces(tf, vae, renderFaces(labels)));
        const faces = withFactorInAll(drawFactors(createRandom(99), 40), 'glasses', -1);
        const codes = encodeFaces(tf, vae, renderFaces(faces));
        const quiet = async () => undefined;
        const before = await measureFaces(tf, vae, codes, quiet);
        for (const [i, expected] of [0.72, 0.87, 0.93, 0.85, 0.94].entries()) {
          const span = await spanOf(tf, vae, codes, handles[i]!, 1.5, quiet);
          between(purity(span), expected - 0.06, expected + 0.06, `purity of ${factorNames[i]}`);
          assert.equal(mainFactor(span), i);
        }
        for (const [alpha, change, leak, residual] of [
          [0, 0, 0, 0.008],
          [1, 0.489, 0.01, 0.011],
          [2, 0.891, 0.021, 0.019],
          [3, 1.162, 0.038, 0.031],
          [4, 1.291, 0.064, 0.048],
          [6, 1.315, 0.124, 0.075],
        ] as const) {
          const effect = await effectOf(tf, vae, codes, handles[2]!, alpha, 2, before, quiet);
          between(effect.change, 0.85 * change - 1e-9, 1.15 * change + 1e-9, `smile at ${alpha}`);
          between(effect.leak, 0.85 * leak - 1e-9, 1.15 * leak + 1e-9, `leak at ${alpha}`);
          between(effect.residual, 0.85 * residual, 1.15 * residual, `residual at ${alpha}`);
        }
        for (const [alpha, change] of [
          [0.5, 0.223],
          [1, 1.159],
          [1.5, 1.889],
          [2, 2.017],
        ] as const) {
          const effect = await effectOf(tf, vae, codes, handles[3]!, alpha, 3, before, quiet);
          between(effect.change, 0.85 * change, 1.15 * change, `glasses at ${alpha}`);
        }
      });

      it('rows by labels are nearly diagonal, two of SeFa share the smile', async () => {
        const rows = ({ grid }: HeatmapPlot) =>
          Array.from({ length: grid.rows }, (_, i) =>
            Array.from(grid.values).slice(i * grid.columns, (i + 1) * grid.columns),
          ).reverse();
        rows(plot(await run(), 'handles')).forEach((row, i) => assert.equal(mainFactor(row), i));
        const sefaRows = rows(plot(await run({ method: 'sefa' }), 'handles'));
        assert.ok(sefaRows.filter((row) => row[2]! > 0.5).length >= 2, JSON.stringify(sefaRows));
      });

      it('too strong: the target stops growing, the damage does not', async () => {
        const [usual, far] = [await run(), await run({ alpha: 6 })];
        between(far.metric('change'), 1.1, 1.5, 'smile at 6');
        assert.ok(far.metric('unlike') > 4 * usual.metric('unlike'));
        assert.ok(far.metric('leak') > 4 * usual.metric('leak'));
        const said =
          /^At α = 6 smile has changed by (1\.\d+), where steps like the first would make ([\d.]+),/;
        const [, reached, straight] = said.exec(far.last.reading) ?? [];
        assert.ok(Number(straight) > 1.5 * Number(reached), far.last.reading);
        const { x, y } = plot<LinePlot>(usual, 'sweep').series[0]!;
        assert.deepEqual([x[0], x[x.length - 1], y.length], [-6, 6, 11]);
      });

      it('keeps the factor that is asked to stay', async () => {
        const [free, kept] = [
          await run({ method: 'sefa', direction: 3 }),
          await run({ method: 'sefa', direction: 3, conditional: true }),
        ];
        assert.ok(
          kept.metric('second') < 0.6 * free.metric('second'),
          `${kept.metric('second')} ${free.metric('second')}`,
        );
        assert.match(
          kept.last.reading,
          /^Without its part along \w+, the direction moves \w+ by -?[\d.]+ and \w+ by [\d.]+, with it by -?[\d.]+ and [\d.]+\.$/,
        );
        assert.ok(
          kept.last.reading.endsWith(` and ${formatNumber(Number(free.metric('second').toPrecision(3)))}.`),
        );
      });

      it('has the place of everything from the first frame on', async () => {
        const sizes = (await run()).frames.map(({ plots }) =>
          plots
            .map((one) =>
              one.kind === 'images'
                ? one.images.length
                : one.kind === 'heatmap'
                  ? one.grid.rows
                  : one.kind === 'bar'
                    ? one.categories.length
                    : 0,
            )
            .join(),
        );
        assert.deepEqual([...new Set(sizes)], ['8,4,5,0,8']);
      });

      it('truncation trades variety for looks', async () => {
        const [none, usual, all, beyond] = [
          await run({ psi: 0 }),
          await run(),
          await run({ psi: 1 }),
          await run({ psi: 1.5 }),
        ];
        assert.ok(none.metric('spread') < 1e-6);
        assert.ok(usual.metric('spread') < all.metric('spread'));
        assert.ok(beyond.metric('unlike-psi') > all.metric('unlike-psi'));
        const { images } = plot<ImageGridPlot>(none, 'truncation');
        for (const { pixels } of images) assert.deepEqual(pixels, images[0]!.pixels);
      });

      it('by labels the sixth direction is the fifth', async () => {
        const strip = plot<ImageGridPlot>(await run({ direction: 6 }), 'strip');
        assert.equal(strip.title, 'Direction 5 by labels');
      });

      it('starts from the code', () => {
        const start = (psi: number) => seededParams(demo.controls, { psi: { value: psi, from: 'code' } });
        assert.equal(start(0.5).params['psi'], 0.5);
        assert.deepEqual([start(3).params['psi'], start(3).notes.length], [1.5, 1]);
      });
    }
  });
