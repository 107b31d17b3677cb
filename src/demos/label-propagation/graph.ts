/** Random graphs with known classes, and what can be said of a graph before anything is propagated. */
import type { Random } from '../contract/demo';

/** An undirected graph whose nodes have a class. */
export interface LabelledGraph {
  readonly nodes: number;
  readonly classes: number;
  /** The true class of each node. */
  readonly labels: readonly number[];
  /** Symmetric, not negative, row by row: nodes x nodes. */
  readonly weights: Float32Array;
  /** Pairs i < j with a positive weight. */
  readonly edges: readonly (readonly [number, number])[];
}

/**
 * Stochastic block model: node i has class i mod `classes`. Two nodes of one class are joined with probability
 * d·h/(N/C - 1), two of different classes with d(1 - h)/(N - N/C), so that a node has `degree` neighbours on average
 * and a share `homophily` of them in its own class. A node without neighbours is joined to node (i + C) mod N.
 */
export function blockModel(
  random: Random,
  nodes: number,
  classes: number,
  degree: number,
  homophily: number,
): LabelledGraph {
  const own = nodes / classes;
  const within = (degree * homophily) / (own - 1);
  const between = (degree * (1 - homophily)) / (nodes - own);
  const weights = new Float32Array(nodes * nodes);
  const join = (i: number, j: number) => (weights[i * nodes + j] = weights[j * nodes + i] = 1);
  for (let i = 0; i < nodes; i++)
    for (let j = i + 1; j < nodes; j++)
      if (random.uniform() < (i % classes === j % classes ? within : between)) join(i, j);
  for (let i = 0; i < nodes; i++)
    if (weights.subarray(i * nodes, (i + 1) * nodes).every((weight) => weight === 0))
      join(i, (i + classes) % nodes);
  const labels = Array.from({ length: nodes }, (_, i) => i % classes);
  return { nodes, classes, labels, weights, edges: edgesOf(weights, nodes) };
}

function edgesOf(weights: Float32Array, nodes: number): (readonly [number, number])[] {
  const edges: (readonly [number, number])[] = [];
  for (let i = 0; i < nodes; i++)
    for (let j = i + 1; j < nodes; j++) if (weights[i * nodes + j]! > 0) edges.push([i, j]);
  return edges;
}

/** Share of the edges whose two ends have the same class. */
export function edgeHomophily({ edges, labels }: LabelledGraph): number {
  return edges.filter(([i, j]) => labels[i] === labels[j]).length / edges.length;
}
