/** Four ways to find handles on a generator: with labels, from its weights, from its activations, and none. */
import type { Random } from '../contract/demo';
import { symmetricEigen, type Eigen } from '../models/eigen';
import { jointDirections, unit } from '../models/latent-directions';
import { dot } from '../models/rows';
import { factorCount } from '../models/sprite-renderer';
import { loadSpriteWeights, spriteHidden, spriteLatents } from '../models/sprite-vae';

export const methodNames = ['supervised', 'sefa', 'ganspace', 'axes'] as const;
export type Method = (typeof methodNames)[number];
export type Handles = readonly Float64Array[];

/** Directions of length one for each factor, by regression of labelled codes on all factors. */
export function supervisedHandles(factors: Float32Array, codes: Float32Array): Handles {
  return jointDirections(factors, codes, factors.length / factorCount).map(unit);
}

/**
 * Eigenvectors of AᵀA of the first layer A of the decoder, by decreasing eigenvalue (Shen and Zhou 2021). The layer is
 * stored inputs x outputs, so its rows are multiplied.
 */
export function sefa(): Eigen {
  const { w3 } = loadSpriteWeights();
  const row = (i: number) => w3.subarray(i * spriteHidden, (i + 1) * spriteHidden);
  const gram = Array.from({ length: spriteLatents ** 2 }, (_, i) =>
    dot(row(Math.floor(i / spriteLatents)), row(i % spriteLatents)),
  );
  return symmetricEigen(gram, spriteLatents);
}

export interface GanSpace {
  readonly handles: Handles;
  /** Shares of the variance of the activations by component. */
  readonly shares: readonly number[];
}

/**
 * Principal components of the decoder's hidden activations of samples of the prior, each brought back to the latent
 * space by regression of the codes on its scores (Härkönen et al. 2020, as for BigGAN).
 */
export function ganSpace(random: Random, count: number): GanSpace {
  const { w3, b3 } = loadSpriteWeights();
  const codes = Float32Array.from({ length: count * spriteLatents }, () => random.normal());
  const hidden = new Float64Array(count * spriteHidden);
  const mean = new Float64Array(spriteHidden);
  for (let n = 0; n < count; n++)
    for (let k = 0; k < spriteHidden; k++) {
      let sum = b3[k]!;
      for (let i = 0; i < spriteLatents; i++)
        sum += codes[n * spriteLatents + i]! * w3[i * spriteHidden + k]!;
      hidden[n * spriteHidden + k] = Math.tanh(sum);
      mean[k]! += Math.tanh(sum) / count;
    }
  const centred = hidden.map((value, i) => value - mean[i % spriteHidden]!);
  const covariance = new Float64Array(spriteHidden ** 2);
  for (let n = 0; n < count; n++) {
    const row = centred.subarray(n * spriteHidden, (n + 1) * spriteHidden);
    for (let i = 0; i < spriteHidden; i++)
      for (let j = 0; j < spriteHidden; j++) covariance[i * spriteHidden + j]! += (row[i]! * row[j]!) / count;
  }
  const { values, vectors } = symmetricEigen(covariance, spriteHidden);
  const total = values.reduce((sum, value) => sum + value, 0);
  const handles = vectors.slice(0, spriteLatents).map((component) => {
    const back = new Float64Array(spriteLatents);
    for (let n = 0; n < count; n++) {
      const score = dot(centred.subarray(n * spriteHidden, (n + 1) * spriteHidden), component);
      for (let i = 0; i < spriteLatents; i++) back[i]! += score * codes[n * spriteLatents + i]!;
    }
    return unit(back);
  });
  return { handles, shares: Array.from(values, (value) => value / total) };
}

/** The latent coordinates themselves. */
export function axes(): Handles {
  return Array.from({ length: spriteLatents }, (_, i) =>
    Float64Array.from({ length: spriteLatents }, (_, j) => (i === j ? 1 : 0)),
  );
}
