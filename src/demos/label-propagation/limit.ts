/** Where the iterations end, solved exactly in double precision. */
import type { Mode } from './propagation';

export interface Problem {
  readonly nodes: number;
  readonly classes: number;
  /** Symmetric, not negative: nodes x nodes. */
  readonly weights: ArrayLike<number>;
  /** Class of each seed by node; other nodes are absent. */
  readonly seeds: ReadonlyMap<number, number>;
}

/**
 * The fixed point of a mode, nodes x classes. `clamped`: (I - P_UU) Y_U = P_UL Y_L. `spreading`: (I - alpha·S) F =
 * (1 - alpha) Y. A node from which no seed can be reached keeps zeros. Nothing for `unclamped`, which has no use for a
 * limit: all nodes of a component become equal.
 */
export function limitOf(problem: Problem, mode: Mode, alpha: number): Float64Array | undefined {
  if (mode === 'unclamped') return undefined;
  const { nodes, classes, weights, seeds } = problem;
  const reached = reachable(problem);
  const degree = Array.from({ length: nodes }, (_, i) => rowSum(weights, nodes, i));
  const between = (i: number, j: number): number => {
    const weight = weights[i * nodes + j]!;
    if (weight === 0) return 0;
    return mode === 'clamped' ? weight / degree[i]! : (alpha * weight) / Math.sqrt(degree[i]! * degree[j]!);
  };
  const unknown = [...reached].filter((i) => mode === 'spreading' || !seeds.has(i));
  const system = unknown.map((i) => Float64Array.from(unknown, (j) => (i === j ? 1 : 0) - between(i, j)));
  const right = unknown.map((i) => {
    const row = new Float64Array(classes);
    if (mode === 'spreading') {
      const own = seeds.get(i);
      if (own !== undefined) row[own] = 1 - alpha;
    } else for (const [seed, label] of seeds) row[label]! += between(i, seed);
    return row;
  });
  const solved = solve(system, right);
  const limit = new Float64Array(nodes * classes);
  if (mode === 'clamped') for (const [seed, label] of seeds) limit[seed * classes + label] = 1;
  unknown.forEach((node, k) => limit.set(solved[k]!, node * classes));
  return limit;
}

/** Nodes that a path joins to a seed, the seeds included. */
export function reachable({ nodes, weights, seeds }: Problem): Set<number> {
  const found = new Set(seeds.keys());
  for (const i of found) for (let j = 0; j < nodes; j++) if (weights[i * nodes + j]! > 0) found.add(j);
  return found;
}

function rowSum(weights: ArrayLike<number>, nodes: number, row: number): number {
  let sum = 0;
  for (let j = 0; j < nodes; j++) sum += weights[row * nodes + j]!;
  return sum;
}

/** Gaussian elimination with partial pivoting, in place; the matrix must be regular. One row of the result a row of `b`. */
function solve(a: Float64Array[], b: Float64Array[]): Float64Array[] {
  const n = a.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i]![k]!) > Math.abs(a[pivot]![k]!)) pivot = i;
    [a[k], a[pivot]] = [a[pivot]!, a[k]!];
    [b[k], b[pivot]] = [b[pivot]!, b[k]!];
    for (let i = k + 1; i < n; i++) subtract(a[i]!, b[i]!, a[k]!, b[k]!, a[i]![k]! / a[k]![k]!);
  }
  for (let k = n - 1; k >= 0; k--) {
    b[k] = b[k]!.map((value) => value / a[k]![k]!);
    for (let i = 0; i < k; i++) {
      const factor = a[i]![k]!;
      b[k]!.forEach((value, c) => (b[i]![c]! -= factor * value));
    }
  }
  return b;
}

function subtract(
  row: Float64Array,
  right: Float64Array,
  pivotRow: Float64Array,
  pivotRight: Float64Array,
  factor: number,
): void {
  if (factor === 0) return;
  for (let j = 0; j < row.length; j++) row[j]! -= factor * pivotRow[j]!;
  for (let c = 0; c < right.length; c++) right[c]! -= factor * pivotRight[c]!;
}
