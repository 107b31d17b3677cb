/** Test shots of rising energy: the holes that they make, pixel by pixel. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { blurOf, energyFor, peakFluence, type Beam } from './beam';

const pixels = 256;
/** Micrometres. */
const pixelSize = 0.05;
const shotCount = 12;
/** Energies in units of the threshold energy. */
const energyRange = [1.15, 12] as const;
const energyJitter = 0.02;
const thresholdNoise = 0.03;

export interface Shot {
  readonly energy: number;
  /** Of a circle of the same area. */
  readonly diameter: number;
}

/** Fluence of a pulse with peak 1, blurred by the heat that spreads during it. */
export function fluenceMap(tf: Tf, { w0 }: Beam, pulse: number): Tensor2D {
  const at = (i: number) => (i - (pixels - 1) / 2) * pixelSize;
  const blur = blurOf(pulse);
  return tf.tidy(() => {
    const profile = tf.tensor2d(
      Float32Array.from({ length: pixels }, (_, i) => Math.exp((-2 * at(i) ** 2) / (w0 * w0))),
      [pixels, 1],
    );
    const map: Tensor2D = tf.matMul(profile, profile, false, true);
    if (blur <= pixelSize / 4) return map;
    const scale = pixelSize / (blur * Math.sqrt(2 * Math.PI));
    const spread = Float32Array.from({ length: pixels * pixels }, (_, k) => {
      const distance = at(Math.floor(k / pixels)) - at(k % pixels);
      return scale * Math.exp(-(distance * distance) / (2 * blur * blur));
    });
    const heat = tf.tensor2d(spread, [pixels, pixels]);
    return tf.matMul(tf.matMul(heat, map), heat);
  });
}

/** @param noise of pulse energies and of the threshold at each pixel; without it the shots are exact */
export function shoot(
  tf: Tf,
  beam: Beam,
  pulse: number,
  threshold: number,
  noise?: { readonly energies: Random; readonly pixels: Random },
): Shot[] {
  const lowest = energyFor(threshold, beam.w0) * (beam.heated / beam.w0) ** 2;
  const [first, last] = energyRange;
  const map = fluenceMap(tf, beam, pulse);
  const needed = tf.tensor2d(
    Float32Array.from(
      { length: pixels * pixels },
      () => threshold * (1 + (noise ? thresholdNoise * noise.pixels.normal() : 0)),
    ),
    [pixels, pixels],
  );
  const shots = Array.from({ length: shotCount }, (_, i): Shot => {
    const energy = lowest * first * (last / first) ** (i / (shotCount - 1));
    const fired = energy * (1 + (noise ? energyJitter * noise.energies.normal() : 0));
    const removed = tf.tidy(() =>
      tf.sum(tf.cast(tf.greater(tf.mul(map, peakFluence(fired, beam.w0)), needed), 'float32')),
    );
    const area = removed.dataSync<'float32'>()[0]! * pixelSize * pixelSize;
    removed.dispose();
    return { energy, diameter: 2 * Math.sqrt(area / Math.PI) };
  });
  tf.dispose([map, needed]);
  return shots;
}
