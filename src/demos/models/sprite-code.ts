/** The autoencoder of faces in plain arithmetic, for single faces where no engine runs: hover pictures. */
import { factorIndex, renderFace, type FactorName } from './sprite-renderer';
import { loadSpriteWeights, spriteLatents } from './sprite-vae';

/** The code of one face: the mean of its posterior. @param pixels 256 */
export function encodeFace(pixels: ArrayLike<number>): Float32Array {
  const { w1, b1, w2, b2 } = loadSpriteWeights();
  const hidden = layer(pixels, w1, b1).map(Math.tanh);
  return layer(hidden, w2, b2).subarray(0, spriteLatents);
}

/** The 256 pixels of one code, clipped to [0, 1]. */
export function decodeFace(code: ArrayLike<number>): Float32Array {
  const { w3, b3, w4, b4 } = loadSpriteWeights();
  const hidden = layer(code, w3, b3).map(Math.tanh);
  return layer(hidden, w4, b4).map((pixel) => Math.min(Math.max(pixel, 0), 1));
}

const heads = [-0.6, 0.6].flatMap((turn) =>
  [-0.6, 0.6].flatMap((size) => [-0.6, 0.6].map((smile) => [turn, size, smile, -1, 0])),
);
const directions = new Map<FactorName, Float64Array>();

/** The direction, of length one, in which codes move on average when one factor goes from -1 to 1; from eight heads. */
export function faceDirection(name: FactorName): Float64Array {
  const known = directions.get(name);
  if (known) return known;
  const sum = new Float64Array(spriteLatents);
  for (const head of heads)
    for (const end of [1, -1]) {
      const face = renderFace(head.map((value, k) => (k === factorIndex[name] ? end : value)));
      encodeFace(face).forEach((value, k) => (sum[k]! += end * value));
    }
  const length = Math.hypot(...sum);
  const direction = sum.map((value) => value / length);
  directions.set(name, direction);
  return direction;
}

/** The faces that one is moved to along a direction. @param factors of the face */
export function facesAlong(
  factors: ArrayLike<number>,
  name: FactorName,
  alphas: readonly number[],
): Float32Array[] {
  const code = encodeFace(renderFace(factors));
  const direction = faceDirection(name);
  return alphas.map((alpha) => decodeFace(code.map((value, k) => value + alpha * direction[k]!)));
}

function layer(x: ArrayLike<number>, weights: Float32Array, biases: Float32Array): Float32Array {
  const sums = biases.slice();
  for (let i = 0; i < x.length; i++)
    for (let k = 0; k < sums.length; k++) sums[k]! += x[i]! * weights[i * sums.length + k]!;
  return sums;
}
