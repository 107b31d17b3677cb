/** Faces whose labels go together, and five ways to make a direction of glasses from them. */
import type { Random, Tf } from '../contract/demo';
import { applyLinear } from '../models/least-squares';
import {
  classMeanDirection,
  jointDirections,
  logisticNormal,
  unit,
  withoutPart,
} from '../models/latent-directions';
import { plusRow } from '../models/rows';
import { loadPixelProbe } from '../models/sprite-meter';
import { factorCount, factorIndex } from '../models/sprite-renderer';
import { decodeFaces, spriteLatents, type Vae } from '../models/sprite-vae';

export const estimatorNames = ['means', 'logistic', 'minusMeans', 'minusLogistic', 'joint'] as const;
export type Estimator = (typeof estimatorNames)[number];
export type Directions = Readonly<Record<Estimator, Float64Array>>;

/** Codes and factors of labelled faces, row by row. */
export interface Labelled {
  readonly factors: Float32Array;
  readonly codes: Float32Array;
}

/**
 * Factors of faces of which the large ones wear glasses more often: with probability 1/2 + rho/2 above the middle size,
 * and 1/2 - rho/2 below.
 */
export function biasedFactors(random: Random, count: number, rho: number): Float32Array {
  const factors = new Float32Array(count * factorCount);
  for (let i = 0; i < factors.length; i += factorCount) {
    for (let k = 0; k < factorCount; k++) factors[i + k] = 2 * random.uniform() - 1;
    const probability = 0.5 + 0.5 * rho * Math.sign(factors[i + factorIndex.size]!);
    factors[i + factorIndex.glasses] = random.uniform() < probability ? 1 : -1;
  }
  return factors;
}

/** Five directions of glasses, each of length one, from the first `count` faces. */
export function directionsOf(labelled: Labelled, count: number): Directions {
  const factors = labelled.factors.subarray(0, count * factorCount);
  const codes = labelled.codes.subarray(0, count * spriteLatents);
  const glasses = (i: number) => factors[i * factorCount + factorIndex.glasses]! > 0;
  const large = (i: number) => factors[i * factorCount + factorIndex.size]! > 0;
  const means = classMeanDirection(codes, spriteLatents, glasses);
  return {
    means: unit(means),
    logistic: unit(logisticNormal(codes, spriteLatents, glasses)),
    minusMeans: unit(withoutPart(means, classMeanDirection(codes, spriteLatents, large))),
    minusLogistic: unit(withoutPart(means, logisticNormal(codes, spriteLatents, large))),
    joint: unit(jointDirections(factors, codes, count)[factorIndex.glasses]!),
  };
}

const longestStep = 8;
const halvings = 12;

/** The step at which the glasses of the faces rise by `rise` on average, as a linear map of their pixels reads them. */
export function stepFor(
  tf: Tf,
  vae: Vae,
  codes: Float32Array,
  direction: Float64Array,
  rise: number,
): number {
  const glasses = (step: number): number => {
    const read = applyLinear(loadPixelProbe(), decodeFaces(tf, vae, plusRow(codes, direction, step)));
    let sum = 0;
    for (let i = factorIndex.glasses; i < read.length; i += factorCount) sum += read[i]!;
    return sum / (read.length / factorCount);
  };
  const start = glasses(0);
  let [low, high] = [0, longestStep];
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2;
    if (glasses(middle) - start < rise) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
