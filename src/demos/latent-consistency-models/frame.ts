/** The frame of the consistency demo: where the points land, how good they are, and what the student has learned. */
import { formatNumber } from '../../util/number';
import type { FieldPlot, Frame, LinePlot, Metric, Series } from '../contract/frame';
import { mixtureDensity, ringOfFive } from '../models/gaussian-mixture';
import { trueShare, type Quality } from './quality';
import { intervals } from './student';

const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));
const percent = (share: number): string => `${text(100 * share)} %`;
const count = (steps: number): string => (steps === 1 ? '1 step' : `${steps} steps`);

const reach = 4;
const cells = 48;

const ring = ringOfFive();
const cellAt = (i: number) => -reach + ((i + 0.5) / cells) * 2 * reach;
const density = Float32Array.from({ length: cells * cells }, (_, i) =>
  mixtureDensity(ring, cellAt(i % cells), cellAt(Math.floor(i / cells))),
);

export type Sampler = 'teacher' | 'student';

/** What samples of one sampler are worth, by its number of steps. */
export type Qualities = ReadonlyMap<number, Quality>;

export interface Distillation {
  /** Of the sampler. */
  readonly steps: number;
  readonly skip: number;
  readonly showsTeacher: boolean;
  /** x and y of each point in turn, after `steps` steps. */
  readonly points: Readonly<Partial<Record<Sampler, Float32Array>>>;
  readonly qualities: Readonly<Record<Sampler, Qualities>>;
  /** How far an answer at each noise level is from the end of the trajectory. */
  readonly errors: Readonly<Record<Sampler, readonly number[]>>;
  readonly sigmas: readonly number[];
  /** Mean loss of each `lossEvery` steps of training. */
  readonly losses: readonly number[];
  readonly lossEvery: number;
  readonly progress: number;
}

export function distillationFrame(state: Distillation): Frame {
  return {
    plots: [
      pointsPlot(state),
      qualityPlot(state, 'onBump', 'Share of the points on a bump', 'share'),
      qualityPlot(state, 'distance', 'Distance from the true points', 'energy distance'),
      errorPlot(state),
      lossPlot(state),
    ],
    metrics: metricsOf(state),
    progress: state.progress,
    reading: readingOf(state),
  };
}

function pointsPlot({ steps, showsTeacher, points, qualities }: Distillation): FieldPlot {
  const shown: Sampler[] = showsTeacher ? ['student', 'teacher'] : ['student'];
  const shares = shown.flatMap((name) => {
    const quality = qualities[name].get(steps);
    return quality ? [`${percent(quality.onBump)} of the ${name}'s`] : [];
  });
  return {
    kind: 'field',
    id: 'points',
    title: `Toy latents: where noise lands in ${count(steps)}`,
    x: { label: 'x', min: -reach, max: reach },
    y: { label: 'y', min: -reach, max: reach },
    grid: {
      columns: cells,
      rows: cells,
      values: density,
      xMin: -reach,
      xMax: reach,
      yMin: -reach,
      yMax: reach,
    },
    contours: [0.05, 0.2],
    paths: shown.map((name) => within(name, points[name] ?? new Float32Array())),
    text:
      shares.length > 0 ? `On a bump: ${shares.join(', ')} points.` : 'Five bumps around an empty middle.',
  };
}

/** The points that lie in the plot. */
function within(name: string, points: Float32Array): Series {
  const inside = Array.from({ length: points.length / 2 }, (_, i) => i).filter(
    (i) => Math.abs(points[2 * i]!) < reach && Math.abs(points[2 * i + 1]!) < reach,
  );
  return {
    name,
    x: inside.map((i) => points[2 * i]!),
    y: inside.map((i) => points[2 * i + 1]!),
    style: 'points',
  };
}

