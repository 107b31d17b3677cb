/** The frame of the label-propagation demo: the graph, two sets of curves, the numbers behind them, one sentence. */
import { formatNumber } from '../../util/number';
import type { Frame, GraphPlot, LinePlot, Metric, ReferenceLine } from '../contract/frame';
import { decayRate, type Decision } from './decision';
import type { Mode } from './propagation';
import type { Measured, Run, Task } from './task';

export interface Progress {
  readonly task: Task;
  /** The three modes, and the one that graph and metrics are about. */
  readonly runs: readonly Run[];
  readonly shown: Run;
  readonly alpha: number;
  readonly decision: Decision;
  /** The last step that graph and metrics show, and how many are computed. */
  readonly shownStep: number;
  readonly steps: number;
}

const text = (value: number) => formatNumber(value === 0 ? 0 : Number(value.toPrecision(3)));
const percent = (share: number) => `${text(100 * share)} %`;

export function labelPropagationFrame(progress: Progress): Frame {
  return {
    plots: [graphPlot(progress), accuracyPlot(progress), changePlot(progress)],
    metrics: metricsOf(progress),
    progress: computed(progress) / progress.steps,
    reading: readingOf(progress),
  };
}

const computed = ({ shown }: Progress) => shown.history.length - 1;

/** The last computed step of a run that is to be shown. */
function shownOf({ shownStep }: Progress, { history }: Run): Measured {
  return history[Math.min(shownStep, history.length - 1)]!;
}

function graphPlot(progress: Progress): GraphPlot {
  const { task, shown, decision } = progress;
  const { graph, isSeed } = task;
  const { step, decided } = shownOf(progress, shown);
  const { labels, confidence } = decided[decision];
  const right = graph.labels.filter((label, i) => labels[i] === label).length;
  return {
    kind: 'graph',
    id: 'graph',
    title: `Classes after ${step} steps, ${nameOf(shown.mode, progress)}`,
    layout: 'force',
    nodes: graph.labels.map((_, i) => ({
      id: String(i),
      label: '',
      group: Math.max(0, labels[i]!),
      strength: labels[i]! < 0 ? 0 : 0.15 + 0.85 * confidence[i]!,
      marked: isSeed(i),
    })),
    edges: graph.edges.map(([from, to]) => ({ from: String(from), to: String(to) })),
    text: `A node has the colour of its class, the fuller the surer; seeds are ringed. ${right} of ${graph.nodes} nodes have the colour of their true class.`,
  };
}

const nameOf = (mode: Mode, { alpha }: Progress) =>
  mode === 'spreading' ? `spreading, α = ${text(alpha)}` : mode;

function accuracyPlot(progress: Progress): LinePlot {
  const { task, runs, shown, decision, steps } = progress;
  const limit = shown.limitAccuracy?.[decision];
  const references: ReferenceLine[] = [{ axis: 'y', at: 1 / task.graph.classes, label: 'chance' }];
  if (limit !== undefined) references.push({ axis: 'y', at: limit, label: `limit ${text(limit)}` });
  const now = runs.map(
    (run) => `${nameOf(run.mode, progress)} ${text(shownOf(progress, run).accuracy[decision])}`,
  );
  return {
    kind: 'line',
    id: 'accuracy',
    title: 'Accuracy on the nodes that are no seeds',
    x: { label: 'step', scale: 'log', min: 1, max: steps },
    y: { label: 'accuracy', min: 0, max: 1 },
    series: runs.map((run) => ({
      name: nameOf(run.mode, progress),
      x: run.history.slice(1).map(({ step }) => step),
      y: run.history.slice(1).map(({ accuracy }) => accuracy[decision]),
    })),
    references,
    text: `After ${shownOf(progress, shown).step} steps: ${now.join('; ')}.`,
  };
}

function changePlot(progress: Progress): LinePlot {
  const { runs, steps } = progress;
  const settled = runs.map((run) => {
    const step = settledAt(run.history, 1e-3);
    return `${nameOf(run.mode, progress)} ${step === undefined ? 'not yet' : `from step ${step}`}`;
  });
  return {
    kind: 'line',
    id: 'change',
    title: 'Largest change of a score in one step',
    x: { label: 'step', min: 0, max: steps },
    y: { label: 'largest change', scale: 'log', min: 1e-8, max: 1 },
    series: runs.map((run) => {
      const moving = run.history.filter(({ change }) => change !== undefined && change > 1e-8);
      return {
        name: nameOf(run.mode, progress),
        x: moving.map(({ step }) => step),
        y: moving.map(({ change }) => change!),
      };
    }),
    references: [
      { axis: 'y', at: 1e-3, label: '0.001' },
      { axis: 'y', at: 1e-6, label: '1e-6' },
    ],
    text: `No score changes by 0.001 or more in a step: ${settled.join('; ')}.`,
  };
}

