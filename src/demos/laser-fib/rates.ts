/** How fast a laser and an ion beam dig, and when to change from one to the other. Micrometres and seconds. */
import { normalCdf } from '../metrics/normal';

export interface Pulse {
  /** Radius at 1/e², depth of a pulse, and peak fluence over the threshold. */
  readonly w0: number;
  readonly depth: number;
  readonly ratio: number;
}

/** Volume of one crater, (π/4)·w₀²·δ·ln²(F₀/F_th). */
export function craterVolume({ w0, depth, ratio }: Pulse): number {
  return ratio > 1 ? (Math.PI / 4) * w0 * w0 * depth * Math.log(ratio) ** 2 : 0;
}

/** The same by adding up the depth on a grid: what the closed form is checked against. */
export function craterOnGrid({ w0, depth, ratio }: Pulse, cells = 400): number {
  const half = 2.5 * w0;
  const step = (2 * half) / cells;
  let volume = 0;
  for (let i = 0; i < cells; i++)
    for (let j = 0; j < cells; j++) {
      const [x, y] = [(i + 0.5) * step - half, (j + 0.5) * step - half];
      volume += Math.max(0, Math.log(ratio) - (2 * (x * x + y * y)) / (w0 * w0));
    }
  return depth * volume * step * step;
}

/** Volume for each joule, ln²(x)/x; largest at e². */
export const efficiency = (ratio: number): number => (ratio > 1 ? Math.log(ratio) ** 2 / ratio : 0);

export interface Job {
  /** Trench: width, depth and length. */
  readonly width: number;
  readonly depth: number;
  readonly length: number;
  /** µm³ in a second. */
  readonly laserRate: number;
  readonly beamRate: number;
  /** Depth of damage under the laser's face, and how far the face may be off. */
  readonly damage: number;
  readonly spread: number;
  /** Seconds to change over, and to make the sample again. */
  readonly setup: number;
  readonly redo: number;
}

/** Probability that damage reaches the target behind a margin. */
export const risk = ({ damage, spread }: Job, margin: number): number =>
  normalCdf((damage - margin) / spread);

/** Seconds with this margin left for the ion beam, samples that have to be made again included. */
export function planTime(job: Job, margin: number): number {
  const face = job.width * job.depth;
  const digging = (face * (job.length - margin)) / job.laserRate;
  const milling = (face * margin) / job.beamRate;
  return job.setup + digging + milling + risk(job, margin) * job.redo;
}

export const beamOnlyTime = ({ width, depth, length, beamRate }: Job): number =>
  (width * depth * length) / beamRate;

/** The margin at which a little more costs as much as it saves; 0 where nothing is worth it. */
export function bestMargin(job: Job): number {
  const cost = job.width * job.depth * (1 / job.beamRate - 1 / job.laserRate);
  const gain = job.redo / (Math.sqrt(2 * Math.PI) * job.spread * cost);
  if (!(gain > 1)) return 0;
  const margin = job.damage + job.spread * Math.sqrt(2 * Math.log(gain));
  return planTime(job, margin) < planTime(job, 0) ? Math.min(margin, job.length) : 0;
}
