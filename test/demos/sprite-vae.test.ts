import assert from 'node:assert/strict';
import { fromHalf, toHalf, unpackHalfFloats } from '../../src/demos/models/half-float';
import { applyLinear, explainedShares, fitLinear } from '../../src/demos/models/least-squares';
import { fitFactors, loadPixelProbe } from '../../src/demos/models/sprite-meter';
import { decodeFace, encodeFace } from '../../src/demos/models/sprite-code';
import {
  drawFactors,
  evaluationFaces,
  factorCount,
  factorsOf,
  facePixels,
  labelledFaces,
  renderFace,
  renderFaces,
} from '../../src/demos/models/sprite-renderer';
import { klPerLatent, spriteLatents, spriteVae, type Vae } from '../../src/demos/models/sprite-vae';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, startEngine } from './engines';

function between(value: number, low: number, high: number, what: string): void {
  assert.ok(value >= low && value <= high, `${what}: ${value} is not within ${low} and ${high}`);
}

const { count, seed } = evaluationFaces;
const factors = drawFactors(createRandom(seed), count);
const pixels = renderFaces(factors);
const face = (all: Float32Array, i: number) => all.subarray(i * facePixels, (i + 1) * facePixels);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('half floats', () => {
  it('come back from text', () => {
    const values = [0, 1, -2.5, 0.0999755859375, 65504, 2 ** -24, 2 ** -14];
    const text = Buffer.from(Uint16Array.from(values, toHalf).buffer).toString('base64');
    assert.deepEqual([...unpackHalfFloats(text)], values);
  });

  it('are the nearest ones', () => {
    for (let bits = 0; bits < 0x7c00; bits++) assert.equal(toHalf(fromHalf(bits)), bits);
    const random = createRandom(1);
    for (let i = 0; i < 1000; i++) {
      const value = 4 * random.normal();
      between(fromHalf(toHalf(value)) / value - 1, -(2 ** -11), 2 ** -11, `${value}`);
    }
    assert.deepEqual(
      [65520, -1e9, NaN].map((value) => fromHalf(toHalf(value))),
      [Infinity, -Infinity, NaN],
    );
  });
});

describe('the attribute meters', () => {
  it('read the factors off drawn faces', () => {
    for (let i = 0; i < 20; i++) {
      const truth = factorsOf(factors, i);
      const { factors: fitted, residual } = fitFactors(renderFace(truth));
      truth.forEach((value, k) => between(fitted[k]! - value, -1e-4, 1e-4, `factor ${k} of face ${i}`));
      between(residual, 0, 1e-4, 'residual');
    }
  });

  it('find noise and two faces faded into each other unlike any face', () => {
    const random = createRandom(4);
    const noise = Float32Array.from({ length: facePixels }, () => random.uniform());
    between(fitFactors(noise).residual, 0.3, 0.6, 'noise');
    const faded = Array.from({ length: 20 }, (_, i) => {
      const [a, b] = [face(pixels, i), face(pixels, i + 20)];
      return fitFactors(a.map((value, p) => (value + b[p]!) / 2)).residual;
    });
    between(mean(faded), 0.03, 0.08, 'faded');
  });

  it('read nearly the same with a linear map of the pixels', () => {
    const shares = explainedShares(factors, applyLinear(loadPixelProbe(), pixels), factorCount);
    shares.forEach((share, k) => between(share, 0.995, 1, `share of factor ${k}`));
  });

  it('keep the linear map that the labelled faces give', () => {
    const labels = drawFactors(createRandom(labelledFaces.seed), labelledFaces.count);
    const fresh = fitLinear(renderFaces(labels), labels, labelledFaces.count, 1);
    const kept = loadPixelProbe();
    fresh.weights.forEach((value, i) => between(kept.weights[i]! - value, -2e-3, 2e-3, `weight ${i}`));
  });
});

for (const name of engineNames)
  describe(`the autoencoder of faces on ${name}`, function () {
    this.timeout(60_000);
    let engine: Engine;
    let vae: Vae;
    let codes: Float32Array;
    const read = (values: (x: ReturnType<typeof tf.tensor2d>) => ReturnType<typeof tf.tensor2d>) =>
      tf.tidy(() =>
        values(tf.tensor2d(pixels, [count, facePixels]))
          .dataSync<'float32'>()
          .slice(),
      );
    before(async () => {
      engine = await startEngine(name);
      vae = spriteVae(engine.tf);
      codes = read((x) => vae.encode(x));
    });

    it('reconstructs faces', () => {
      const sse = read((x) => tf.sum(tf.squaredDifference(vae.decode(vae.encode(x)), x), 1));
      between(mean([...sse]), 0.01, 0.03, 'squared error of an image');
    });

    it('uses every latent', () => {
      const kl = read((x) => {
        const { mean: mu, logVariance } = vae.posterior(x);
        return tf.mean(klPerLatent(tf, mu, logVariance), 0);
      });
      assert.equal(kl.length, spriteLatents);
      kl.forEach((value, k) => between(value, 0.5, 4, `nats of latent ${k}`));
      between(
        kl.reduce((sum, value) => sum + value, 0),
        11,
        14,
        'nats in all',
      );
    });

    it('holds the factors as linear functions of the code', () => {
      const map = fitLinear(codes, factors, count);
      const shares = explainedShares(factors, applyLinear(map, codes), factorCount);
      shares.forEach((share, k) => between(share, 0.95, 1, `share of factor ${k}`));
    });

    it('spreads codes as the prior does', () => {
      for (let k = 0; k < spriteLatents; k++) {
        const column = Array.from({ length: count }, (_, i) => codes[i * spriteLatents + k]!);
        const middle = mean(column);
        between(middle, -0.15, 0.15, `mean of latent ${k}`);
        const deviation = Math.sqrt(mean(column.map((value) => (value - middle) ** 2)));
        between(deviation, 0.9, 1.2, `deviation of latent ${k}`);
      }
    });

    it('draws faces from codes of faces, and nearly faces from codes of the prior', () => {
      const random = createRandom(5);
      const prior = Float32Array.from({ length: 40 * spriteLatents }, () => random.normal());
      const residual = (z: Float32Array) => {
        const drawn = tf.tidy(() =>
          tf
            .clipByValue(vae.decode(tf.tensor2d(z, [40, spriteLatents])), 0, 1)
            .dataSync<'float32'>()
            .slice(),
        );
        return mean(Array.from({ length: 40 }, (_, i) => fitFactors(face(drawn, i)).residual));
      };
      between(residual(codes.subarray(0, 40 * spriteLatents)), 0.004, 0.012, 'of faces');
      between(residual(prior), 0.02, 0.04, 'of the prior');
    });

    it('agrees with the plain arithmetic of pictures', () => {
      const code = encodeFace(face(pixels, 0));
      code.forEach((value, k) => between(value - codes[k]!, -1e-4, 1e-4, `latent ${k}`));
      const drawn = tf.tidy(() =>
        tf.clipByValue(vae.decode(tf.tensor2d(code, [1, spriteLatents])), 0, 1).dataSync<'float32'>(),
      );
      decodeFace(code).forEach((value, p) => between(value - drawn[p]!, -1e-4, 1e-4, `pixel ${p}`));
    });
  });
