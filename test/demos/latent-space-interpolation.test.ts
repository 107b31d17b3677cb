import assert from 'node:assert/strict';
import type { ImageGridPlot, LinePlot, TablePlot } from '../../src/demos/contract/frame';
import demo from '../../src/demos/latent-space-interpolation';
import {
  endsOf,
  facePairs,
  fade,
  largestStepShare,
  oppositeFaces,
  stepLengths,
  walk,
} from '../../src/demos/latent-space-interpolation/faces';
import { keptAlong, noisePairs, textures } from '../../src/demos/latent-space-interpolation/noise';
import {
  evenTimes,
  lerp,
  lerpLength,
  meanNorm,
  norm,
  normalizedLerp,
  normDeviation,
  slerp,
} from '../../src/demos/latent-space-interpolation/paths';
import { fitFactors } from '../../src/demos/models/sprite-meter';
import { spriteVae } from '../../src/demos/models/sprite-vae';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { colorsOf } from '../../src/webview/plots/legend';
import { engineNames, runsOnce, seededFromCode, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}
const nearAll = (actual: ArrayLike<number>, expected: readonly number[], what: string) =>
  expected.forEach((value, i) => near(actual[i]!, value, 1e-6, `${what}[${i}]`));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('paths between codes', () => {
  it('slerp has the published vectors', () => {
    nearAll(slerp([1, 2, 2], [2, -1, 2], 0.25), [1.437542, 1.345678, 2.263322], 't = 1/4');
    nearAll(slerp([1, 2, 2], [2, -1, 2], 0.5), [1.765045, 0.588348, 2.353394], 't = 1/2');
    nearAll(slerp([1, 0], [0, 1], 0.25), [0.92388, 0.382683], 'a quarter turn');
    for (const t of evenTimes(11)) near(norm(slerp([1, 2, 2], [2, -1, 2], t)), 3, 1e-6, `length at ${t}`);
  });

  it('slerp does not make different lengths equal', () => {
    const middle = slerp([3, 0, 0], [0, 1, 0], 0.5);
    nearAll(middle, [2.12132, 0.707107, 0], 'middle');
    near(norm(middle), 2.236068, 1e-6, 'length');
  });

  it('slerp is a line where the angle is none or a half turn', () => {
    nearAll(slerp([1, 2], [1, 2], 0.3), [1, 2], 'same');
    for (const other of [
      [-1, -2],
      [-1, -2.0001],
      [0, 0],
    ])
      for (const value of slerp([1, 2], other, 0.5)) assert.ok(Number.isFinite(value));
  });

  it('knows how long noise is', () => {
    for (const [d, expected] of [
      [1, 0.7979],
      [2, 1.2533],
      [6, 2.35],
      [16, 3.938],
      [64, 7.9688],
      [512, 22.6164],
    ] as const)
      near(meanNorm(d), expected, 1e-4, `${d}`);
    near(normDeviation(512), Math.SQRT1_2, 1e-3, 'deviation');
  });

  it('noise loses on the line what is said, and nothing on the circle or rescaled', () => {
    for (const [d, middle] of [
      [2, 0.8862],
      [6, 1.6617],
      [16, 2.7846],
      [64, 5.6348],
      [512, 15.9922],
    ] as const) {
      const pairs = noisePairs(createRandom(9), d, 4000);
      near(meanNorm(d) / Math.SQRT2, middle, 1e-3, `${d}`);
      near(keptAlong(pairs, lerp, [0.5]).norm[0]!, middle, 0.01 * middle, `lerp in ${d} dimensions`);
      near(keptAlong(pairs, normalizedLerp, [0.5]).norm[0]!, meanNorm(d), 0.01 * meanNorm(d), `rescaled`);
    }
    near(lerpLength(0.5), Math.SQRT1_2, 1e-12, 'middle');
    near(lerpLength(0.25), Math.sqrt(0.625), 1e-12, 'quarter');
  });

  it('contrast follows (1 − t)² + t² on the line and stays on the circle', () => {
    const pairs = noisePairs(createRandom(60), 1024, 50);
    const times = [0, 0.25, 0.5, 0.75, 1];
    const [line, circle] = [keptAlong(pairs, lerp, times), keptAlong(pairs, slerp, times)];
    times.forEach((t, i) => {
      near(line.contrast[i]! ** 2, lerpLength(t) ** 2, 0.05, `lerp at ${t}`);
      near(circle.contrast[i]! ** 2, 1, 0.05, `slerp at ${t}`);
    });
  });

  it('slerp of codes of different lengths blows up near a half turn', () => {
    // Two dimensions: the mean length of the middle is far above the 1.25 of a code.
    const pairs = noisePairs(createRandom(3), 2, 4000);
    assert.ok(keptAlong(pairs, slerp, [0.5]).norm[0]! > 1.5);
    near(keptAlong(pairs, lerp, [0.5]).norm[0]!, 0.8862, 0.02, 'lerp');
  });
});

