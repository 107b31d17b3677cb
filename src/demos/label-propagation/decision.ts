/** From scores of nodes to classes, and how good they are. */

/** `largest`: the class with the largest score. `mass`: scores first divided by the mass of their class. */
export type Decision = 'largest' | 'mass';

/** A lead below this is rounding. */
const noise = 1e-4;

export interface Decided {
  /** Class by node; -1 where nothing has arrived yet, or all classes score the same. */
  readonly labels: Int32Array;
  /** 0 where all classes score the same or nothing has arrived, 1 where one class has it all. */
  readonly confidence: Float32Array;
}

/**
 * Decides each node. Class-mass normalisation (Zhu, Ghahramani and Lafferty 2003, here with equal priors) weighs class
 * c by 1 over its total score on the nodes that are no seeds.
 * @param scores nodes x classes, not negative
 */
export function decide(
  scores: ArrayLike<number>,
  classes: number,
  decision: Decision,
  isSeed: (node: number) => boolean,
): Decided {
  const nodes = scores.length / classes;
  const weight =
    decision === 'mass' ? massWeights(scores, classes, isSeed) : new Array<number>(classes).fill(1);
  const labels = new Int32Array(nodes).fill(-1);
  const confidence = new Float32Array(nodes);
  for (let i = 0; i < nodes; i++) {
    const row = Array.from({ length: classes }, (_, c) => scores[i * classes + c]! * weight[c]!);
    const sum = row.reduce((total, score) => total + score, 0);
    if (!(sum > 0)) continue;
    const best = Math.max(...row);
    confidence[i] = Math.max(0, (best / sum - 1 / classes) / (1 - 1 / classes));
    if (confidence[i]! > noise) labels[i] = row.indexOf(best);
  }
  return { labels, confidence };
}

function massWeights(
  scores: ArrayLike<number>,
  classes: number,
  isSeed: (node: number) => boolean,
): number[] {
  const mass = new Array<number>(classes).fill(0);
  for (let i = 0; i < scores.length; i++)
    if (!isSeed(Math.floor(i / classes))) mass[i % classes]! += scores[i]!;
  return mass.map((total) => (total > 0 ? 1 / total : 1));
}

/** Share of the nodes that are no seeds and got their true class. */
export function accuracyOf(
  decided: Decided,
  truth: readonly number[],
  isSeed: (node: number) => boolean,
): number {
  const judged = truth.map((_, i) => i).filter((i) => !isSeed(i));
  return judged.filter((i) => decided.labels[i] === truth[i]).length / judged.length;
}

/** Greatest difference between two nodes in the score of one class: 0 where all nodes have become the same. */
export function spreadOf(scores: ArrayLike<number>, classes: number): number {
  let widest = 0;
  for (let c = 0; c < classes; c++) {
    let [least, most] = [Infinity, -Infinity];
    for (let i = c; i < scores.length; i += classes) {
      least = Math.min(least, scores[i]!);
      most = Math.max(most, scores[i]!);
    }
    widest = Math.max(widest, most - least);
  }
  return widest;
}

/** Greatest absolute difference between two lists of the same length. */
export function largestChange(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}

/**
 * Factor by which the change shrinks from step to step: the slope of its logarithm, by least squares over the steps
 * where it lies between 1e-6 and 1e-3. Nothing where fewer than five do.
 */
export function decayRate(changes: readonly number[]): number | undefined {
  const tail = changes.flatMap((change, t) =>
    change > 1e-6 && change < 1e-3 ? [[t, Math.log(change)] as const] : [],
  );
  if (tail.length < 5) return undefined;
  const mean = (k: 0 | 1) => tail.reduce((sum, point) => sum + point[k], 0) / tail.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = tail.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  const variance = tail.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return Math.exp(covariance / variance);
}
