/**
 * Trains the autoencoder of faces that several demos share and writes its weights to `src/demos/data/sprite-vae.ts`.
 * By hand alone: sums of floats differ from engine to engine, so the weights are kept and their metrics tested.
 *
 *   node --import tsx tools/train-sprite-vae.ts
 */
import { readFile, writeFile } from 'node:fs/promises';
import {
  drawFactors,
  facePixels,
  labelledFaces,
  renderFaces,
  trainingFaces,
} from '../src/demos/models/sprite-renderer';
import { toHalf } from '../src/demos/models/half-float';
import { fitLinear } from '../src/demos/models/least-squares';
import {
  initialVaeWeights,
  mapParameters,
  spriteLatents,
  vaeLoss,
  vaeOf,
  vaeShapes,
} from '../src/demos/models/sprite-vae';
import { startBackend } from '../src/engine/backend';
import { createRandom } from '../src/engine/random';

const weightSeed = 7;
const steps = 12_000;
const batchSize = 64;
const learningRate = 3e-3;
/** Share of the learning rate that is left at the end. */
const lastShare = 0.02;
const probeRidge = 1;

const root = new URL('..', import.meta.url);
const wasm = 'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
const { tf, note } = await startBackend('wasm', await readFile(new URL(wasm, root)));
if (note) console.log(note);

const random = createRandom(weightSeed);
const initial = initialVaeWeights(random);
const shapes = vaeShapes();
const parameters = mapParameters((name) => tf.variable(tf.tensor(initial[name], [...shapes[name]])));
const vae = vaeOf(tf, parameters);
const faces = renderFaces(drawFactors(createRandom(trainingFaces.seed), trainingFaces.count));
const images = tf.tensor2d(faces, [trainingFaces.count, facePixels]);
const optimizer = tf.train.adam(learningRate) as unknown as {
  learningRate: number;
  minimize: ReturnType<typeof tf.train.adam>['minimize'];
};

for (let step = 0; step < steps; step++) {
  optimizer.learningRate = learningRate * (1 - ((1 - lastShare) * step) / steps);
  const loss = tf.tidy(() => {
    const rows = Int32Array.from({ length: batchSize }, () => random.integer(trainingFaces.count));
    const noise = Float32Array.from({ length: batchSize * spriteLatents }, () => random.normal());
    const x = tf.gather(images, tf.tensor1d(rows, 'int32'));
    const eps = tf.tensor2d(noise, [batchSize, spriteLatents]);
    return optimizer.minimize(() => vaeLoss(tf, vae, x, eps), true)!.dataSync()[0]!;
  });
  if (step % 500 === 0) console.log(`step ${step}: loss ${loss.toFixed(3)}`);
}

const labels = drawFactors(createRandom(labelledFaces.seed), labelledFaces.count);
const probe = fitLinear(renderFaces(labels), labels, labelledFaces.count, probeRidge);
const weights = Object.values(parameters).flatMap((variable) => [...variable.dataSync()]);
const packed = (values: readonly number[]): string =>
  Buffer.from(Uint16Array.from(values, toHalf).buffer).toString('base64');

await writeFile(
  new URL('src/demos/data/sprite-vae.ts', root),
  `/** Written by tools/train-sprite-vae.ts: base64 of little-endian half floats. */

/** The autoencoder of faces: w1, b1 … w4, b4. */
export const spriteWeights =
  '${packed(weights)}';

/** The linear map from pixels to factors: weights, biases. */
export const spriteProbe =
  '${packed([...probe.weights, ...probe.biases])}';
`,
);
console.log(`${weights.length} parameters, 2 bytes each`);
