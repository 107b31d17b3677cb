import assert from 'node:assert/strict';
import type { Variable } from '@tensorflow/tfjs-core';
import type { HeatmapPlot, ImageGridPlot, LinePlot } from '../../src/demos/contract/frame';
import demo from '../../src/demos/latent-space-disentanglement';
import { drawFaces } from '../../src/demos/latent-space-disentanglement/faces';
import {
  equalWidthBins,
  mutualInformation,
  scoreCodes,
} from '../../src/demos/latent-space-disentanglement/scores';
import { pixelVariance, vaeGradients } from '../../src/demos/latent-space-disentanglement/training';
import { klPerLatent, mapParameters, vaeLoss, vaeOf, vaeShapes } from '../../src/demos/models/sprite-vae';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { describeBetaTable } from './beta-table';
import { engineNames, seededFromCode, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}
const uniforms = (count: number, seed: number): Float32Array => {
  const random = createRandom(seed);
  return Float32Array.from({ length: count }, () => 2 * random.uniform() - 1);
};

describe('scores of disentanglement', () => {
  const factors = { columns: 2, values: uniforms(4000, 1) };

  it('are near 1 where each latent is a factor', () => {
    const { mig, sap } = scoreCodes(factors, factors);
    assert.ok(mig > 0.9 && sap > 0.95, `${mig}, ${sap}`);
  });

  it('are near 0 where each latent is half of both', () => {
    const turned = factors.values.map((value, i, all) =>
      i % 2 === 0 ? (value + all[i + 1]!) * Math.SQRT1_2 : (value - all[i - 1]!) * Math.SQRT1_2,
    );
    const { mig, sap } = scoreCodes({ columns: 2, values: turned }, factors);
    assert.ok(mig < 0.1 && sap < 0.05, `${mig}, ${sap}`);
  });

  it('know what a bin and a nat are', () => {
    assert.deepEqual([...equalWidthBins(Float32Array.of(0, 0.49, 0.51, 1), 2)], [0, 0, 1, 1]);
    assert.deepEqual([...equalWidthBins(Float32Array.of(3, 3), 20)], [0, 0]);
    const coin = Uint8Array.of(0, 1, 0, 1);
    near(mutualInformation(coin, coin), Math.LN2, 1e-12, 'entropy of a coin');
    near(mutualInformation(coin, Uint8Array.of(0, 0, 1, 1)), 0, 1e-12, 'independent coins');
  });

  it('stay numbers where a latent is constant', () => {
    const { mig, sap } = scoreCodes({ columns: 2, values: new Float32Array(4000) }, factors);
    assert.deepEqual([mig, sap], [0, 0]);
  });
});

describe('the faces of three factors', () => {
  it('leave ever fewer directions whose variance is above βσ²', () => {
    const { pixels, count } = drawFaces(createRandom(1), 2000);
    const eigenvalues = principalVariances(pixels, count, 5);
    [2.225, 0.878, 0.485, 0.458, 0.203].forEach((value, i) =>
      near(eigenvalues[i]!, value, 0.002, `eigenvalue ${i + 1}`),
    );
    const above = (beta: number) => eigenvalues.filter((value) => value > beta * 0.05).length;
    assert.deepEqual([8, 16, 32].map(above), [4, 2, 1]);
  });
});

/** The largest eigenvalues of the covariance of the rows, by power iteration and deflation. */
function principalVariances(rows: Float32Array, count: number, wanted: number): number[] {
  const size = rows.length / count;
  const mean = new Float64Array(size);
  rows.forEach((value, i) => (mean[i % size]! += value / count));
  const centred = Float64Array.from(rows, (value, i) => value - mean[i % size]!);
  const covariance = new Float64Array(size * size);
  for (let r = 0; r < rows.length; r += size)
    for (let a = 0; a < size; a++) {
      const share = centred[r + a]! / count;
      for (let b = 0; b < size; b++) covariance[a * size + b]! += share * centred[r + b]!;
    }
  const times = (v: Float64Array) =>
    v.map((_, a) => {
      let sum = 0;
      for (let b = 0; b < size; b++) sum += covariance[a * size + b]! * v[b]!;
      return sum;
    });
  return Array.from({ length: wanted }, (_, k) => {
    let v = Float64Array.from({ length: size }, (_, i) => Math.sin((k + 1) * (i + 1)));
    let value = 0;
    for (let step = 0; step < 200; step++) {
      const next = times(v);
      value = Math.hypot(...next);
      v = next.map((entry) => entry / value);
    }
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) covariance[a * size + b]! -= value * v[a]! * v[b]!;
    return value;
  });
}

