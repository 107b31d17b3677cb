/** Made-up data of two modalities: evidence that adds up, and evidence that lies only in their combination. */
import type { Random } from '../contract/demo';
import { normalCdf } from '../metrics/normal';

export interface Task {
  /** How far each modality's additive feature moves with the class, in standard deviations of its noise. */
  readonly dA: number;
  readonly dB: number;
  /** Correlation of the two noises. */
  readonly rho: number;
  /** Strength of the evidence that needs both modalities at once. */
  readonly kappa: number;
}

export interface Examples {
  readonly count: number;
  /** Two features an example, row by row. */
  readonly a: Float32Array;
  readonly b: Float32Array;
  /** 0 and 1 in turn. */
  readonly labels: Int32Array;
}

/**
 * Class s = ±1. Modality A holds dA·s + noise and κ·t + noise, B holds dB·s + noise and κ·t·s + noise, with a coin t = ±1
 * that each example tosses anew: the second features say nothing about s one by one, and everything together.
 */
export function drawExamples(random: Random, count: number, { dA, dB, rho, kappa }: Task): Examples {
  const a = new Float32Array(2 * count);
  const b = new Float32Array(2 * count);
  const labels = Int32Array.from({ length: count }, (_, i) => i % 2);
  for (let i = 0; i < count; i++) {
    const s = 2 * labels[i]! - 1;
    const t = random.uniform() < 0.5 ? -1 : 1;
    const [own, other] = [random.normal(), random.normal()];
    a[2 * i] = dA * s + own;
    b[2 * i] = dB * s + rho * own + Math.sqrt(1 - rho * rho) * other;
    a[2 * i + 1] = kappa * t + 0.5 * random.normal();
    b[2 * i + 1] = kappa * t * s + 0.5 * random.normal();
  }
  return { count, a, b, labels };
}

/** The best accuracies that additive evidence allows: from A alone, from B alone, from both. */
export function bestAccuracies({ dA, dB, rho }: Task): { a: number; b: number; both: number } {
  const distance = Math.sqrt((dA * dA + dB * dB - 2 * rho * dA * dB) / (1 - rho * rho));
  return { a: normalCdf(dA), b: normalCdf(dB), both: normalCdf(distance) };
}
