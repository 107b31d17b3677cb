import assert from 'node:assert/strict';
import type { ImageGridPlot, LinePlot } from '../../src/demos/contract/frame';
import demo from '../../src/demos/latent-upscaling';
import {
  enlargementOf,
  expectedOf,
  fineFrom,
  coarseBelow,
  gainsOf,
  noiseOf,
  side,
  stepsRun,
} from '../../src/demos/latent-upscaling/expected';
import { doubling, halving, type Resampler } from '../../src/demos/latent-upscaling/resampling';
import { frequencyOf } from '../../src/demos/models/gaussian-field';
import type { Engine } from '../../src/engine/backend';
import { engineNames, type FinishedRun, runsOnce, seededFromCode, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

/** Strength, then power of fine detail, agreement of the composition, error. */
const published: Readonly<Record<Resampler, readonly (readonly [number, number, number, number])[]>> = {
  bilinear: [
    [0, 0.025, 0.9997, 0.5439],
    [0.3, 0.4428, 0.9936, 0.679],
    [0.5, 0.7366, 0.9769, 0.8058],
    [0.7, 0.9115, 0.9204, 0.9518],
    [0.9, 0.9905, 0.6043, 1.1939],
    [1, 1, 0, 1.4142],
  ],
  nearest: [
    [0, 0.3638, 0.9999, 0.5391],
    [0.3, 0.642, 0.9939, 0.656],
    [0.5, 0.8309, 0.9776, 0.7766],
    [0.7, 0.943, 0.9224, 0.926],
    [0.9, 0.9939, 0.6088, 1.1818],
    [1, 1, 0, 1.4142],
  ],
};

describe('what denoising an enlarged picture again gives', () => {
  for (const [resampler, rows] of Object.entries(published))
    it(`is known exactly, enlarged by ${resampler}`, () => {
      const enlargement = enlargementOf(resampler as Resampler);
      for (const [strength, fine, agreement, rmse] of rows) {
        const found = expectedOf(enlargement, gainsOf(enlargement.variances, strength, { kind: 'exact' }));
        near(found.fine, fine, 1e-3, `fine detail at ${strength}`);
        near(found.agreement, agreement, 1e-3, `composition at ${strength}`);
        near(found.rmse, rmse, 1e-3, `error at ${strength}`);
      }
    });

  it('invents its fine detail', () => {
    const enlargement = enlargementOf('bilinear');
    for (const [strength, coherence] of [
      [0, 0.356],
      [0.5, 0.039],
      [0.9, 0.007],
    ] as const)
      near(
        expectedOf(enlargement, gainsOf(enlargement.variances, strength, { kind: 'exact' })).coherence,
        coherence,
        1e-3,
        `${strength}`,
      );
  });

  it('nears the exact result with many steps and falls short with few', () => {
    const enlargement = enlargementOf('bilinear');
    const fine = (steps: number) =>
      expectedOf(enlargement, gainsOf(enlargement.variances, 0.5, { kind: 'steps', steps })).fine;
    near(fine(2000), 0.7366, 2e-3, 'many');
    assert.ok(fine(4) < fine(20) && fine(20) < fine(50) && fine(50) < 0.7366);
    assert.equal(fine(1), expectedOf(enlargement, gainsOf(enlargement.variances, 0, { kind: 'exact' })).fine);
  });

  it('counts coefficients and steps', () => {
    const frequencies = Array.from({ length: side * side }, (_, at) => frequencyOf(at, side));
    assert.equal(frequencies.filter((k) => k >= fineFrom).length, 810);
    assert.equal(frequencies.filter((k) => k > 0 && k < coarseBelow).length, 14);
    const { variances } = enlargementOf('nearest');
    const sum = variances.reduce((a, b) => a + b);
    near(
      variances.reduce((a, b, at) => (frequencies[at]! >= fineFrom ? a + b : a), 0) / sum,
      0.2505,
      1e-4,
      'share',
    );
    for (const [steps, strength, run] of [
      [50, 0.8, 40],
      [20, 0.5, 10],
      [4, 0.2, 0],
      [3, 0.3, 0],
      [20, 1, 20],
    ] as const)
      assert.equal(stepsRun(steps, strength), run);
    near(noiseOf(0.5), 1, 1e-12, 'noise at one half');
  });

  it('halves and enlarges as image libraries do', () => {
    const apply = ({ rows, columns, values }: ReturnType<typeof halving>, x: readonly number[]) =>
      Array.from({ length: rows }, (_, row) =>
        x.reduce((sum, value, column) => sum + values[row * columns + column]! * value, 0),
      );
    assert.deepEqual(apply(halving(4), [1, 3, 5, 9]), [2, 7]);
    assert.deepEqual(apply(doubling(4, 'nearest'), [2, 7]), [2, 2, 7, 7]);
    // torch.nn.functional.interpolate, mode bilinear, align_corners False.
    assert.deepEqual(apply(doubling(4, 'bilinear'), [2, 7]), [2, 3.25, 5.75, 7]);
    assert.deepEqual(apply(doubling(8, 'bilinear'), [0, 4, 8, 4]), [0, 1, 3, 5, 7, 7, 5, 4]);
  });
});

for (const name of engineNames)
  describe(`latent upscaling on ${name}`, function () {
    this.timeout(120_000);
    let engine: Engine;
    const run = runsOnce(demo, () => ({ engine }));
    const images = ({ last }: FinishedRun) =>
      last.plots.find((plot): plot is ImageGridPlot => plot.kind === 'images')!.images;
    const picture = (found: FinishedRun, label: string) =>
      Array.from(images(found).find((image) => image.label === label)!.pixels);
    /** Correlation of two pictures after each is averaged over blocks of 8 x 8 pixels. */
    const alike = (a: readonly number[], b: readonly number[], block = 8) => {
      const blocks = (pixels: readonly number[]) => {
        const count = side / block;
        const sums = Array.from({ length: count * count }, () => 0);
        pixels.forEach((value, at) => {
          sums[Math.floor(at / side / block) * count + Math.floor((at % side) / block)]! += value - 0.5;
        });
        return sums;
      };
      const [x, y] = [blocks(a), blocks(b)];
      const dot = (p: readonly number[], q: readonly number[]) =>
        p.reduce((sum, value, i) => sum + value * q[i]!, 0);
      return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
    };
    before(async () => {
      engine = await startEngine(name);
    });

    it('measures what is expected, over a hundred textures', async () => {
      for (const strength of [0, 0.3, 0.5, 0.9]) {
        const { metric } = await run({ strength });
        near(metric('fine-measured'), metric('fine'), 0.02, `${strength}`);
        near(metric('rmse-here'), metric('rmse'), 0.15 * metric('rmse'), `error of one, ${strength}`);
      }
    });

    it('only enlarged it is soft or blocky', async () => {
      const [soft, blocky] = [await run({ strength: 0 }), await run({ strength: 0, resampler: 'nearest' })];
      near(soft.metric('fine'), 0.025, 1e-3, 'soft');
      near(blocky.metric('fine'), 0.3638, 1e-3, 'blocky');
      const [denoised, enlarged] = [picture(soft, 'denoised'), picture(soft, 'enlarged')];
      denoised.forEach((value, i) => near(value, enlarged[i]!, 1e-5, `pixel ${i}`));
      const blocks = picture(blocky, 'enlarged');
      near(blocks[0]!, blocks[1]!, 1e-6, 'two pixels of one block');
    });

    it('at one half it has texture and the layout, with either noise', async () => {
      const [one, other] = [await run({}), await run({ detail: 2 })];
      near(one.metric('fine'), 0.7366, 1e-3, 'fine');
      near(one.metric('agreement'), 0.9769, 1e-3, 'composition');
      const [a, b] = [picture(one, 'denoised'), picture(other, 'denoised')];
      assert.ok(alike(a, b) > 0.9, `layout ${alike(a, b)}`);
      assert.ok(alike(a, b, 1) < 0.85, `detail ${alike(a, b, 1)}`);
      assert.match(one.last.reading, /detail is invented, not recovered\.$/);
    });

    it('near one it is another picture', async () => {
      const far = await run({ strength: 1 });
      assert.deepEqual([far.metric('agreement'), far.metric('coherence')], [0, 0], 'nothing is left');
      near(far.metric('rmse'), Math.SQRT2, 1e-3, 'error');
      assert.match(far.last.reading, /^A new picture/);
      assert.ok(alike(picture(far, 'denoised'), picture(far, 'true')) < 0.6);
    });

    it('the error grows with the strength, and a trained upscaler errs less than half strength', async () => {
      const found = await run({});
      const { series } = found.last.plots.find((plot): plot is LinePlot => plot.id === 'strengths')!;
      const error = Array.from(series.find((line) => line.name === 'error')!.y);
      for (let i = 4; i < error.length; i++) assert.ok(error[i]! > error[i - 1]!, `at ${i / 40}`);
      assert.ok(found.metric('rmse-trained') < found.metric('rmse'));
    });

    it('runs the steps that are left', async () => {
      const none = await run({ sampler: 'steps', steps: 4, strength: 0.2 });
      assert.equal(none.metric('run'), 0);
      assert.match(none.last.reading, /runs none/);
      const ten = await run({ sampler: 'steps', steps: 20 });
      assert.equal(ten.metric('run'), 10);
      near(ten.metric('fine'), 0.6558, 1e-3, 'fine detail in ten steps');
      near(ten.metric('fine-measured'), ten.metric('fine'), 0.02, 'measured');
    });

    it('starts from the code', () => {
      const start = (values: Record<string, number>) => seededFromCode(demo, values).params;
      const params = start({ strength: 0.6, steps: 30 });
      assert.deepEqual([params['strength'], params['steps'], params['sampler']], [0.6, 30, 'steps']);
      assert.equal(start({ strength: 0.6 })['sampler'], 'exact');
    });
  });
