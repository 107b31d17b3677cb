/**
 * Trains a small VAE of faces whose factors are known, with any weight on its KL term, and asks whether single latents
 * came to stand for single factors.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { defineDemo, type Tf } from './contract/demo';
import { drawFaces, variedFactors, type Faces } from './latent-space-disentanglement/faces';
import { disentanglementFrame, laterFrame, type Snapshot } from './latent-space-disentanglement/frame';
import { scoreCodes } from './latent-space-disentanglement/scores';
import { createTrainer, encodeFaces, type Encoded } from './latent-space-disentanglement/training';
import { mean } from './metrics/summary';
import { facePixels } from './models/sprite-renderer';
import type { Vae } from './models/sprite-vae';

const trainingFaces = { seed: 1, chunks: 4, perChunk: 500 } as const;
const testFaces = { seed: 2, count: 1000 } as const;
const stepsPerFrame = 20;
const stepsPerLook = 100;
/** Places of a latent relative to the mean code. */
const places = [-2, -1, 0, 1, 2];

export default defineDemo({
  id: 'latent-space-disentanglement',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'beta',
      label: 'Weight of the KL term β',
      tex: '\\beta',
      help: 'On the KL summed over the latents, beside an error summed over the pixels.',
      scale: 'log',
      min: 0.25,
      max: 32,
      default: 4,
      seeds: [{ role: 'beta', clamp: true }],
      writes: 'beta',
    },
    {
      kind: 'toggle',
      id: 'plain',
      label: 'No KL term (β = 0)',
      help: 'A plain autoencoder with noise in its code.',
      default: false,
      seeds: [{ role: 'beta', expression: 'beta == 0' }],
    },
    {
      kind: 'toggle',
      id: 'averaged',
      label: 'Error averaged over pixels',
      help: 'The common slip: the error shrinks 256 times, as if β were 256 times as large.',
      default: false,
    },
    {
      kind: 'range',
      id: 'latents',
      label: 'Latent dimensions',
      help: 'Three factors vary: turn, size and glasses.',
      scale: 'integer',
      min: 2,
      max: 6,
      step: 1,
      default: 4,
      seeds: [{ role: 'latent_dim', clamp: true }],
    },
    {
      kind: 'range',
      id: 'steps',
      label: 'Training steps',
      scale: 'integer',
      min: 300,
      max: 1500,
      step: 100,
      default: 1500,
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed',
      help: 'Other initial weights, batches and noise; the faces stay.',
      scale: 'integer',
      min: 1,
      max: 5,
      step: 1,
      default: 1,
    },
  ],

  async run({ tf, random, emit }, params) {
    const { latents, steps, seed } = params;
    const beta = effectiveBeta(params);
    const test = drawFaces(random(testFaces.seed), testFaces.count);
    const testImages = imagesOf(tf, test);
    const trainer = createTrainer(tf, random(seed), latents, beta);
    const look = (step: number): Snapshot => {
      const encoded = encodeFaces(tf, trainer.vae, testImages);
      const traversal = traverse(tf, trainer.vae, encoded);
      return { beta, latents, step, steps, encoded, scores: scoresOf(encoded, test), traversal };
    };
    let seen = look(0);
    let frame = disentanglementFrame(seen);
    await emit(frame);

    const drawing = random(trainingFaces.seed);
    const images = new Float32Array(trainingFaces.chunks * trainingFaces.perChunk * facePixels);
    for (let i = 0; i < trainingFaces.chunks; i++) {
      const { pixels } = drawFaces(drawing, trainingFaces.perChunk);
      images.set(pixels, i * pixels.length);
      await emit(frame);
    }
    for (let step = 1; step <= steps; step++) {
      trainer.step(images);
      if (step % stepsPerLook === 0) {
        seen = look(step);
        frame = disentanglementFrame(seen);
      }
      if (step % stepsPerFrame === 0) await emit(laterFrame(frame, { ...seen, step }));
    }
  },
});

/** The weight beside an error that is summed: 256 times as large where the error is averaged over the pixels. */
function effectiveBeta(params: {
  readonly beta: number;
  readonly plain: boolean;
  readonly averaged: boolean;
}): number {
  if (params.plain) return 0;
  return params.averaged ? params.beta * facePixels : params.beta;
}

const imagesOf = (tf: Tf, { pixels, count }: Faces): Tensor2D => tf.tensor2d(pixels, [count, facePixels]);

const scoresOf = ({ codes, latents }: Encoded, { factors }: Faces) =>
  scoreCodes({ columns: latents, values: codes }, { columns: variedFactors.length, values: factors });

/** Decodes each latent moved about the mean code, the others left there. */
function traverse(tf: Tf, vae: Vae, { codes, latents }: Encoded): Snapshot['traversal'] {
  const middle = Array.from({ length: latents }, (_, j) => mean(columnOf(codes, latents, j)));
  const moved = Array.from({ length: latents }, (_, j) =>
    places.map((place) => middle.map((value, i) => (i === j ? value + place : value))),
  ).flat();
  const pixels = tf.tidy(() => vae.decode(tf.tensor2d(moved)).dataSync<'float32'>().slice());
  return { values: places, pixels };
}

const columnOf = (values: Float32Array, columns: number, column: number): Float32Array =>
  values.filter((_, i) => i % columns === column);
