/** The frame of the Lagrangian demo: how three networks learn, how they swing, and what L has become. */
import { formatNumber } from '../../util/number';
import type { BarPlot, FieldPlot, Frame, HeatmapPlot, LinePlot, Metric, Series } from '../contract/frame';
import { drifts, energiesOf, starts, timeStep, type Rollout } from './pendulum';
import { steps } from './train';

export interface Learner {
  readonly name: string;
  /** Mean squared error of some steps. */
  readonly losses: { readonly step: number; readonly loss: number }[];
  /** Error on noise-free accelerations that were not learnt. */
  error?: number;
  rollout?: Rollout;
}

/** L and its second derivative by v on a grid, row by row from the lowest v. */
export interface Maps {
  readonly columns: number;
  readonly rows: number;
  readonly reach: number;
  readonly speed: number;
  readonly l: Float32Array;
  readonly mass: Float32Array;
}

export interface Findings {
  readonly damping: number;
  readonly seconds: number;
  /** L has a total time derivative in it. */
  readonly gauge: boolean;
  readonly learners: readonly Learner[];
  readonly truth?: Rollout;
  readonly maps?: Maps;
  readonly progress: number;
}

/** The start whose motion is drawn. */
const shownStart = 0;
/** Of the motion over which its ring is drawn, at the end. */
const shownSeconds = 10;
const text = (value: number) => formatNumber(value === 0 ? 0 : Number(value.toPrecision(3)));
const signed = (share: number) => `${share > 0 ? '+' : ''}${text(Math.round(1000 * share) / 10)} %`;

/** The drift of the start that drifts most. */
const worstDrift = (rollout: Rollout) =>
  drifts(rollout).reduce((worst, drift) => (Math.abs(drift) > Math.abs(worst) ? drift : worst), 0);

export function pendulumFrame(findings: Findings): Frame {
  return {
    plots: [
      energyPlot(findings),
      phasePlot(findings),
      driftPlot(findings),
      lossPlot(findings),
      mapPlot(findings, 'l'),
      mapPlot(findings, 'mass'),
    ],
    metrics: metricsOf(findings),
    progress: findings.progress,
    reading: readingOf(findings),
  };
}

interface Motion {
  readonly name: string;
  readonly rollout: Rollout;
}

/** The learners that have swung, and the truth. */
function motions({ learners, truth }: Findings): Motion[] {
  const learnt = learners.flatMap(({ name, rollout }) => (rollout ? [{ name, rollout }] : []));
  return truth ? [{ name: 'true', rollout: truth }, ...learnt] : learnt;
}

/** A line for the truth and for each learner, without points where it has not swung yet. */
function linesOf(findings: Findings, line: (rollout: Rollout) => Pick<Series, 'x' | 'y'>): Series[] {
  const known = new Map(motions(findings).map(({ name, rollout }) => [name, line(rollout)]));
  return ['true', ...findings.learners.map(({ name }) => name)].map((name) => ({
    name,
    ...(known.get(name) ?? { x: [], y: [] }),
    style: name === 'true' ? 'dashed' : 'solid',
  }));
}

function energyPlot(findings: Findings): LinePlot {
  const shown = motions(findings);
  const last = (rollout: Rollout) => energiesOf(rollout, shownStart).at(-1)!;
  return {
    kind: 'line',
    id: 'energy',
    title: `Energy of the swing from q = ${starts[shownStart]}`,
    x: { label: 'time', unit: 's', min: 0, max: findings.seconds },
    y: { label: 'energy', min: 0 },
    series: linesOf(findings, (rollout) => {
      const y = energiesOf(rollout, shownStart);
      return { x: y.map((_, i) => i * timeStep), y };
    }),
    text:
      shown.length > 0
        ? `At the end: ${shown.map(({ name, rollout }) => `${name} ${text(last(rollout))}`).join(', ')}.`
        : 'Nothing swings yet.',
  };
}

