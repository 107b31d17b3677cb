/**
 * A texture is halved, enlarged, and given noise that is then removed by the exact denoiser of such textures. What comes
 * back is detail of the right strength, but another one; and with much noise another picture. The field of Gaussian
 * coefficients stands in for the latents of a real model, so that every number can be checked.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { defineDemo, type Random, type Tf } from './contract/demo';
import { createGaussianField, unitNoise, type GaussianField } from './models/gaussian-field';
import {
  enlargementOf,
  gainsOf,
  isCoarse,
  side,
  type Gains,
  type Sampler,
} from './latent-upscaling/expected';
import { upscalingFrame, type Pictures, type Upscaling } from './latent-upscaling/frame';
import { doubling, halving, type Matrix, type Resampler } from './latent-upscaling/resampling';

/** Textures over which the power is measured, and how many between two frames. */
const textures = 100;
const texturesPerFrame = 10;

export default defineDemo({
  id: 'latent-upscaling',
  engine: 'cpu',
  controls: [
    {
      kind: 'range',
      id: 'strength',
      label: 'Strength s',
      tex: 's',
      help: 'Noise that is added again: σ = tan(sπ/2).',
      scale: 'linear',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.5,
      seeds: [{ role: 'strength', clamp: true }],
      writes: 'strength',
    },
    {
      kind: 'range',
      id: 'steps',
      label: 'Steps N',
      tex: 'N',
      help: 'Asked for; ⌊Ns⌋ of them are run.',
      scale: 'integer',
      min: 1,
      max: 50,
      step: 1,
      default: 20,
      seeds: [{ role: 'steps', clamp: true }],
      writes: 'steps',
    },
    {
      kind: 'choice',
      id: 'sampler',
      label: 'Denoise',
      options: [
        { value: 'exact', label: 'exactly' },
        { value: 'steps', label: 'in these steps' },
      ],
      default: 'exact',
      seeds: [{ role: 'steps', expression: "'steps'" }],
    },
    {
      kind: 'choice',
      id: 'resampler',
      label: 'Enlarge by',
      options: [
        { value: 'nearest', label: 'repeating pixels' },
        { value: 'bilinear', label: 'bilinear' },
      ],
      default: 'bilinear',
    },
    {
      kind: 'range',
      id: 'detail',
      label: 'Seed of the noise',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 1,
    },
    {
      kind: 'range',
      id: 'texture',
      label: 'Seed of the texture',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 1,
    },
  ],

  async run({ tf, random, emit }, { strength, steps, sampler: kind, resampler, detail, texture }) {
    const sampler: Sampler = kind === 'steps' ? { kind, steps } : { kind: 'exact' };
    const field = createGaussianField(tf, side);
    const enlargement = enlargementOf(resampler as Resampler);
    const upscaler = upscalerOf(
      tf,
      field,
      resampler as Resampler,
      gainsOf(enlargement.variances, strength, sampler),
    );
    const first = upscaler.upscale(random(texture), random(detail + 1000));
    const power = Float32Array.from(first.power);
    const show = (done: number) =>
      emit(
        upscalingFrame({
          strength,
          steps,
          sampler,
          enlargement,
          pictures: first.pictures,
          power: power.slice(),
          textures: done,
          progress: done / textures,
        } satisfies Upscaling),
      );
    await show(1);
    const others = { textures: random(texture + 2000), noise: random(detail + 3000) };
    for (let done = 2; done <= textures; done++) {
      upscaler.upscale(others.textures, others.noise).power.forEach((value, at) => (power[at]! += value));
      if (done % texturesPerFrame === 0) await show(done);
    }
  },
});

interface Upscaler {
  /** A texture and what becomes of it; `power` holds the squared coefficients of the result. */
  upscale(texture: Random, noise: Random): { readonly pictures: Pictures; readonly power: Float32Array };
}

function upscalerOf(tf: Tf, field: GaussianField, resampler: Resampler, gains: Gains): Upscaler {
  const tensor = ({ values, rows, columns }: Matrix) => tf.tensor2d(values, [rows, columns]);
  const square = (values: Float32Array) => tf.tensor2d(values, [side, side]);
  const [down, up] = [tensor(halving(side)), tensor(doubling(side, resampler))];
  const [kept, added] = [square(gains.kept), square(gains.added)];
  const known = square(field.variances.map((_, at) => (isCoarse(at) ? 1 : 0)));
  const both = (a: Tensor2D, x: Tensor2D): Tensor2D => tf.matMul(tf.matMul(a, x), a, false, true);

  return {
    upscale: (texture, noise) =>
      tf.tidy(() => {
        const truth = field.fromNoise(unitNoise(tf, texture, side));
        const large = field.imageOf(truth);
        const small = both(down, large);
        const enlarged = both(up, small);
        const drawn = unitNoise(tf, noise, side);
        const result: Tensor2D = tf.add(tf.mul(field.coefficientsOf(enlarged), kept), tf.mul(drawn, added));
        const trained: Tensor2D = tf.add(
          tf.mul(truth, known),
          tf.mul(field.fromNoise(drawn), tf.sub(1, known)),
        );
        const read = (x: Tensor2D) => x.dataSync<'float32'>().slice();
        return {
          pictures: {
            truth: read(large),
            small: read(small),
            enlarged: read(enlarged),
            result: read(field.imageOf(result)),
            trained: read(field.imageOf(trained)),
          },
          power: read(tf.square(result)),
        };
      }),
  };
}
