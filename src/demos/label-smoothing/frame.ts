/** The frame of the label-smoothing demo: four plots, the numbers behind them, one sentence. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, LinePlot, Metric, TablePlot } from '../contract/frame';
import type { ClassificationScore } from '../metrics/classification';
import type { Target } from './target';

/** A network and what was measured of it so far. */
export interface Learner {
  readonly eps: number;
  readonly curve: { readonly step: number; readonly gap: number }[];
  /** On the test set, after the last measured step. */
  score?: ClassificationScore;
}

export interface Comparison {
  readonly hard: Learner;
  readonly smooth: Learner;
  /** The target that the panel shows, and the one that the network learns from. */
  readonly shown: Target;
  readonly learnt: Target;
  readonly progress: number;
}

/** Measured numbers: three digits say all. */
const text = (value: number) => formatNumber(Number(value.toPrecision(3)));
const percent = (share: number) => `${text(100 * share)} %`;

export function labelSmoothingFrame(comparison: Comparison): Frame {
  return {
    plots: [targetPlot(comparison), gapPlot(comparison), reliabilityPlot(comparison), scoreTable(comparison)],
    metrics: metricsOf(comparison),
    progress: comparison.progress,
    reading: readingOf(comparison),
  };
}

function nameOf({ eps }: Learner): string {
  return `ε = ${text(eps)}`;
}

function targetPlot({ shown, smooth }: Comparison): BarPlot {
  const classes = Array.from({ length: shown.classes }, (_, k) => k);
  const own = Math.min(2, shown.classes - 1);
  return {
    kind: 'bar',
    id: 'target',
    title: 'Target of one example',
    x: { label: 'class' },
    y: { label: 'target probability', min: 0, max: 1 },
    categories: classes.map(String),
    series: [
      { name: 'one-hot', values: classes.map((k) => (k === own ? 1 : 0)), style: 'outline' },
      {
        name: nameOf(smooth),
        values: classes.map((k) => (k === own ? shown.own : shown.other)),
        style: 'filled',
      },
    ],
    text: `The true class gets ${text(shown.own)}, each of the ${shown.classes - 1} others ${text(shown.other)}.`,
  };
}

function gapPlot({ hard, smooth, learnt }: Comparison): LinePlot {
  const limit = Number.isFinite(learnt.gap) ? learnt.gap : undefined;
  const ends = [hard, smooth].map((learner) => {
    const end = learner.curve.at(-1);
    return end ? `${text(end.gap)} with ${nameOf(learner)} after ${end.step} steps` : undefined;
  });
  return {
    kind: 'line',
    id: 'gap',
    title: 'Logit gap on the training set',
    x: { label: 'step', min: 0, max: 300 },
    y: { label: 'true logit − mean of the others', unit: 'nats' },
    series: [hard, smooth].map((learner, i) => ({
      name: i === 0 ? 'one-hot' : nameOf(learner),
      x: learner.curve.map(({ step }) => step),
      y: learner.curve.map(({ gap }) => gap),
    })),
    references: limit === undefined ? [] : [{ axis: 'y', at: limit, label: `limit ${text(limit)}` }],
    text: ends[0] === undefined ? 'Not trained yet.' : `The gap is ${ends.join(' and ')}.`,
  };
}

function reliabilityPlot({ hard, smooth }: Comparison): LinePlot {
  const scored = [hard, smooth].filter(({ score }) => score !== undefined);
  return {
    kind: 'line',
    id: 'reliability',
    title: 'Reliability on the test set',
    x: { label: 'confidence', min: 0, max: 1 },
    y: { label: 'accuracy', min: 0, max: 1 },
    series: [
      { name: 'honest', x: [0, 1], y: [0, 1], style: 'dashed' },
      ...[hard, smooth].map((learner, i) => ({
        name: i === 0 ? 'one-hot' : nameOf(learner),
        x: (learner.score?.bins ?? []).map(({ confidence }) => confidence),
        y: (learner.score?.bins ?? []).map(({ accuracy }) => accuracy),
      })),
    ],
    text:
      scored.length === 0
        ? 'Not trained yet.'
        : `Confidence against accuracy: ${scored
            .map(
              ({ score }, i) =>
                `${i === 0 ? 'one-hot' : 'smoothed'} ${percent(score!.confidence)} against ${percent(score!.accuracy)}`,
            )
            .join(', ')}.`,
  };
}