/** The first step whose largest change lies below a limit. */
export function settledAt(history: readonly Measured[], limit: number): number | undefined {
  return history.find(({ change }) => change !== undefined && change < limit)?.step;
}

function bestOf(history: readonly Measured[], decision: Decision): Measured {
  return history.reduce((best, one) => (one.accuracy[decision] > best.accuracy[decision] ? one : best));
}

function metricsOf(progress: Progress): Metric[] {
  const { task, runs, shown, decision } = progress;
  const { history } = shown;
  const { step, accuracy, spread, distance } = shownOf(progress, shown);
  const best = bestOf(history, decision);
  const found: [id: string, label: string, value: number | undefined][] = [
    ['accuracy', `accuracy after ${step} steps`, accuracy[decision]],
    ['accuracy-best', 'best accuracy', best.accuracy[decision]],
    ['best-step', 'step of the best accuracy', best.step],
    ['accuracy-mass', 'accuracy by class mass', accuracy.mass],
    ['homophily', 'edges inside a class', task.homophily],
    ['accuracy-limit', 'accuracy of the exact limit', shown.limitAccuracy?.[decision]],
    ['distance', 'largest distance to the limit', distance],
    ['spread', 'largest difference between nodes', spread],
    ['settled', 'steps until no change ≥ 0.001', settledAt(history, 1e-3)],
    ['settled-fine', 'steps until no change ≥ 1e-6', settledAt(history, 1e-6)],
    ['rate', 'a step shrinks the change to', decayRate(history.flatMap(({ change }) => change ?? []))],
    ['unreached', 'nodes without a path to a seed', task.unreached || undefined],
    ...runs
      .filter((run) => run !== shown)
      .map((run): [string, string, number] => [
        `accuracy-${run.mode}`,
        `accuracy, ${nameOf(run.mode, progress)}`,
        shownOf(progress, run).accuracy[decision],
      ]),
  ];
  return found.flatMap(([id, label, value]) => (value === undefined ? [] : [{ id, label, value }]));
}

const labelsAre: Readonly<Record<Mode, string>> = {
  clamped: 'reset in each step',
  unclamped: 'left alone',
  spreading: 'mixed in again',
};

function readingOf(progress: Progress): string {
  const { task, shown, decision } = progress;
  const at = shownOf(progress, shown);
  const others = task.graph.nodes - task.seeds.size;
  if (at.step === 0)
    return `Only the ${task.seeds.size} seeds have a class; the other ${others} nodes wait for their neighbours.`;
  const now = `after ${at.step} steps ${percent(at.accuracy[decision])} of the other nodes are right`;
  if (at.spread < 1e-3) {
    const best = bestOf(shown.history, decision);
    return `Without clamping all nodes have become the same: ${now}, after a peak of ${percent(best.accuracy[decision])} at step ${best.step}.`;
  }
  const neighbours = neighboursSay(task);
  if (neighbours !== undefined)
    return `${neighbours}: ${now}, where guessing gives ${percent(1 / task.graph.classes)}.`;
  return `With known labels ${labelsAre[shown.mode]}, ${now}${outlook(progress, at)}.`;
}

/** Where neighbours are no help, why. */
function neighboursSay({ homophily, graph }: Task): string | undefined {
  const share = `${percent(homophily)} of the edges join nodes of one class`;
  const surplus = homophily - 1 / graph.classes;
  if (surplus < -0.07) return `Only ${share}, so neighbours mislead`;
  return surplus < 0.07 ? `${share}, as many as by chance, so neighbours say nothing` : undefined;
}

/** What further steps, or another decision, would change. */
function outlook(progress: Progress, at: Measured): string {
  const { shown, decision, steps } = progress;
  if (computed(progress) < steps) return '';
  if (shown.mode === 'unclamped') return ', but further steps make all nodes the same';
  const { largest, mass } = at.accuracy;
  if (decision === 'largest' && mass - largest > 0.03)
    return `; weighing classes by their mass makes it ${percent(mass)}`;
  const settled = settledAt(shown.history, 1e-3);
  return settled === undefined
    ? ', and scores still move'
    : `; no score moves by 0.001 from step ${settled} on`;
}