function phasePlot(findings: Findings): FieldPlot {
  const shown = motions(findings);
  const count = Math.round(shownSeconds / timeStep);
  const last = (states: readonly Float32Array[]) => states.slice(-count).map((at) => at[shownStart]!);
  const widest = ({ q }: Rollout) => text(Math.max(...last(q)));
  return {
    kind: 'field',
    id: 'phase',
    title: `Its last ${shownSeconds} s: velocity over position`,
    x: { label: 'position q' },
    y: { label: 'velocity' },
    paths: linesOf(findings, ({ q, v }) => ({ x: last(q), y: last(v) })),
    text:
      shown.length > 0
        ? `Farthest position: ${shown.map(({ name, rollout }) => `${name} ${widest(rollout)}`).join(', ')}.`
        : 'Nothing swings yet.',
  };
}

function driftPlot({ learners }: Findings): BarPlot {
  const drift = ({ rollout }: Learner) => (rollout ? Math.abs(worstDrift(rollout)) : 0);
  return {
    kind: 'bar',
    id: 'drift',
    title: 'Error of the acceleration, and drift of the energy',
    y: { label: 'error, drift', min: 0 },
    categories: learners.map(({ name }) => name),
    series: [
      { name: 'error', values: learners.map(({ error }) => error ?? 0) },
      { name: 'largest drift', values: learners.map(drift) },
    ],
    text: `Largest drift: ${learners.map((one) => `${one.name} ${text(drift(one))}`).join(', ')}.`,
  };
}

function lossPlot({ learners }: Findings): LinePlot {
  return {
    kind: 'line',
    id: 'loss',
    title: 'Mean squared error in training',
    x: { label: 'step', min: 0, max: steps },
    y: { label: 'error', scale: 'log' },
    series: learners.map(({ name, losses }) => ({
      name,
      x: losses.map(({ step }) => step),
      y: losses.map(({ loss }) => loss),
    })),
    text: `Now: ${learners.map(({ name, losses }) => `${name} ${text(losses.at(-1)?.loss ?? 0)}`).join(', ')}.`,
  };
}

function mapPlot({ maps }: Findings, id: 'l' | 'mass'): HeatmapPlot {
  const values = maps?.[id] ?? new Float32Array(1);
  const { columns = 1, rows = 1, reach = 2.8, speed = 2 } = maps ?? {};
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return {
    kind: 'heatmap',
    id,
    title: id === 'l' ? 'The learnt L' : 'The learnt mass',
    x: { label: 'position q' },
    y: { label: 'velocity' },
    grid: { columns, rows, values, xMin: -reach, xMax: reach, yMin: -speed, yMax: speed },
    colors: 'sequential',
    text: maps ? `Between ${text(least)} and ${text(most)}.` : 'Not learnt yet.',
  };
}

const ids = ['lagrangian', 'delan', 'plain'] as const;

function metricsOf({ learners, maps }: Findings): Metric[] {
  const metrics: Metric[] = learners.flatMap(({ name, error, rollout }, i) =>
    error !== undefined && rollout
      ? [
          { id: `drift-${ids[i]!}`, label: `largest drift, ${name}`, value: worstDrift(rollout) },
          { id: `error-${ids[i]!}`, label: `error of the acceleration, ${name}`, value: error },
        ]
      : [],
  );
  if (maps) {
    metrics.push({ id: 'least-mass', label: 'least mass', value: Math.min(...maps.mass) });
    metrics.push({ id: 'greatest-l', label: 'greatest L', value: Math.max(...maps.l) });
  }
  return metrics;
}

function readingOf({ damping, gauge, learners, maps }: Findings): string {
  const [lagrangian, , plain] = learners;
  if (!lagrangian?.rollout || !plain?.rollout) {
    const loss = lagrangian?.losses.at(-1)?.loss;
    return loss === undefined
      ? 'Three networks are about to learn a pendulum.'
      : `Three networks learn a pendulum: the Lagrangian one is at an error of ${text(loss)}.`;
  }
  const [kept, lost] = [worstDrift(lagrangian.rollout), worstDrift(plain.rollout)].map(signed);
  const [ours, theirs] = [lagrangian.error!, plain.error!].map(text);
  const added =
    gauge && maps
      ? ` What was added to L raises it to ${text(Math.max(...maps.l))} and leaves the motion as it was.`
      : '';
  if (damping > 0)
    return `The pendulum loses energy: the plain network follows (${lost}), the Lagrangian one cannot (${kept}) and errs by ${ours} against ${theirs}.${added}`;
  return `The accelerations err by ${ours} and ${theirs}, and the mean energy drifts by ${kept} with the Lagrangian and by ${lost} without.${added}`;
}