function scoreTable({ hard, smooth }: Comparison): TablePlot {
  const row = (name: string, score: ClassificationScore | undefined) =>
    score ? [name, score.accuracy, score.nll, score.ece, score.confidence] : [name, '–', '–', '–', '–'];
  return {
    kind: 'table',
    id: 'scores',
    title: 'Test set',
    columns: [
      { label: 'target' },
      { label: 'accuracy', digits: 3 },
      { label: 'NLL', unit: 'nats', digits: 3 },
      { label: 'ECE', digits: 3 },
      { label: 'confidence', digits: 3 },
    ],
    rows: [row('one-hot', hard.score), row(nameOf(smooth), smooth.score)],
    highlight: 1,
    text:
      hard.score && smooth.score
        ? `Accuracy ${text(smooth.score.accuracy)} against ${text(hard.score.accuracy)} with one-hot targets, NLL ${text(smooth.score.nll)} against ${text(hard.score.nll)}, ECE ${text(smooth.score.ece)} against ${text(hard.score.ece)}.`
        : 'Not trained yet.',
  };
}

/** What the run decides comes first: the page shows the first few. */
function metricsOf({ hard, smooth, shown, learnt }: Comparison): Metric[] {
  const [smoothed, oneHot] = [
    learnerMetrics('', 'smoothed', smooth),
    learnerMetrics('-hard', 'one-hot', hard),
  ];
  const metrics = smoothed.flatMap((metric, i) => (oneHot[i] ? [metric, oneHot[i]] : [metric]));
  metrics.push(
    { id: 'target-own', label: 'target of the true class', value: shown.own },
    { id: 'target-other', label: 'target of each other class', value: shown.other },
    { id: 'loss-floor', label: 'least possible loss', value: shown.floor, unit: 'nats' },
  );
  if (Number.isFinite(learnt.gap))
    metrics.push({ id: 'gap-limit', label: 'limit of the logit gap', value: learnt.gap, unit: 'nats' });
  return metrics;
}

function learnerMetrics(suffix: string, name: string, { curve, score }: Learner): Metric[] {
  const gap = curve.at(-1)?.gap;
  if (gap === undefined || !score) return [];
  const { accuracy, nll, ece, confidence } = score;
  return [
    { id: `gap${suffix}`, label: `logit gap, ${name}`, value: gap, unit: 'nats' },
    { id: `ece${suffix}`, label: `ECE, ${name}`, value: ece },
    { id: `accuracy${suffix}`, label: `accuracy, ${name}`, value: accuracy },
    { id: `nll${suffix}`, label: `NLL, ${name}`, value: nll, unit: 'nats' },
    { id: `confidence${suffix}`, label: `confidence, ${name}`, value: confidence },
  ];
}

function readingOf({ hard, smooth, shown, learnt, progress }: Comparison): string {
  const hardEnd = hard.curve.at(-1);
  const smoothEnd = smooth.curve.at(-1);
  if (!hardEnd || !smoothEnd || !hard.score || !smooth.score)
    return `The true class gets ${text(shown.own)} of the target and each other class ${text(shown.other)}.`;
  if (smooth.eps === 0)
    return `With ε = 0 both networks learn from the same one-hot target, and their logit gap is ${text(hardEnd.gap)} after ${hardEnd.step} steps.`;
  const limit = learnt.gap > 0 ? ` (limit ${text(learnt.gap)})` : '';
  const gaps = `the logit gap is ${text(smoothEnd.gap)} with ${nameOf(smooth)}${limit} and ${text(hardEnd.gap)} with one-hot targets`;
  if (progress < 1) return `After ${smoothEnd.step} steps ${gaps}.`;
  return `In the end ${gaps}, and calibration is ${calibration(smooth.score, hard.score)}.`;
}

function calibration(smooth: ClassificationScore, hard: ClassificationScore): string {
  const verdict = smooth.ece < hard.ece ? 'better' : 'worse';
  const { confidence, accuracy } = smooth;
  return `${verdict}: ECE ${text(smooth.ece)} against ${text(hard.ece)}, with confidence ${percent(confidence)} and accuracy ${percent(accuracy)}`;
}
