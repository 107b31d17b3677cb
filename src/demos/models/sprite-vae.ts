/**
 * A variational autoencoder of faces (Kingma and Welling 2014): 256 pixels, 64 tanh units, 6 latents and back. Toy in
 * size, real in kind: `tools/train-sprite-vae.ts` trained the weights that are loaded here.
 */
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { spriteWeights } from '../data/sprite-vae';
import { facePixels } from './sprite-renderer';
import { unpackHalfFloats } from './half-float';

export const spriteLatents = 6;
export const spriteHidden = 64;
/** Variance of a pixel about its reconstruction, and the weight of the KL term. */
export const pixelVariance = 0.01;

/** Weights are inputs x outputs; `w2` puts the log variances behind the means. */
export interface VaeParameters<T> {
  readonly w1: T;
  readonly b1: T;
  readonly w2: T;
  readonly b2: T;
  readonly w3: T;
  readonly b3: T;
  readonly w4: T;
  readonly b4: T;
}
export type VaeWeights = VaeParameters<Float32Array>;

/** Shapes of the parameters, in the order in which they are drawn and stored. */
export function vaeShapes(
  hidden = spriteHidden,
  latents = spriteLatents,
): VaeParameters<readonly [number, number] | readonly [number]> {
  return {
    w1: [facePixels, hidden],
    b1: [hidden],
    w2: [hidden, 2 * latents],
    b2: [2 * latents],
    w3: [latents, hidden],
    b3: [hidden],
    w4: [hidden, facePixels],
    b4: [facePixels],
  };
}

export interface Vae {
  /** Means and log variances of the posterior of each image. @param x one image a row */
  posterior(x: Tensor2D): { readonly mean: Tensor2D; readonly logVariance: Tensor2D };
  /** Means of the posterior: the code of each image. */
  encode(x: Tensor2D): Tensor2D;
  /** Pixels of each code, which may leave [0, 1] a little: clip what is shown. */
  decode(z: Tensor2D): Tensor2D;
}

/** The autoencoder over tensors, or over variables that training changes. The sizes are those of the parameters. */
export function vaeOf(tf: Tf, p: VaeParameters<Tensor>): Vae {
  const layer = (x: Tensor2D, weights: Tensor, biases: Tensor): Tensor2D =>
    tf.add(tf.matMul(x, weights as Tensor2D), biases);
  const latents = p.w3.shape[0]!;
  const posterior = (x: Tensor2D) => {
    const both = layer(tf.tanh(layer(x, p.w1, p.b1)), p.w2, p.b2);
    return {
      mean: tf.slice(both, [0, 0], [-1, latents]),
      logVariance: tf.slice(both, [0, latents], [-1, latents]),
    };
  };
  return {
    posterior,
    encode: (x) => tf.tidy(() => posterior(x).mean),
    decode: (z) => tf.tidy(() => layer(tf.tanh(layer(z, p.w3, p.b3)), p.w4, p.b4)),
  };
}

/** The trained autoencoder. Its tensors belong to whoever runs. */
export function spriteVae(tf: Tf): Vae {
  const weights = loadSpriteWeights();
  const shapes = vaeShapes();
  const tensor = (name: keyof VaeWeights) => tf.tensor(weights[name], [...shapes[name]]);
  return vaeOf(tf, mapParameters(tensor));
}

/** Calls `make` for each parameter in order. */
export function mapParameters<T>(make: (name: keyof VaeWeights) => T): VaeParameters<T> {
  const names = Object.keys(vaeShapes()) as (keyof VaeWeights)[];
  return Object.fromEntries(names.map((name) => [name, make(name)])) as unknown as VaeParameters<T>;
}

/** Codes of many faces as plain numbers. @param pixels 256 a face, row by row @returns six a face */
export function encodeFaces(tf: Tf, vae: Vae, pixels: Float32Array): Float32Array {
  const count = pixels.length / facePixels;
  return tf.tidy(() =>
    vae
      .encode(tf.tensor2d(pixels, [count, facePixels]))
      .dataSync<'float32'>()
      .slice(),
  );
}

/** Faces of many codes, clipped to [0, 1]. @param codes six a face, row by row @returns 256 pixels a face */
export function decodeFaces(tf: Tf, vae: Vae, codes: Float32Array): Float32Array {
  const count = codes.length / spriteLatents;
  return tf.tidy(() =>
    tf
      .clipByValue(vae.decode(tf.tensor2d(codes, [count, spriteLatents])), 0, 1)
      .dataSync<'float32'>()
      .slice(),
  );
}

let loaded: VaeWeights | undefined;

/** The trained weights as plain numbers. */
export function loadSpriteWeights(): VaeWeights {
  if (loaded) return loaded;
  const all = unpackHalfFloats(spriteWeights);
  const shapes = vaeShapes();
  let from = 0;
  loaded = mapParameters((name) => {
    const size = shapes[name].reduce<number>((product, side) => product * side, 1);
    return all.subarray(from, (from += size));
  });
  return loaded;
}

/**
 * Loss of a batch in nats: squared error over twice the pixel variance, plus beta times the KL divergence of the
 * posterior from N(0, I), both summed over an image and averaged over the batch.
 * @param noise standard normal, one row an image
 * @param variance of a pixel about its reconstruction
 */
export function vaeLoss(
  tf: Tf,
  vae: Vae,
  x: Tensor2D,
  noise: Tensor2D,
  beta = 1,
  variance = pixelVariance,
): Scalar {
  return tf.tidy(() => {
    const { mean, logVariance } = vae.posterior(x);
    const z: Tensor2D = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise));
    const error = tf.div(tf.sum(tf.squaredDifference(vae.decode(z), x), 1), 2 * variance);
    const divergence = tf.sum(klPerLatent(tf, mean, logVariance), 1);
    return tf.mean(tf.add(error, tf.mul(divergence, beta))) as Scalar;
  });
}

/** KL divergence of each latent's posterior from N(0, 1), in nats. */
export function klPerLatent(tf: Tf, mean: Tensor2D, logVariance: Tensor2D): Tensor2D {
  return tf.tidy(() =>
    tf.mul(tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1)), 0.5),
  );
}

/** Weights normal with variance 1 / (3 inputs), drawn in order; biases zero. */
export function initialVaeWeights(random: Random, shapes = vaeShapes()): VaeWeights {
  return mapParameters((name) => {
    const [inputs, outputs] = shapes[name];
    if (outputs === undefined) return new Float32Array(inputs);
    const scale = 0.577 / Math.sqrt(inputs);
    return Float32Array.from({ length: inputs * outputs }, () => scale * random.normal());
  });
}
