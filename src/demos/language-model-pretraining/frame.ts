/** The frame of the pre-training demo: learning curves, what is seen, and what the models are good for. */
import { formatNumber } from '../../util/number';
import type { Frame, ImageGridPlot, LinePlot, Metric, Series, TextPlot } from '../contract/frame';
import type { Objective } from './model';
import { baselines, spell } from './text';
import type { Score } from './train';
import type { Filling } from './use';

export const names: Readonly<Record<Objective, string>> = { clm: 'causal', mlm: 'masked' };
const objectives = Object.keys(names) as Objective[];

/** One model so far. */
export interface Course {
  readonly scores: readonly (Score & {
    readonly step: number;
    /** Predictions that were scored until then. */
    readonly terms: number;
  })[];
  readonly terms: number;
  readonly steps: number;
  /** length x length. */
  readonly attention: Float32Array;
  /** Bias of each head by offset, from `1 - length` to `length - 1`. */
  readonly bias: readonly Float32Array[];
}

export interface Use {
  /** Bits for a character when only what stands before it is known. */
  readonly end: Partial<Record<Objective, number>>;
  readonly written: Partial<Record<Objective, Uint8Array>>;
  readonly fillings: readonly Filling[];
}

export interface Pretraining {
  readonly courses: Partial<Record<Objective, Course>>;
  readonly length: number;
  readonly rate: number;
  readonly axis: 'steps' | 'terms';
  readonly isShortened: boolean;
  readonly use?: Use;
  readonly progress: number;
}

const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));
const bits = (value: number): string => `${formatNumber(Number(value.toFixed(2)))} bits`;

export function pretrainingFrame(state: Pretraining): Frame {
  return {
    plots: [
      curvePlot(state, 'bits', 'Held-out loss of each objective'),
      curvePlot(state, 'gap', 'One character in the middle of a window'),
      sightPlot(state),
      biasPlot(state),
      writtenPlot(state),
      fillingPlot(state),
    ],
    metrics: metricsOf(state),
    progress: state.progress,
    reading: readingOf(state),
  };
}

const trained = ({ courses }: Pretraining): (readonly [Objective, Course])[] =>
  objectives.flatMap((objective) => {
    const course = courses[objective];
    return course ? [[objective, course] as const] : [];
  });

const lastScore = (course: Course | undefined) => course?.scores.at(-1);

function curvePlot(state: Pretraining, measure: 'bits' | 'gap', title: string): LinePlot {
  const { axis } = state;
  const series = trained(state).map(([objective, { scores }]): Series => {
    return {
      name: names[objective],
      x: scores.map(({ step, terms }) => (axis === 'steps' ? step : terms)),
      y: scores.map((score) => score[measure]),
    };
  });
  const now = series.map(({ name, y }) => `${name} ${bits(y.at(-1) ?? NaN)}`);
  return {
    kind: 'line',
    id: measure === 'bits' ? 'loss' : 'gap',
    title,
    x: { label: axis === 'steps' ? 'step' : 'predictions scored' },
    y: { label: 'bits per character', min: 1, max: 6 },
    series,
    references: measure === 'bits' ? baselines.map(({ label, bits: at }) => ({ axis: 'y', at, label })) : [],
    text:
      measure === 'bits'
        ? `Held out: ${now.join(', ')}; counting gives ${baselines.map(({ label, bits: at }) => `${label} ${text(at)}`).join(', ')}.`
        : `With one character in question: ${now.join(', ')}.`,
  };
}

function sightPlot(state: Pretraining): ImageGridPlot {
  const { length } = state;
  const images = trained(state).map(([objective, { attention }]) => {
    const most = Math.max(...attention);
    const pixels = attention.map((weight) => Math.sqrt(weight / most));
    return { label: names[objective], width: length, height: length, channels: 1 as const, pixels };
  });
  return {
    kind: 'images',
    id: 'sight',
    title: 'Who looks where: row reads column',
    images,
    perRow: 2,
    text: `Attention, mean of the heads: ${trained(state)
      .map(
        ([objective, course]) =>
          `${names[objective]} ${text(100 * laterShare(course, length))} % on later characters`,
      )
      .join(', ')}.`,
  };
}

/** Share of the attention that goes to later positions. */
function laterShare({ attention }: Course, length: number): number {
  const later = attention.reduce(
    (sum, weight, i) => (i % length > Math.floor(i / length) ? sum + weight : sum),
    0,
  );
  return later / length;
}

const farthest = 12;

