/** A graph in which some labels are known, and what is measured on the way to the others. */
import type { Random } from '../contract/demo';
import { accuracyOf, decide, largestChange, spreadOf, type Decided, type Decision } from './decision';
import { blockModel, edgeHomophily, type LabelledGraph } from './graph';
import { limitOf, reachable } from './limit';
import type { Mode } from './propagation';

type ByDecision<T> = Readonly<Record<Decision, T>>;

export interface Task {
  readonly graph: LabelledGraph;
  /** The first nodes of each class. */
  readonly isSeed: (node: number) => boolean;
  /** Class by node. */
  readonly seeds: ReadonlyMap<number, number>;
  /** One-hot rows of the seeds, zeros elsewhere: nodes x classes. */
  readonly known: Float32Array;
  readonly homophily: number;
  /** Nodes that no path joins to a seed. */
  readonly unreached: number;
}

/** One way to spread the labels of a task, and what came of it so far. */
export interface Run {
  readonly mode: Mode;
  /** The exact fixed point, nodes x classes, and its accuracy; nothing where the mode has none. */
  readonly limit?: Float64Array;
  readonly limitAccuracy?: ByDecision<number>;
  /** All steps so far, from step 0. */
  readonly history: Measured[];
}

/** What was measured after one step. */
export interface Measured {
  readonly step: number;
  readonly decided: ByDecision<Decided>;
  /** Share of right answers on the nodes that are no seeds. */
  readonly accuracy: ByDecision<number>;
  /** Greatest change of a score in this step; nothing before the first. */
  readonly change?: number;
  /** Greatest difference between two nodes in one class. */
  readonly spread: number;
  /** Greatest distance of a score to the limit. */
  readonly distance?: number;
}

export interface TaskSettings {
  readonly nodes: number;
  readonly classes: number;
  readonly degree: number;
  readonly homophily: number;
  readonly knownPerClass: number;
}

export function createTask(random: Random, settings: TaskSettings): Task {
  const { nodes, classes, degree, homophily, knownPerClass } = settings;
  const graph = blockModel(random, nodes, classes, degree, homophily);
  const isSeed = (node: number) => node < knownPerClass * classes;
  const seeds = new Map(graph.labels.flatMap((label, i) => (isSeed(i) ? [[i, label] as const] : [])));
  const known = new Float32Array(nodes * classes);
  for (const [node, label] of seeds) known[node * classes + label] = 1;
  return {
    graph,
    isSeed,
    seeds,
    known,
    homophily: edgeHomophily(graph),
    unreached: nodes - reachable({ ...graph, seeds }).size,
  };
}

/** @param alpha share that `spreading` takes from the neighbours */
export function createRun(task: Task, mode: Mode, alpha: number): Run {
  const { graph, isSeed, seeds, known } = task;
  const limit = limitOf({ ...graph, seeds }, mode, alpha);
  const history: Measured[] = [];
  const run: Run = {
    mode,
    limit,
    limitAccuracy: limit && accuracies(decideBoth(limit, graph.classes, isSeed), graph, isSeed),
    history,
  };
  measure(task, run, known);
  return run;
}

/**
 * Adds the next step to the history of a run.
 * @param scores nodes x classes @param before the scores one step earlier
 */
export function measure(
  { graph, isSeed }: Task,
  { history, limit }: Run,
  scores: Float32Array,
  before?: Float32Array,
): void {
  const decided = decideBoth(scores, graph.classes, isSeed);
  history.push({
    step: history.length,
    decided,
    accuracy: accuracies(decided, graph, isSeed),
    change: before && largestChange(scores, before),
    spread: spreadOf(scores, graph.classes),
    distance: limit && largestChange(scores, limit),
  });
}

function decideBoth(scores: ArrayLike<number>, classes: number, isSeed: Task['isSeed']): ByDecision<Decided> {
  return {
    largest: decide(scores, classes, 'largest', isSeed),
    mass: decide(scores, classes, 'mass', isSeed),
  };
}

function accuracies(
  { largest, mass }: ByDecision<Decided>,
  { labels }: LabelledGraph,
  isSeed: Task['isSeed'],
): ByDecision<number> {
  return { largest: accuracyOf(largest, labels, isSeed), mass: accuracyOf(mass, labels, isSeed) };
}
