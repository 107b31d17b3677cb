/** The frame of the epsilon demo: where ε can be stored, what it does to tokens of all sizes, and one token step by step. */
import { bf16, fp16, fp32, roundTo } from '../../util/float-format';
import { formatNumber } from '../../util/number';
import type { Frame, LinePlot, Metric, NumberLinePlot, Series, TablePlot } from '../contract/frame';
import { deviationOf, modeNames, modes, type ModeName, type Normalization } from './stepwise';

/** One size of token in the sweep. */
export interface SweepPoint {
  /** Standard deviation of the token. */
  readonly deviation: number;
  /** Standard deviation of the output in each mode. */
  readonly outputs: Readonly<Record<ModeName, number>>;
  /** ∂y₀/∂x₀. */
  readonly gain: number;
}

export interface Experiment {
  readonly eps: number;
  readonly mode: ModeName;
  readonly onePass: boolean;
  readonly features: number;
  /** The chosen token in the chosen mode, and without rounding. */
  readonly steps: Normalization;
  readonly exact: Normalization;
  readonly points: SweepPoint[];
  /** ∂y₀/∂x₀ of a constant token. */
  readonly constantGain: number;
}

const text = (value: number) => formatNumber(value === 0 ? 0 : Number(value.toPrecision(3)));

export function layerNormEpsilonFrame(experiment: Experiment, progress: number): Frame {
  return {
    plots: [storagePlot(experiment), deviationPlot(experiment), gainPlot(experiment), stepTable(experiment)],
    metrics: metricsOf(experiment),
    progress,
    reading: readingOf(experiment),
  };
}

const lineStart = 1e-13;

function storagePlot({ eps }: Experiment): NumberLinePlot {
  const stored = [fp32, fp16, bf16].map((format) => ({ name: format.name, value: roundTo(format, eps) }));
  return {
    kind: 'number-line',
    id: 'storage',
    title: 'ε as it is stored',
    x: { label: 'ε', scale: 'log', min: lineStart, max: 1 },
    marks: stored.map(({ name, value }) => ({
      at: value === 0 ? lineStart : value,
      label: `${name}: ${formatNumber(value, 5)}`,
      tone: value === 0 ? 'error' : 'accent',
    })),
    bands: [
      { from: lineStart, to: 2 ** -25, label: '0 in fp16', tone: 'error' },
      { from: 2 ** -25, to: 2 ** -14, label: 'subnormal in fp16', tone: 'warning' },
      { from: 2 ** -14, to: 1, label: 'normal in fp16', tone: 'good' },
    ],
    text: `${formatNumber(eps)} is stored as ${stored.map(({ name, value }) => `${formatNumber(value, 5)} in ${name}`).join(', ')}.`,
  };
}

function deviationPlot({ eps, points }: Experiment): LinePlot {
  const x = points.map(({ deviation }) => deviation);
  return {
    kind: 'line',
    id: 'deviation',
    title: 'Deviation of the output for tokens of all sizes',
    x: { label: 'deviation σ of the token', scale: 'log', min: 1e-8, max: 2e5 },
    y: { label: 'deviation of the output', scale: 'log' },
    series: [
      { name: 'σ/√(σ² + ε)', x, y: x.map((s) => s / Math.sqrt(s * s + eps)), style: 'dashed' },
      ...modeNames.map((mode): Series => ({
        name: modes[mode].label,
        ...shown(
          x,
          points.map(({ outputs }) => outputs[mode]),
        ),
        style: mode === 'fp32' ? 'solid' : 'points',
      })),
    ],
    references: [{ axis: 'x', at: Math.sqrt(eps), label: `√ε = ${text(Math.sqrt(eps))}` }],
    text:
      points.length === 0
        ? 'Not computed yet.'
        : `Half of the deviation is left at σ = ${text(Math.sqrt(eps / 3))}, 0.71 at √ε = ${text(Math.sqrt(eps))}. ${lostText(points)}`,
  };
}

/** What a logarithmic axis can show. */
function shown(x: readonly number[], y: readonly number[]): { x: number[]; y: number[] } {
  const kept = x.map((_, i) => i).filter((i) => Number.isFinite(y[i]) && y[i]! > 0);
  return { x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!) };
}

/** At how many sizes a mode gives nothing, or no numbers. */
function lostText(points: readonly SweepPoint[]): string {
  const parts = modeNames.flatMap((mode) => {
    const outputs = points.map((point) => point.outputs[mode]);
    const zeros = outputs.filter((value) => value === 0).length;
    const wild = outputs.filter((value) => !Number.isFinite(value)).length;
    if (zeros + wild === 0) return [];
    return [`${modes[mode].label}: ${zeros} all zeros, ${wild} not finite`];
  });
  return parts.length === 0
    ? 'Every mode gives finite outputs at all sizes.'
    : `Of ${points.length} sizes, ${parts.join('; ')}.`;
}

function gainPlot({ eps, points, features, constantGain }: Experiment): LinePlot {
  const x = points.map(({ deviation }) => deviation);
  const cap = (1 - 1 / features) / Math.sqrt(eps);
  return {
    kind: 'line',
    id: 'gain',
    title: 'Gain: how an output follows its input',
    x: { label: 'deviation σ of the token', scale: 'log', min: 1e-8, max: 2e5 },
    y: { label: '∂y₀/∂x₀', scale: 'log' },
    series: [
      {
        name: 'gradient',
        ...shown(
          x,
          points.map(({ gain }) => gain),
        ),
      },
    ],
    references: [{ axis: 'y', at: cap, label: `(1 − 1/D)/√ε = ${text(cap)}` }],
    text: `A constant token has the largest gain, ${text(constantGain)}; the limit for ${features} features is ${text(cap)}.`,
  };
}