for (const name of engineNames)
  describe(`the loss of disentanglement on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    it('has the published divergence', () => {
      const kl = tf.sum(klPerLatent(tf, tf.tensor2d([[0.5, -1]]), tf.tensor2d([[0, Math.log(0.25)]])));
      near(kl.dataSync()[0]!, 0.943147, 1e-6, 'KL');
    });

    for (const beta of [0, 4])
      it(`has the gradients that are written out, β = ${beta}`, () => {
        const [hidden, latents, images] = [5, 3, 4];
        const shapes = vaeShapes(hidden, latents);
        const random = createRandom(1);
        const parameters = mapParameters((name): Variable => {
          const size = shapes[name].reduce<number>((product, side) => product * side, 1);
          const values = Float32Array.from({ length: size }, () => 0.3 * random.normal());
          return tf.variable(tf.tensor(values, [...shapes[name]]));
        });
        const x = tf.tensor2d(drawFaces(random, images).pixels, [images, 256]);
        const noise = tf.tensor2d(
          Float32Array.from({ length: images * latents }, () => random.normal()),
          [images, latents],
        );
        const { grads } = tf.variableGrads(
          () => vaeLoss(tf, vaeOf(tf, parameters), x, noise, beta, pixelVariance),
          Object.values(parameters),
        );
        const written = vaeGradients(tf, parameters, x, noise, beta);
        for (const name of Object.keys(shapes) as (keyof typeof shapes)[]) {
          const expected = grads[parameters[name].name]!;
          assert.deepEqual(written[name].shape, expected.shape, name);
          const values = expected.dataSync<'float32'>();
          const tolerance = 1e-5 * values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
          const own = written[name].dataSync<'float32'>();
          own.forEach((value, i) => near(value, values[i]!, tolerance, `${name} ${i}`));
        }
      });
  });

describe('disentanglement', function () {
  this.timeout(300_000);
  const run = describeBetaTable('wasm');

  it('another seed at β = 1: another MIG', async () => {
    const gaps: number[] = [];
    for (const seed of [1, 2, 3]) gaps.push((await run({ beta: 1, seed })).metric('mig'));
    assert.ok(Math.max(...gaps) - Math.min(...gaps) > 0.05, gaps.join());
  });

  it('an error averaged over the pixels: nothing is left but the mean face', async () => {
    const { last, metric } = await run({ averaged: true, steps: 300 });
    assert.deepEqual([metric('active'), metric('beta')], [0, 1024]);
    assert.match(last.reading, /^β = 1024 switches every latent off/);
  });

  it('shows a row of five faces for each latent and what it knows', async () => {
    const { last, frames } = await run({ latents: 6, steps: 300 });
    const images = last.plots.find((plot): plot is ImageGridPlot => plot.kind === 'images')!;
    assert.deepEqual([images.images.length, images.perRow], [30, 5]);
    for (const { pixels } of images.images) for (const pixel of pixels) assert.ok(pixel >= 0 && pixel <= 1);
    const map = last.plots.find((plot): plot is HeatmapPlot => plot.kind === 'heatmap')!;
    assert.deepEqual([map.grid.rows, map.grid.columns], [6, 3]);
    const line = last.plots.find((plot): plot is LinePlot => plot.id === 'gap')!;
    assert.deepEqual(line.series.at(-1)!.x, [4]);
    assert.equal(frames[0]!.progress, 0);
    assert.match(last.reading, /MIG/);
  });

  it('starts from the code', () => {
    const start = (values: Record<string, number>) => seededFromCode(demo, values).params;
    const { beta, latents, plain } = start({ beta: 6, latent_dim: 10 });
    assert.deepEqual([beta, latents, plain], [6, 6, false]);
    assert.equal(start({ beta: 0 })['plain'], true);
  });
});
