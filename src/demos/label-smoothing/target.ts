/** What label smoothing makes of a one-hot target, and what follows from the target alone. */

/**
 * Over which classes the strength is spread: all K (Szegedy et al. 2016; PyTorch, Keras, JAX), or the K - 1 wrong ones
 * (fairseq), where e means the same as e·K/(K - 1) in the first.
 */
export type Convention = 'all' | 'others';

export interface Target {
  readonly classes: number;
  /** Target of the true class, and of each other one. */
  readonly own: number;
  readonly other: number;
  /** Entropy of the target in nats: the least loss that can be reached. */
  readonly floor: number;
  /** Logit of the true class minus any other where the loss is least; infinite for a one-hot target. */
  readonly gap: number;
}

/** @param eps smoothing strength in [0, 1] @param classes 2 or more */
export function smoothedTarget(eps: number, classes: number, convention: Convention): Target {
  const other = convention === 'all' ? eps / classes : eps / (classes - 1);
  const own = convention === 'all' ? 1 - eps + other : 1 - eps;
  return {
    classes,
    own,
    other,
    floor: surprise(own) + (classes - 1) * surprise(other),
    // The loss is least where softmax equals the target.
    gap: Math.log(own / other),
  };
}

function surprise(p: number): number {
  return p > 0 ? -p * Math.log(p) : 0;
}