function biasPlot(state: Pretraining): LinePlot {
  const series = trained(state).flatMap(([objective, { bias }]) => {
    const last = objective === 'clm' ? 0 : farthest;
    const x = Array.from({ length: last + farthest + 1 }, (_, i) => i - farthest);
    return bias.map((values, head): Series => {
      return {
        name: `${names[objective]}, head ${head + 1}`,
        x,
        y: x.map((offset) => values[offset + state.length - 1]!),
        style: head === 0 ? 'solid' : 'dashed',
      };
    });
  });
  const peaks = series.map(({ name, x, y }) => `${name} at ${x[y.indexOf(Math.max(...y))]!}`);
  return {
    kind: 'line',
    id: 'bias',
    title: 'Learned preference of each head by distance',
    x: { label: 'characters later' },
    y: { label: 'added to the score' },
    series,
    text: `Highest: ${peaks.join(', ')}.`,
  };
}

function writtenPlot(state: Pretraining): TextPlot {
  const { use } = state;
  const spans = trained(state).flatMap(([objective]) => {
    const ids = use?.written[objective];
    return [
      { text: `${names[objective]}: `, mark: 'accent' as const },
      { text: ids ? `${spell(ids)}   ` : 'still in training   ' },
    ];
  });
  const ends = Object.entries(use?.end ?? {}).map(
    ([objective, value]) => `${names[objective as Objective]} ${bits(value)}`,
  );
  return {
    kind: 'text',
    id: 'written',
    title: 'Going on with the text',
    spans,
    text: ends.length > 0 ? `Knowing only what stands before: ${ends.join(', ')}.` : 'Nothing written yet.',
  };
}

function fillingPlot({ use, courses }: Pretraining): TextPlot {
  const fillings = use?.fillings ?? [];
  const spans = fillings.flatMap(({ before, after, filled, hidden, probability }) => [
    { text: `…${spell(before)}` },
    {
      text: filled === ' ' ? '␣' : filled,
      mark: filled === hidden ? ('good' as const) : ('error' as const),
      note: `${text(100 * probability)} % sure; it was ${hidden === ' ' ? 'a space' : hidden}`,
    },
    { text: `${spell(after)}…  ` },
  ]);
  const right = fillings.filter(({ filled, hidden }) => filled === hidden).length;
  const none = courses.mlm ? 'Still in training.' : 'The causal model cannot use what follows a gap.';
  return {
    kind: 'text',
    id: 'filled',
    title: 'Filling a gap with the masked model',
    spans: fillings.length > 0 ? spans : [{ text: none }],
    text: fillings.length > 0 ? `${right} of ${fillings.length} gaps are filled as they were.` : none,
  };
}

function metricsOf(state: Pretraining): Metric[] {
  const unit = 'bits';
  const models = trained(state).map(([objective, course]) => ({
    objective,
    name: names[objective],
    score: lastScore(course),
    end: state.use?.end[objective],
    perStep: course.terms / course.steps,
  }));
  return [
    ...models.flatMap(({ objective, name, score }) =>
      score ? [{ id: `${objective}-bits`, label: `${name}: held-out loss`, value: score.bits, unit }] : [],
    ),
    ...models.flatMap(({ objective, name, score }) =>
      score ? [{ id: `${objective}-gap`, label: `${name}: one gap`, value: score.gap, unit }] : [],
    ),
    ...models.flatMap(({ objective, name, end }) =>
      end === undefined
        ? []
        : [{ id: `${objective}-end`, label: `${name}: from the left alone`, value: end, unit }],
    ),
    ...models.flatMap(({ objective, name, perStep }) =>
      Number.isFinite(perStep)
        ? [{ id: `${objective}-terms`, label: `${name}: scored per step`, value: perStep }]
        : [],
    ),
    ...baselines.map(({ label, bits: value }) => ({ id: label, label: `counting: ${label}`, value, unit })),
  ];
}

function readingOf(state: Pretraining): string {
  const short = state.isShortened ? 'Shortened for this engine: ' : '';
  const { clm, mlm } = state.courses;
  const [left, both] = [lastScore(clm), lastScore(mlm)];
  if (!state.use || !(left ?? both)) {
    const steps = Math.max(clm?.steps ?? 0, mlm?.steps ?? 0);
    const now = trained(state).map(
      ([objective, course]) => `${names[objective]} ${bits(lastScore(course)?.bits ?? NaN)}`,
    );
    return `${short}after ${steps} steps: ${now.join(', ')}.`.replace(/^a/, 'A');
  }
  if (clm && mlm && left && both)
    return `${short}a step scores ${text(clm.terms / clm.steps)} causal and ${text(mlm.terms / mlm.steps)} masked predictions; in the end one gap costs ${bits(left.gap)} from the left and ${bits(both.gap)} from both sides.`.replace(
      /^a/,
      'A',
    );
  if (clm && left)
    return `${short}after ${clm.steps} steps of ${text(clm.terms / clm.steps)} predictions the causal model needs ${bits(left.bits)} a character.`.replace(
      /^a/,
      'A',
    );
  return `${short}after ${mlm!.steps} steps of ${text(mlm!.terms / mlm!.steps)} predictions the masked model needs ${bits(both!.bits)} a hidden character at its own rate, ${bits(both!.gap)} for a single gap.`.replace(
    /^a/,
    'A',
  );
}
