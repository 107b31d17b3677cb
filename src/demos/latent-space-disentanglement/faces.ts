/** Faces of three continuous factors, for which the code of every image is known. */
import type { Random } from '../contract/demo';
import { facePixels, renderFace } from '../models/sprite-renderer';

/** The factors that vary, each uniform in [-1, 1], and the values of the two that do not. */
export const variedFactors = ['turn', 'size', 'glasses'] as const;
const smile = 0.3;
const hair = 0.6;

export interface Faces {
  readonly count: number;
  /** Row by row, three a face, in the order of `variedFactors`. */
  readonly factors: Float32Array;
  /** Row by row, 256 a face. */
  readonly pixels: Float32Array;
}

/** Draws turn, size and glasses of each face in this order. */
export function drawFaces(random: Random, count: number): Faces {
  const factors = Float32Array.from({ length: count * variedFactors.length }, () => 2 * random.uniform() - 1);
  const pixels = new Float32Array(count * facePixels);
  for (let i = 0; i < count; i++) {
    const [turn, size, glasses] = factors.subarray(3 * i, 3 * i + 3);
    renderFace([turn!, size!, smile, glasses!, hair], pixels.subarray(i * facePixels, (i + 1) * facePixels));
  }
  return { count, factors, pixels };
}
