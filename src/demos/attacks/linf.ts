/** Attacks that may move every pixel, each by at most `eps`. Images are rows, pixels lie in [0, 1]. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';

/**
 * One step of length `alpha` along the sign of the gradient, then back into the ball around `x` and into the box. From
 * `x` with alpha = eps it is the fast gradient sign method (Goodfellow et al. 2015); repeated, it is projected gradient
 * descent (Madry et al. 2018).
 */
export function linfStep(
  tf: Tf,
  x: Tensor2D,
  at: Tensor2D,
  gradient: Tensor2D,
  alpha: number,
  eps: number,
): Tensor2D {
  return tf.tidy(() => {
    const moved: Tensor2D = tf.add(at, tf.mul(tf.sign(gradient), alpha));
    const inBall: Tensor2D = tf.minimum(tf.maximum(moved, tf.sub(x, eps)), tf.add(x, eps));
    return tf.clipByValue(inBall, 0, 1);
  });
}

/** A point of the ball at random: `eps` times a uniform number of [-1, 1) on every pixel. */
export function uniformStart(tf: Tf, random: Random, x: Tensor2D, eps: number): Tensor2D {
  return shifted(tf, x, () => eps * (2 * random.uniform() - 1));
}

/** A corner of the ball at random: what a clumsy or unlucky world does, not an attacker. */
export function randomSigns(tf: Tf, random: Random, x: Tensor2D, eps: number): Tensor2D {
  return shifted(tf, x, () => (random.uniform() < 0.5 ? eps : -eps));
}

function shifted(tf: Tf, x: Tensor2D, shift: () => number): Tensor2D {
  return tf.tidy(() => {
    const shifts = Float32Array.from({ length: x.size }, shift);
    return tf.clipByValue(tf.add(x, tf.tensor2d(shifts, x.shape)), 0, 1);
  });
}

/**
 * Projected gradient descent from `start`, which it uses up. `onStep` sees every iterate; the last one is returned.
 * @param gradient of the loss by the images
 */
export async function pgd(
  tf: Tf,
  x: Tensor2D,
  start: Tensor2D,
  gradient: (at: Tensor2D) => Tensor2D,
  { alpha, eps, steps }: { readonly alpha: number; readonly eps: number; readonly steps: number },
  onStep: (step: number, at: Tensor2D) => Promise<void> | void,
): Promise<Tensor2D> {
  let at = start;
  for (let step = 1; step <= steps; step++) {
    const next = tf.tidy(() => linfStep(tf, x, at, gradient(at), alpha, eps));
    at.dispose();
    at = next;
    await onStep(step, at);
  }
  return at;
}