function qualityPlot(
  { qualities }: Distillation,
  field: 'onBump' | 'distance',
  title: string,
  label: string,
): LinePlot {
  const series = (['student', 'teacher'] as const).map((name) => {
    const rows = [...qualities[name]].sort(([a], [b]) => a - b);
    return { name, x: rows.map(([steps]) => steps), y: rows.map(([, quality]) => quality[field]) };
  });
  const ends = series.flatMap(({ name, x, y }) =>
    x.length > 0 ? [`${name} ${text(y[0]!)} in ${count(x[0]!)}, ${text(y.at(-1)!)} in ${x.at(-1)!}`] : [],
  );
  const isShare = field === 'onBump';
  return {
    kind: 'line',
    id: isShare ? 'share' : 'distance',
    title,
    x: { label: 'evaluations of a network', scale: 'log', min: 1, max: 50 },
    y: isShare ? { label, min: 0, max: 1 } : { label, scale: 'log', min: 0.005, max: 1 },
    series,
    ...(isShare ? { references: [{ axis: 'y' as const, at: trueShare, label: 'true points' }] } : {}),
    text: `${title}: ${ends.join('; ') || 'nothing yet'}.`,
  };
}

function errorPlot({ sigmas, errors }: Distillation): LinePlot {
  const series = (['student', 'teacher'] as const).map((name) => ({
    name: name === 'teacher' ? 'denoiser' : 'student',
    x: sigmas.slice(0, errors[name].length).reverse(),
    y: [...errors[name]].reverse(),
  }));
  const at = (name: Sampler) => errors[name][0];
  const [denoiser, student] = [at('teacher'), at('student')];
  return {
    kind: 'line',
    id: 'errors',
    title: 'How far one answer is from the end of its trajectory',
    x: { label: 'noise σ where it is asked', scale: 'log' },
    y: { label: 'error', min: 0 },
    series,
    text:
      denoiser !== undefined && student !== undefined
        ? `Asked at the most noise, the denoiser errs by ${text(denoiser)}, the student by ${text(student)}.`
        : 'Nothing has been asked yet.',
  };
}

function lossPlot({ losses, lossEvery }: Distillation): LinePlot {
  return {
    kind: 'line',
    id: 'loss',
    title: 'How much the student contradicts itself in training',
    x: { label: 'step of training' },
    y: { label: 'loss', min: 0 },
    series: [{ name: 'loss', x: losses.map((_, i) => (i + 1) * lossEvery), y: losses }],
    text: losses.length > 0 ? `The loss is ${text(losses.at(-1)!)} by now.` : 'Training has not begun.',
  };
}

function metricsOf({ steps, qualities, errors }: Distillation): Metric[] {
  const of = (name: Sampler): Metric[] => {
    const quality = qualities[name].get(steps);
    return quality === undefined
      ? []
      : [
          { id: `share-${name}`, label: `share on a bump, ${name}`, value: quality.onBump },
          { id: `distance-${name}`, label: `energy distance, ${name}`, value: quality.distance },
          { id: `bumps-${name}`, label: `bumps that are hit, ${name}`, value: quality.bumps },
        ];
  };
  const error = errors.student[0];
  return [
    ...of('student'),
    ...of('teacher'),
    ...(error === undefined
      ? []
      : [{ id: 'error', label: 'error of one jump from pure noise', value: error }]),
  ];
}

function readingOf(state: Distillation): string {
  const { steps, skip, qualities, errors, losses, lossEvery, progress } = state;
  const [student, teacher] = [qualities.student.get(steps), qualities.teacher.get(steps)];
  const trained = losses.length * lossEvery;
  if (progress < 1 || !student || !teacher)
    return `After ${trained} steps of training ${percent(student?.onBump ?? 0)} of the student's points are on a bump.`;
  const shares = `${percent(student.onBump)} of the student's points are on a bump, ${percent(teacher.onBump)} of the teacher's`;
  if (skip >= intervals / 2)
    return `In ${count(steps)} ${shares}. A skip of ${skip} of ${intervals} levels copies the teacher's own long jumps, and those end in the middle.`;
  if (steps === 1)
    return `In one step ${shares}: one step of it gives the mean of the data, where nothing is.`;
  if (student.onBump < teacher.onBump / 2)
    return `In ${count(steps)} ${shares}: after ${trained} steps of training one jump of the student is still off by ${text(errors.student[0] ?? 0)}.`;
  return `In ${count(steps)} ${shares}; fresh noise between its jumps lets the student mend errors, but not without end.`;
}