interface NamedStep {
  readonly name: string;
  readonly exact: number;
  readonly computed: number;
}

function namedSteps({ steps, exact }: Experiment): NamedStep[] {
  const row = (name: string, of: (n: Normalization) => number): NamedStep => ({
    name,
    exact: of(exact),
    computed: of(steps),
  });
  return [
    row('mean μ', (n) => n.mean),
    row('variance σ²', (n) => n.variance),
    row('ε as stored', (n) => n.eps),
    row('σ² + ε', (n) => n.sum),
    row('root', (n) => n.root),
    row('1/root', (n) => n.inverse),
    row('first output', (n) => n.output[0]!),
    row('last output', (n) => n.output.at(-1)!),
  ];
}

/** More than this share of the output's deviation may not get lost. */
const tolerance = 0.02;

/**
 * Where a computation that ends wrong first leaves the truth: 0 that should not be, negative variance, ∞, no number.
 * A variance that rounds to 0 beside a larger ε does no harm.
 */
function firstBad(rows: readonly NamedStep[], { steps, exact }: Experiment): number | undefined {
  const [is, should] = [deviationOf(steps.output), deviationOf(exact.output)];
  if (Math.abs(is - should) <= tolerance * should) return undefined;
  const index = rows.findIndex(
    ({ name, exact: truth, computed }) =>
      !Number.isFinite(computed) ||
      (computed === 0 && Math.abs(truth) > 1e-12 && name !== 'mean μ') ||
      (computed < 0 && name === 'variance σ²'),
  );
  return index < 0 ? undefined : index;
}

function stepTable(experiment: Experiment): TablePlot {
  const rows = namedSteps(experiment);
  const bad = firstBad(rows, experiment);
  const label = modes[experiment.mode].label;
  return {
    kind: 'table',
    id: 'steps',
    title: 'The chosen token, step by step',
    columns: [{ label: 'step' }, { label: 'without rounding', digits: 4 }, { label, digits: 4 }],
    rows: rows.map(({ name, exact, computed }) => [name, exact, computed]),
    ...(bad === undefined ? {} : { highlight: bad }),
    text:
      bad === undefined
        ? `Every step in ${label} gives a usable number.`
        : `The first step that goes wrong in ${label} is ${rows[bad]!.name}: ${formatNumber(rows[bad]!.computed)} instead of ${text(rows[bad]!.exact)}.`,
  };
}

function metricsOf(experiment: Experiment): Metric[] {
  const { eps, steps, exact, constantGain, points } = experiment;
  const outputs = steps.output;
  const lost = (mode: ModeName) =>
    points.filter(({ outputs: { [mode]: value } }) => value === 0 || !Number.isFinite(value)).length;
  const wrong = outputs.map((value, i) => Math.abs(value - exact.output[i]!));
  const metrics: Metric[] = [
    { id: 'stored-fp16', label: 'ε in fp16', value: roundTo(fp16, eps), digits: 5 },
    { id: 'stored-bf16', label: 'ε in bf16', value: roundTo(bf16, eps), digits: 5 },
    { id: 'variance', label: 'variance of the token', value: steps.variance },
    { id: 'inverse', label: '1/√(σ² + ε)', value: steps.inverse, digits: 4 },
    { id: 'deviation', label: 'deviation of the output', value: deviationOf(outputs) },
    { id: 'error', label: 'largest error of an output', value: Math.max(...wrong) },
    {
      id: 'not-finite',
      label: 'outputs that are not finite',
      value: outputs.filter((y) => !Number.isFinite(y)).length,
    },
    { id: 'zeros', label: 'outputs that are 0', value: outputs.filter((y) => y === 0).length },
    { id: 'largest-gain', label: 'gain of a constant token', value: constantGain },
    { id: 'lost-fp16', label: 'sizes lost in fp16', value: lost('fp16') },
    { id: 'lost-bf16', label: 'sizes lost in bf16', value: lost('bf16') },
    { id: 'lost-mixed', label: 'sizes lost with statistics in fp32', value: lost('mixed') },
  ];
  return metrics.filter(({ value }) => Number.isFinite(value));
}

function readingOf(experiment: Experiment): string {
  const { eps, mode, steps, exact } = experiment;
  const rows = namedSteps(experiment);
  const bad = firstBad(rows, experiment);
  const label = modes[mode].label;
  const stored = steps.eps === 0 ? `ε = ${formatNumber(eps)} is stored as 0` : `ε = ${formatNumber(eps)}`;
  const [is, should] = [deviationOf(steps.output), deviationOf(exact.output)];
  if (bad !== undefined) {
    const end = Number.isFinite(is)
      ? `the output has deviation ${text(is)} instead of ${text(should)}`
      : `outputs are ${[...new Set(steps.output.map((y) => formatNumber(y)))].slice(0, 3).join(' and ')}`;
    return `In ${label}, ${stored}: ${rows[bad]!.name} comes out as ${formatNumber(rows[bad]!.computed)}, and ${end}.`;
  }
  return `In ${label}, ${stored}: the output has deviation ${text(is)}, and ${text(should)} without rounding.`;
}
