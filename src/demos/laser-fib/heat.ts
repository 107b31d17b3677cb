/** How hot it gets under a face that laser pulses have hit. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';

export interface Material {
  readonly label: string;
  /** J/(m³·K) and m²/s. */
  readonly capacity: number;
  readonly diffusivity: number;
}

export const materials: Readonly<Record<string, Material>> = {
  silicon: { label: 'silicon', capacity: 1.64e6, diffusivity: 8.8e-5 },
  oxide: { label: 'silicon dioxide', capacity: 1.6e6, diffusivity: 8.7e-7 },
  copper: { label: 'copper', capacity: 3.45e6, diffusivity: 1.17e-4 },
  mould: { label: 'mould compound', capacity: 1.9e6, diffusivity: 5e-7 },
};

export interface Pulses {
  /** J/m² that stay behind as heat, of each pulse. */
  readonly heat: number;
  readonly count: number;
  /** Hertz. */
  readonly repetition: number;
  /** Heated radius, m. */
  readonly radius: number;
}

const depthCount = 96;
const timeCount = 160;

/** Micrometres, from 0.1 to 100. */
export const depths: readonly number[] = Array.from(
  { length: depthCount },
  (_, i) => 0.1 * 1000 ** (i / (depthCount - 1)),
);

/** Seconds after the last pulse. */
const times = Array.from({ length: timeCount }, (_, j) => 1e-11 * 1e8 ** (j / (timeCount - 1)));

/** Kelvin above the start at each depth and time, without any pulse. */
export const cold = (tf: Tf): Tensor2D => tf.zeros([depthCount, timeCount]);

/**
 * Adds one pulse: a plane source that spreads into a half-space and, from its radius on, sideways.
 * @param index from 0, the first pulse
 */
export function heatedBy(
  tf: Tf,
  { capacity, diffusivity }: Material,
  { heat, count, repetition, radius }: Pulses,
  index: number,
  before: Tensor2D,
): Tensor2D {
  const spread = times.map((time) => diffusivity * (time + (count - 1 - index) / repetition));
  const height = spread.map(
    (area) => heat / (capacity * Math.sqrt(Math.PI * area)) / (1 + (8 * area) / (radius * radius)),
  );
  const slope = spread.map((area) => -1 / (4e12 * area));
  return tf.tidy(() => {
    const squares = tf.tensor2d(
      depths.map((depth) => depth * depth),
      [depthCount, 1],
    );
    const shape = tf.exp(tf.mul(squares, tf.tensor2d(slope, [1, timeCount])));
    return tf.add(before, tf.mul(shape, tf.tensor2d(height, [1, timeCount])));
  });
}

/** The highest temperature that each depth ever has. */
export function peaks(tf: Tf, heat: Tensor2D): Float32Array {
  const highest = tf.max(heat, 1);
  const values = highest.dataSync<'float32'>();
  highest.dispose();
  return values;
}

/** Micrometres down to which it gets hotter than `limit`, between depths by the line of their logarithms. */
export function damageDepth(highest: ArrayLike<number>, limit: number): number {
  if (!(highest[0]! > limit)) return 0;
  for (let i = 1; i < depthCount; i++) {
    if (highest[i]! > limit) continue;
    const [upper, lower] = [Math.log(highest[i - 1]!), Math.log(Math.max(highest[i]!, 1e-30))];
    const share = (upper - Math.log(limit)) / (upper - lower);
    return depths[i - 1]! * (depths[i]! / depths[i - 1]!) ** share;
  }
  return depths.at(-1)!;
}
