/** How good samples of the five bumps are. */
import type { Random } from '../contract/demo';
import { energyDistance } from '../metrics/energy-distance';
import { drawMixture, ringOfFive } from '../models/gaussian-mixture';

const ring = ringOfFive();
/** Share of true points within three deviations of their bump: 1 − e^−4.5. */
export const trueShare = 1 - Math.exp(-4.5);

export interface Quality {
  /** Share of the points within three deviations of a bump. */
  readonly onBump: number;
  /** How many of the five bumps have a point. */
  readonly bumps: number;
  /** Energy distance from as many true points. */
  readonly distance: number;
}

/** @param points x and y of each in turn, as in `truth` */
export function qualityOf(points: Float32Array, truth: Float32Array): Quality {
  const count = points.length / 2;
  const hit = Array.from({ length: count }, (_, i) =>
    ring.means.findIndex(
      ([x, y]) => Math.hypot(points[2 * i]! - x, points[2 * i + 1]! - y) <= 3 * ring.deviation,
    ),
  ).filter((bump) => bump >= 0);
  return { onBump: hit.length / count, bumps: new Set(hit).size, distance: energyDistance(points, truth) };
}

export const truePoints = (random: Random, count: number): Float32Array => drawMixture(ring, random, count);
