/**
 * Trains the latent ODE of the demo and writes src/demos/data/latent-ode-weights.json. Run by hand, about ten minutes:
 *
 *     node --import tsx tools/train-latent-ode.ts [steps]
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { NamedTensorMap, Scalar, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random } from '../src/demos/contract/demo';
import {
  decode,
  encode,
  field,
  latentSize,
  layerNames,
  layers,
  type Observations,
  type Weights,
} from '../src/demos/latent-odes/model';
import { drawOscillation, gridCount, gridStep, noise, valueAt } from '../src/demos/latent-odes/oscillation';
import { solverStep } from '../src/demos/models/solvers';
import { startBackend } from '../src/engine/backend';
import { createRandom } from '../src/engine/random';
import { tf } from '../src/engine/tensorflow';

const steps = Number(process.argv[2] ?? 7000);
const seed = 5;
const batch = 128;
const learningRate = 5e-3;
const lastShare = 0.03;
const longestGradient = 5;
const wasm = new URL(
  '../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  import.meta.url,
);
const target = new URL('../src/demos/data/latent-ode-weights.json', import.meta.url);

const normals = (random: Random, count: number) =>
  Float32Array.from({ length: count }, () => random.normal());

function initialWeights(random: Random): Weights {
  const entries = layerNames.map((name) => {
    const [rows, columns] = layers[name];
    const scaled = (count: number) => normals(random, count).map((x) => (0.577 * x) / Math.sqrt(rows));
    return [
      name,
      {
        w: tf.variable(tf.tensor2d(scaled(rows * columns), [rows, columns]), true, `${name}.w`),
        b: tf.variable(tf.tensor2d(scaled(columns), [1, columns]), true, `${name}.b`),
      },
    ] as const;
  });
  return Object.fromEntries(entries) as Weights;
}

interface Batch {
  /** What the encoder sees. */
  readonly seen: Observations;
  /** The same on the whole grid, and 1 where something was seen. */
  readonly grid: Tensor2D;
  readonly mask: Tensor2D;
}

/** Noisy observations of new series at random places of the grid, as many of each. */
function drawBatch(random: Random): Batch {
  const count = 1 + random.integer(12);
  const [t, x] = [new Float32Array(batch * count), new Float32Array(batch * count)];
  const [grid, mask] = [new Float32Array(batch * gridCount), new Float32Array(batch * gridCount)];
  for (let i = 0; i < batch; i++) {
    const oscillation = drawOscillation(random);
    random
      .shuffle(gridCount)
      .slice(0, count)
      .forEach((k, j) => {
        const value = valueAt(oscillation, k * gridStep) + noise * random.normal();
        t[i * count + j] = k * gridStep;
        x[i * count + j] = grid[i * gridCount + k] = value;
        mask[i * gridCount + k] = 1;
      });
  }
  return {
    seen: { t: tf.tensor2d(t, [batch, count]), x: tf.tensor2d(x, [batch, count]) },
    grid: tf.tensor2d(grid, [batch, gridCount]),
    mask: tf.tensor2d(mask, [batch, gridCount]),
  };
}

/** The negative evidence lower bound of a series, on what was observed. */
function loss(weights: Weights, given: Batch, drawn: Tensor2D, spread: number, klWeight: number): Scalar {
  const { mean, logVariance } = encode(tf, weights, given.seen);
  let z: Tensor2D = tf.add(mean, tf.mul(tf.exp(tf.div(logVariance, 2)), drawn));
  const f = field(tf, weights);
  const path = [z];
  while (path.length < gridCount) path.push((z = solverStep(tf, 'rk4', f, z, gridStep)));
  const values: Tensor2D = tf.reshape(decode(tf, weights, tf.concat(path, 0)), [gridCount, batch]);
  const misfit = tf.sum(tf.mul(tf.square(tf.sub(tf.transpose(values), given.grid)), given.mask));
  const kl = tf.sum(tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1)));
  return tf.div(tf.add(tf.div(misfit, spread ** 2), tf.mul(kl, klWeight)), 2 * batch);
}

function clipped(gradients: NamedTensorMap): NamedTensorMap {
  const squares = Object.values(gradients).map((gradient) => tf.sum(tf.square(gradient)));
  const norm = Math.sqrt(tf.addN(squares).dataSync()[0]!);
  const factor = Math.min(1, longestGradient / norm);
  return Object.fromEntries(Object.entries(gradients).map(([name, g]) => [name, tf.mul(g, factor)]));
}

function train(random: Random, weights: Weights): void {
  const variables = layerNames.flatMap((name) => [weights[name].w, weights[name].b]) as unknown as Variable[];
  const optimizer = tf.train.adam(learningRate);
  let recent = 0;
  for (let step = 0; step < steps; step++) {
    const done = step / steps;
    Object.assign(optimizer, { learningRate: learningRate * (1 - (1 - lastShare) * done) });
    const spread = noise * (3 - 2 * Math.min(1, done / 0.3));
    recent += tf.tidy(() => {
      const given = drawBatch(random);
      const drawn = tf.tensor2d(normals(random, batch * latentSize), [batch, latentSize]);
      const { value, grads } = tf.variableGrads(
        () => loss(weights, given, drawn, spread, Math.min(1, done / 0.2)),
        variables,
      );
      optimizer.applyGradients(clipped(grads));
      return value.dataSync()[0]!;
    });
    if ((step + 1) % 100 === 0) {
      console.log(`${step + 1}  ${(recent / 100).toFixed(3)}`);
      recent = 0;
    }
  }
}

async function write(weights: Weights): Promise<void> {
  const numbers = (tensor: Tensor2D) =>
    [...tensor.dataSync<'float32'>()].map((x) => Number(x.toPrecision(7)));
  const tensors = layerNames.map((name) => [
    name,
    { w: numbers(weights[name].w), b: numbers(weights[name].b) },
  ]);
  await writeFile(target, `${JSON.stringify({ seed, steps, ...Object.fromEntries(tensors) })}\n`);
}

await startBackend('wasm', await readFile(wasm));
if (tf.getBackend() !== 'wasm') throw new Error('the WASM engine did not start');
const random = createRandom(seed);
const weights = initialWeights(random);
train(random, weights);
await write(weights);
