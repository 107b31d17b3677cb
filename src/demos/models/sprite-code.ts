/** The autoencoder of faces in plain arithmetic, for single faces where no engine runs: hover pictures. */
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

function layer(x: ArrayLike<number>, weights: Float32Array, biases: Float32Array): Float32Array {
  const sums = biases.slice();
  for (let i = 0; i < x.length; i++)
    for (let k = 0; k < sums.length; k++) sums[k]! += x[i]! * weights[i * sums.length + k]!;
  return sums;
}
