import assert from 'node:assert/strict';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { HistogramPlot, ImageGridPlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/latent-diffusion';
import {
  createDenoiser,
  evaluationsOf,
  multiplications,
  sampleLatents,
  type LatentDenoiser,
} from '../../src/demos/latent-diffusion/denoiser';
import { judge, type Verdict } from '../../src/demos/latent-diffusion/judge';
import type { Solver } from '../../src/demos/models/diffusion';
import { normals } from '../../src/demos/models/noise';
import { drawFactors, facePixels, renderFaces } from '../../src/demos/models/sprite-renderer';
import { spriteVae, type Vae } from '../../src/demos/models/sprite-vae';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}
function between(value: number, low: number, high: number, what: string): void {
  assert.ok(value >= low && value <= high, `${what}: ${value} is not within ${low} and ${high}`);
}

const judgedCount = 200;

for (const name of engineNames)
  describe(`latent diffusion on ${name}`, function () {
    this.timeout(300_000);
    let engine: Engine;
    let vae: Vae;
    let codes: Tensor2D;
    let deviation: number;
    let denoiser: LatentDenoiser;
    const run = runsOnce(demo, () => ({ engine }));
    const judgeLatents = (latents: Tensor2D): Verdict => judgeCodes(tf.mul(latents, deviation));
    const judgeCodes = (codesOf: Tensor2D): Verdict =>
      judge(tf.tidy(() => tf.clipByValue(vae.decode(codesOf), 0, 1).dataSync<'float32'>().slice()));
    const sampled = (steps: number, solver: Solver) =>
      sampleLatents(tf, createRandom(11), denoiser.denoise, judgedCount, steps, solver);
    const train = (steps: number) => {
      for (let step = 0; step < steps; step++) denoiser.step(step / steps);
    };
    before(async () => {
      engine = await startEngine(name);
      vae = spriteVae(tf);
      codes = vae.encode(tf.tensor2d(renderFaces(drawFactors(createRandom(1), 4000)), [4000, facePixels]));
      deviation = Math.sqrt(tf.moments(codes).variance.dataSync<'float32'>()[0]!);
      denoiser = createDenoiser(tf, createRandom(1), tf.div(codes, deviation));
    });

    it('has latents that need nearly no scaling', () => near(1 / deviation, 0.992, 0.005, 'scaling factor'));

    it('counts what it learns and computes', () => {
      assert.equal(denoiser.parameters, 5190);
      assert.equal(multiplications([9, 64, 64, 6]), 5056);
      assert.deepEqual([evaluationsOf(20, 'heun'), evaluationsOf(20, 'euler')], [39, 20]);
    });

    it('starts as no more than the shrinking of noise', () => {
      tf.tidy(() => {
        const x = normals(tf, createRandom(3), [10, 6]);
        const change = tf.max(tf.abs(tf.sub(denoiser.denoise(x, 0.01), x))).dataSync<'float32'>()[0]!;
        assert.ok(change < 0.02, `${change}`);
      });
    });

    if (name === 'cpu')
      it('makes faces after 300 steps that decoded noise is not', () => {
        train(300);
        const [found, prior] = [
          judgeLatents(sampled(20, 'heun')),
          judgeCodes(normals(tf, createRandom(5), [judgedCount, 6])),
        ];
        assert.ok(found.residual < 0.85 * prior.residual, `${found.residual}, ${prior.residual}`);
      });

    if (name === 'wasm') {
      it('makes faces nearly as good as the autoencoder allows', () => {
        const floor = judgeCodes(tf.slice(codes, [0, 0], [judgedCount, -1]));
        const prior = judgeCodes(normals(tf, createRandom(5), [judgedCount, 6]));
        near(floor.residual, 0.0076, 0.002, 'floor');
        assert.equal(floor.half, 0);
        between(prior.residual, 0.02, 0.04, 'decoded noise');
        assert.ok(prior.half >= 0.15, `${prior.half} by half`);
        train(1500);
        const found = judgeLatents(sampled(20, 'heun'));
        assert.ok(found.residual <= 0.012, `residual ${found.residual}`);
        assert.ok(found.half <= 0.05, `${found.half} by half`);
        near(found.glasses, 0.5, 0.1, 'glasses');
        for (const factor of ['turn', 'size', 'smile', 'hair'] as const)
          between(found.spread[factor], 0.45, 0.65, factor);
      });

      it('makes less different faces in few steps', () => {
        const [many, few] = [judgeLatents(sampled(20, 'heun')), judgeLatents(sampled(4, 'euler'))];
        for (const factor of ['turn', 'size'] as const)
          assert.ok(few.spread[factor] < many.spread[factor] - 0.05, `${factor}: ${few.spread[factor]}`);
        const long = judgeLatents(sampled(50, 'euler'));
        near(long.spread.turn, many.spread.turn, 0.04, 'fifty plain steps');
      });

      it('breaks where latents are scaled wrongly', () => {
        const scaled = (factor: number) => judgeLatents(tf.mul(sampled(20, 'heun'), factor));
        assert.ok(scaled(0.18215).spread.turn < 0.2);
        assert.ok(scaled(2).residual > 0.04);
        assert.ok(scaled(5).residual > 0.1);
      });

      it('shows the same in the demo: noise, diffusion, mistakes', async () => {
        const found = await run({});
        assert.ok(found.metric('residual') < 0.013 && found.metric('half') <= 0.05);
        const prior = await run({ source: 'prior', training: 100 });
        assert.ok(prior.metric('residual') > 0.02 && prior.metric('half') >= 0.12);
        const real = await run({ source: 'reconstruction', training: 100 });
        assert.equal(real.metric('residual'), found.metric('floor'));
        assert.match(real.last.reading, /no sampler beats it\.$/);
        assert.equal(real.last.plots[0]!.title, 'Toy faces, encoded and decoded');
        assert.equal(found.last.plots[0]!.title, 'Toy faces from latent diffusion');
        const small = await run({ bug: '0.18215', training: 100 });
        assert.ok(small.metric('turn') < 0.2);
        assert.match(small.last.reading, /all faces near the average one/);
        const images = found.last.plots.find((plot): plot is ImageGridPlot => plot.kind === 'images')!.images;
        assert.equal(images.length, 64);
        const { series, edges } = found.last.plots.find(
          (plot): plot is HistogramPlot => plot.kind === 'histogram',
        )!;
        const counts = Array.from(series[0]!.counts);
        assert.equal(
          counts.reduce((a, b) => a + b),
          64,
        );
        assert.deepEqual(edges[7], 0, 'edges are round numbers');
        const middle = counts.filter((_, i) => Math.abs((edges[i]! + edges[i + 1]!) / 2) < 0.6);
        assert.ok(middle.reduce((a, b) => a + b) <= 3, 'two spikes');
      });

      it('costs less than the same on pixels', async () => {
        const { metric } = await run({});
        assert.equal(metric('cost'), 39 * 5056 + 6 * 64 + 64 * 256);
        assert.equal(metric('cost-pixels'), 39 * (259 * 64 + 64 * 64 + 64 * 256));
      });

      it('starts from the code', () => {
        const start = (value: number) =>
          seededParams(demo.controls, { steps: { value, from: 'code' } }).params['steps'];
        assert.deepEqual([start(30), start(1000)], [30, 50]);
      });
    }
  });
