/** From one face to another: through the latent space, or by fading pixels. */
import type { Random, Tf } from '../contract/demo';
import { drawFactors, facePixels, factorsOf, renderFace } from '../models/sprite-renderer';
import { spriteLatents, type Vae } from '../models/sprite-vae';
import { lerp, norm, type Path } from './paths';

/** Two faces that differ in everything. */
export const oppositeFaces = [
  [-0.8, 0.5, 0.8, -1, 0.6],
  [0.8, -0.5, -0.8, 1, -0.6],
] as const;

export type FacePair = readonly [first: ArrayLike<number>, second: ArrayLike<number>];

/** The factors of `count` random pairs; first and second faces come from generators of their own. */
export function facePairs(first: Random, second: Random, count: number): FacePair[] {
  const [a, b] = [drawFactors(first, count), drawFactors(second, count)];
  return Array.from({ length: count }, (_, i) => [factorsOf(a, i), factorsOf(b, i)]);
}

/** Pixels and codes of both ends. */
export interface Ends {
  readonly pixels: readonly [Float32Array, Float32Array];
  readonly codes: readonly [Float32Array, Float32Array];
}

export function endsOf(tf: Tf, vae: Vae, [first, second]: FacePair): Ends {
  const pixels = [renderFace(first), renderFace(second)] as const;
  const codes = tf.tidy(() => {
    const x = tf.tensor2d([...pixels[0], ...pixels[1]], [2, facePixels]);
    return vae.encode(x).dataSync<'float32'>().slice();
  });
  return { pixels, codes: [codes.slice(0, spriteLatents), codes.slice(spriteLatents)] };
}

/** Faces decoded along a path, one after the other, and how far each step goes. */
export interface Walk {
  readonly faces: readonly Float32Array[];
  /** Length of the code of each face. */
  readonly norms: readonly number[];
}

export function walk(tf: Tf, vae: Vae, { codes }: Ends, path: Path, times: readonly number[]): Walk {
  const points = times.map((t) => path(codes[0], codes[1], t));
  const pixels = tf.tidy(() =>
    vae
      .decode(
        tf.tensor2d(
          points.flatMap((point) => [...point]),
          [times.length, spriteLatents],
        ),
      )
      .dataSync<'float32'>()
      .slice(),
  );
  return {
    faces: times.map((_, i) => pixels.subarray(i * facePixels, (i + 1) * facePixels)),
    norms: points.map(norm),
  };
}

/** The cross-fade: each pixel on its own. */
export function fade({ pixels }: Ends, times: readonly number[]): Float32Array[] {
  return times.map((t) => lerp(pixels[0], pixels[1], t));
}

/** Distance in pixels from each face to the next. */
export function stepLengths(faces: readonly Float32Array[]): number[] {
  return faces.slice(1).map((face, i) => norm(face.map((pixel, p) => pixel - faces[i]![p]!)));
}

/** How much longer the longest step is than the mean one: 1 where all are equal. */
export function largestStepShare(steps: readonly number[]): number {
  const sum = steps.reduce((total, step) => total + step, 0);
  return sum > 0 ? (Math.max(...steps) * steps.length) / sum : 1;
}
