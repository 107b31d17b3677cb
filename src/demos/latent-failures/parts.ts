/** A million simulated parts: when each of them fails. */
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import type { Life, Lot } from './lot';

export const partCount = 2 ** 20;
/** Parts drawn at once. */
export const chunk = 2 ** 17;

/** Two uniform numbers a part: which population it is from, and when it fails. */
export interface Draws {
  readonly population: Float32Array;
  readonly life: Float32Array;
}

/** Fills parts from `first` on. */
export function drawParts(random: Random, { population, life }: Draws, first: number): void {
  for (let i = first; i < Math.min(first + chunk, partCount); i++) {
    population[i] = random.uniform();
    life[i] = random.uniform();
  }
}

export interface Parts {
  /** Hours of use until each part fails. */
  readonly lives: Tensor1D;
  readonly weakCount: number;
}

/** Inverts the Weibull distribution: t = scale·(−ln(1 − u))^(1/shape). */
export function livesOf(tf: Tf, draws: Draws, lot: Lot): Parts {
  const isWeak = tf.less(tf.tensor1d(draws.population), lot.weakShare);
  const lives = tf.tidy(() => {
    const hazard = tf.maximum(tf.neg(tf.log1p(tf.neg(tf.tensor1d(draws.life)))), 1e-12);
    const life = ({ shape, scale }: Life) => tf.mul<Tensor1D>(tf.pow(hazard, 1 / shape), scale);
    return tf.where(isWeak, life(lot.weak), life(lot.main));
  });
  const weakCount = isWeak.dataSync<'bool'>().reduce((sum, weak) => sum + weak, 0);
  isWeak.dispose();
  return { lives, weakCount };
}

export interface Counts {
  /** Parts that outlive the burn-in, and those of them that fail in the field. */
  readonly shipped: number;
  readonly failures: number;
}

export function countFailures(tf: Tf, lives: Tensor1D, aged: number, mission: number): Counts {
  const counts = tf.tidy(() => {
    const failedBy = (t: number) => tf.sum(tf.cast(tf.lessEqual(lives, t), 'float32'));
    return tf.stack([failedBy(aged), failedBy(aged + mission)]);
  });
  const [before, after] = counts.dataSync<'float32'>();
  counts.dispose();
  return { shipped: partCount - before!, failures: after! - before! };
}

/** Hours from 1 to 10⁹ in equal steps of the logarithm. */
export const times: readonly number[] = Array.from({ length: 201 }, (_, i) => 10 ** ((9 * i) / 200));

/** The share that has failed at each of the times. */
export function sharesAt(lives: Float32Array): number[] {
  const width = Math.log(times[1]!);
  const counts = new Uint32Array(times.length + 1);
  for (const life of lives) {
    const bin = Math.ceil(Math.log(life) / width);
    counts[Math.min(Math.max(bin, 0), times.length)]! += 1;
  }
  let sum = 0;
  return times.map((_, i) => (sum += counts[i]!) / lives.length);
}