for (const name of engineNames)
  describe(`interpolation on ${name}`, function () {
    this.timeout(180_000);
    let engine: Engine;
    const run = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
    });

    it('the residual of 60 pairs: line below circle below cross-fade', () => {
      const vae = spriteVae(tf);
      const times = [0, 0.25, 0.5, 0.75, 1];
      const sums = { lerp: [0, 0, 0, 0, 0], slerp: [0, 0, 0, 0, 0], fade: [0, 0, 0, 0, 0] };
      for (const pair of facePairs(createRandom(51), createRandom(52), 60)) {
        const ends = endsOf(tf, vae, pair);
        const films = {
          lerp: walk(tf, vae, ends, lerp, times).faces,
          slerp: walk(tf, vae, ends, slerp, times).faces,
          fade: fade(ends, times),
        };
        for (const way of ['lerp', 'slerp', 'fade'] as const)
          films[way].forEach((face, i) => (sums[way][i]! += fitFactors(face).residual / 60));
      }
      for (const [way, expected] of [
        ['lerp', [0.0076, 0.0132, 0.0144, 0.0126, 0.0078]],
        ['slerp', [0.0076, 0.0164, 0.0212, 0.0169, 0.0078]],
        ['fade', [0, 0.0342, 0.0536, 0.0343, 0]],
      ] as const)
        expected.forEach((value, i) =>
          near(sums[way][i]!, value, Math.max(0.2 * value, 1e-3), `${way} at ${times[i]}`),
        );
      assert.ok(sums.fade[2]! > 2.5 * sums.lerp[2]!);
      assert.ok(sums.slerp[2]! > 1.2 * sums.lerp[2]!);
    });

    it('glasses that come or go jump', () => {
      const vae = spriteVae(tf);
      const shares: { same: number[]; different: number[] } = { same: [], different: [] };
      for (const pair of facePairs(createRandom(71), createRandom(72), 40)) {
        const { faces } = walk(tf, vae, endsOf(tf, vae, pair), lerp, evenTimes(21));
        const kind = pair[0][3] === pair[1][3] ? 'same' : 'different';
        shares[kind].push(largestStepShare(stepLengths(faces)));
      }
      near(mean(shares.same), 1.13, 0.06, 'same glasses');
      near(mean(shares.different), 1.62, 0.15, 'different glasses');
      assert.ok(mean(shares.different) / mean(shares.same) > 1.25);
    });

    it('half way between opposites stands the average face, where the cross-fade is none', async () => {
      const { last, metric } = await run({});
      near(metric('residual-lerp'), 0.031, 0.008, 'line');
      near(metric('residual-fade'), 0.117, 0.015, 'cross-fade');
      near(metric('norm'), 0.95, 0.15, 'length of the middle');
      const table = last.plots.find((plot): plot is TablePlot => plot.kind === 'table')!;
      for (const value of table.rows[1]!.slice(1, 6)) near(value as number, 0, 0.2, 'factor');
      const ends = endsOf(tf, spriteVae(tf), oppositeFaces);
      near(norm(ends.codes[0]), 2.88, 0.2, 'first code');
      near(norm(ends.codes[1]), 2.77, 0.2, 'second code');
    });

    it('makes textures that have less contrast half way along the line', () => {
      const [pair] = noisePairs(createRandom(60), 1024, 1);
      const spread = (pixels: Float32Array) => norm(pixels) / 32;
      const [start, line, circle, end] = textures(tf, [
        pair![0],
        lerp(...pair!, 0.5),
        slerp(...pair!, 0.5),
        pair![1],
      ]).map(spread);
      near(line! / circle!, Math.SQRT1_2, 0.03, 'line against circle');
      near((start! + end!) / 2, 1, 0.25, 'fresh noise');
    });

    if (name === 'wasm') {
      it('more dimensions: the line leaves the shell, the circle does not', async () => {
        const { last } = await run({});
        const norms = last.plots.find((plot): plot is LinePlot => plot.id === 'norms')!;
        const [line, circle, rescaled] = norms.series.map(({ y }) => y[10]!);
        const [high, low] = norms.references!.map(({ at }) => at);
        assert.ok(line! < low! - 5 && circle! > low! && circle! < high!);
        near(rescaled!, circle!, 0.1, 'rescaled');
        const few = (await run({ dimensions: 2 })).last.plots.find(
          (plot): plot is LinePlot => plot.id === 'norms',
        )!;
        assert.ok(few.series[0]!.y[10]! > few.references![1]!.at, 'in two dimensions it stays inside');
      });

      it('says where the user stands', async () => {
        const { last, metric } = await run({ t: 0.05, path: 'slerp', pair: 7 });
        near(metric('contrast-lerp'), lerpLength(0.05), 0.05, 'contrast');
        const film = last.plots.find((plot): plot is ImageGridPlot => plot.id === 'film')!;
        assert.deepEqual(
          film.images.slice(0, 3).map(({ label, mark }) => [label, mark]),
          [
            ['slerp', undefined],
            ['0.05', 'good'],
            ['0.5', undefined],
          ],
        );
        assert.match(
          last.reading,
          /^At t = 0\.05 the great circle is 0\.\d+ from any drawable face, the cross-fade of pixels 0\.\d+[;.]/,
        );
      });

      it('says as much of the contrast as it counts, and keeps the colours of the ways', async () => {
        const [line, circle] = [await run({}), await run({ path: 'slerp' })];
        const kept = Math.round(100 * line.metric('contrast-slerp'));
        assert.ok(line.last.reading.endsWith(`slerp ${kept} %.`), line.last.reading);
        for (const way of ['straight line', 'great circle'])
          assert.equal(colorsOf(line.last.plots)(way), colorsOf(circle.last.plots)(way), way);
      });

      it('reaches both ends', async () => {
        for (const [t, face] of [
          [0, 'first'],
          [1, 'second'],
        ] as const) {
          const { last, metric } = await run({ t });
          assert.match(last.reading, new RegExp(`^At t = ${t} all ways show the ${face} face`));
          near(metric('residual-fade'), 0, 1e-4, 'a drawn face');
          assert.ok(metric('residual-lerp') < 0.012);
          near(metric('contrast-lerp'), metric('contrast-slerp'), 1e-6, 'noise');
        }
      });

      it('starts from the code', () => {
        const start = (values: Record<string, number>) => seededFromCode(demo, values).params;
        assert.deepEqual([start({ t: 0.3 })['t'], start({ frames: 60 })['frames']], [0.3, 41]);
      });
    }
  });
