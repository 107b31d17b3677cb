/** The frame of the arithmetic demo: one analogy in faces, a hundred in numbers. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, ImageGridPlot, LinePlot, Metric } from '../contract/frame';
import { mean } from '../metrics/summary';
import { differenceImage, faceImage } from '../models/sprite-image';
import { factorNames, type FactorName } from '../models/sprite-renderer';
import {
  errorsOf,
  faceOf,
  offsetCosines,
  pairCount,
  type Analogies,
  type Answers,
  type Search,
} from './analogy';

const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));

/** What adding a vector did to the measured factors, averaged over faces. */
export interface SumRow {
  readonly name: string;
  readonly changes: readonly number[];
}

export interface Exemplars {
  /** Numbers of examples a side and the error of each. */
  readonly counts: readonly number[];
  readonly errors: readonly number[];
}

export interface Arithmetic {
  readonly attribute: FactorName;
  readonly second: FactorName;
  readonly alpha: number;
  readonly exemplars: number;
  /** Which of the hundred analogies is shown. */
  readonly face: number;
  readonly analogies: Analogies;
  readonly answers: Answers;
  /** What `alpha` of a vector of `exemplars` examples a side makes of the C that is shown, and its error over many. */
  readonly fromExemplars?: { readonly pixels: Float32Array; readonly error: number };
  readonly search: Search;
  /** Searches with a share of the offset. */
  readonly searches: readonly { readonly share: number; readonly found: Search }[];
  readonly curve: Exemplars;
  readonly sums: readonly SumRow[];
  /** Distance of both answers that are shown from the nearest face that can be drawn. */
  readonly residuals?: { readonly latent: number; readonly pixel: number };
  readonly progress: number;
}

interface Errors {
  readonly latent: number;
  readonly pixel: number;
  readonly nothing: number;
  readonly floor: number;
  readonly wins: number;
}

function errorsOfAll({ analogies: { c, target }, answers }: Arithmetic): Errors {
  const latent = errorsOf(answers.latent, target.pixels);
  const pixel = errorsOf(answers.pixel, target.pixels);
  return {
    latent: mean(latent),
    pixel: mean(pixel),
    nothing: mean(errorsOf(c.pixels, target.pixels)),
    floor: mean(errorsOf(answers.floor, target.pixels)),
    wins: latent.filter((error, i) => error < pixel[i]!).length,
  };
}

export function arithmeticFrame(state: Arithmetic): Frame {
  const errors = errorsOfAll(state);
  return {
    plots: [
      equationPlot(state),
      mapPlot(state),
      errorPlot(errors),
      exemplarPlot(state),
      sumPlot(state),
      searchPlot(state),
    ],
    metrics: metricsOf(state, errors),
    progress: state.progress,
    reading: readingOf(state, errors),
  };
}

const presence = {
  turn: 'turned',
  size: 'large',
  smile: 'smiling',
  glasses: 'with glasses',
  hair: 'with hair',
};
const absence = { turn: 'turned', size: 'small', smile: 'sad', glasses: 'no glasses', hair: 'no hair' };

function equationPlot({
  attribute,
  face,
  analogies,
  answers,
  fromExemplars,
  exemplars,
}: Arithmetic): ImageGridPlot {
  const shown = (pixels: Float32Array) => faceOf(pixels, face);
  const { with: a, without: b, c, target } = analogies;
  return {
    kind: 'images',
    id: 'equation',
    title: 'A₊ − A₋ + C',
    images: [
      faceImage(`A₊ ${presence[attribute]}`, shown(a.pixels)),
      faceImage(`A₋ ${absence[attribute]}`, shown(b.pixels)),
      faceImage(`C ${absence[attribute]}`, shown(c.pixels)),
      faceImage(`truth ${presence[attribute]}`, shown(target.pixels)),
      faceImage('sum of codes', shown(answers.latent)),
      faceImage('sum of pixels', shown(answers.pixel)),
      ...(fromExemplars ? [faceImage(`mean of ${exemplars}`, fromExemplars.pixels)] : []),
      faceImage('code of truth', shown(answers.floor)),
    ],
    perRow: 4,
    text: `Analogy ${face + 1}: the code of a face ${presence[attribute]} minus that of the same face, ${absence[attribute]}, added to the code of a third face.`,
  };
}

function mapPlot({ face, analogies, answers, fromExemplars, exemplars }: Arithmetic): ImageGridPlot {
  const truth = faceOf(analogies.target.pixels, face);
  const map = (label: string, pixels: Float32Array) => differenceImage(label, pixels, truth);
  const [latent, pixel] = [faceOf(answers.latent, face), faceOf(answers.pixel, face)];
  const most = (pixels: Float32Array) =>
    text(Math.max(...pixels.map((value, p) => Math.abs(value - truth[p]!))));
  return {
    kind: 'images',
    id: 'maps',
    title: 'Where they differ from the truth',
    images: [
      map('codes', latent),
      map('pixels', pixel),
      ...(fromExemplars ? [map(`mean of ${exemplars}`, fromExemplars.pixels)] : []),
      map('nothing added', faceOf(analogies.c.pixels, face)),
    ],
    perRow: 4,
    text: `Of this face the sum of codes differs by at most ${most(latent)} in a pixel, the sum of pixels by ${most(pixel)}.`,
  };
}

function errorPlot({ latent, pixel, nothing, floor, wins }: Errors): BarPlot {
  return {
    kind: 'bar',
    id: 'errors',
    title: `Error to the truth, mean of ${pairCount} analogies`,
    categories: ['codes', 'pixels', 'nothing', 'decoder'],
    series: [{ name: 'RMS error', values: [latent, pixel, nothing, floor] }],
    y: { label: 'RMS error', min: 0 },
    text: `Codes ${text(latent)}, pixels ${text(pixel)}, nothing added ${text(nothing)}, the decoder at its best ${text(floor)}; codes are nearer in ${wins} of ${pairCount}.`,
  };
}

function exemplarPlot({ curve, exemplars }: Arithmetic): LinePlot {
  const { counts, errors } = curve;
  const [first, last] = [0, counts.length - 1].map((i) => `${counts[i]} by ${text(errors[i] ?? 0)}`);
  return {
    kind: 'line',
    id: 'exemplars',
    title: 'Whole vectors of unpaired examples',
    x: { label: 'examples a side', scale: 'log', min: 1, max: 1000 },
    y: { label: 'RMS error', min: 0 },
    series: [{ name: 'error', x: counts, y: errors }],
    references: [{ axis: 'x', at: exemplars, label: `n = ${exemplars}` }],
    text:
      counts.length > 0
        ? `Examples a side, all of whose vector is added: ${first}, ${last}.`
        : 'No examples drawn yet.',
  };
}

/** The vectors that are added: one for each attribute, and both. */
export const addedNames = ({ attribute, second }: Pick<Arithmetic, 'attribute' | 'second'>) =>
  [attribute, second, `${attribute} + ${second}`] as const;

function sumPlot(state: Arithmetic): BarPlot {
  const { sums } = state;
  const said = ({ name, changes }: SumRow) =>
    `${name}: ${changes.map((change, k) => `${factorNames[k]} ${text(change)}`).join(', ')}`;
  return {
    kind: 'bar',
    id: 'sums',
    title: 'Measured change, by what was added',
    categories: factorNames,
    series: addedNames(state).map((name, i) => ({
      name,
      values: sums[i]?.changes ?? factorNames.map(() => NaN),
    })),
    y: { label: 'change' },
    text: sums.length > 0 ? `${sums.map(said).join('. ')}.` : 'Nothing measured yet.',
  };
}

function searchPlot({ searches, search, alpha }: Arithmetic): LinePlot {
  const x = searches.map(({ share }) => share);
  const series = (name: string, key: keyof Search) => ({
    name,
    x,
    y: searches.map(({ found }) => found[key]),
  });
  return {
    kind: 'line',
    id: 'search',
    title: 'Nearest of 400 codes',
    x: { label: 'share α of the offset', min: -1, max: 2 },
    y: { label: `of ${pairCount}`, min: 0, max: pairCount },
    series: [
      series('right', 'withInputs'),
      { ...series('right, inputs left out', 'withoutInputs'), style: 'dashed' },
      series('an input', 'inputReturned'),
    ],
    references: [{ axis: 'x', at: alpha, label: 'α' }],
    text: `With ${text(alpha)} of the offset ${search.withInputs} of ${pairCount} are right, ${search.withoutInputs} where the inputs are left out, and ${search.inputReturned} return an input.`,
  };
}

function metricsOf(state: Arithmetic, errors: Errors): Metric[] {
  const { fromExemplars, search, residuals, analogies } = state;
  const cosines = offsetCosines(analogies);
  return [
    { id: 'latent', label: 'error, codes', value: errors.latent },
    { id: 'pixel', label: 'error, pixels', value: errors.pixel },
    { id: 'nothing', label: 'error, nothing added', value: errors.nothing },
    { id: 'floor', label: 'error of the decoder alone', value: errors.floor },
    { id: 'wins', label: 'codes nearer than pixels', value: errors.wins, unit: '%' },
    { id: 'cosine', label: 'cosine of an offset to the mean', value: mean(cosines) },
    { id: 'cosine-least', label: 'least of them', value: Math.min(...cosines) },
    ...(fromExemplars
      ? [{ id: 'exemplars', label: `error, mean of ${state.exemplars}`, value: fromExemplars.error }]
      : []),
    { id: 'right', label: 'search right', value: search.withInputs, unit: '%' },
    { id: 'right-without', label: 'right, inputs left out', value: search.withoutInputs, unit: '%' },
    { id: 'input', label: 'search returns an input', value: search.inputReturned, unit: '%' },
    ...(residuals
      ? [
          { id: 'unlike', label: 'unlike any face: codes', value: residuals.latent },
          { id: 'unlike-pixel', label: 'unlike any face: pixels', value: residuals.pixel },
        ]
      : []),
  ];
}

function readingOf(
  { alpha, attribute, search, residuals, exemplars, fromExemplars }: Arithmetic,
  errors: Errors,
): string {
  if (alpha < 0)
    return `Taking away what C does not have pushes its code out of the data${residuals ? `: the result is ${text(residuals.latent)} from the nearest face` : ''}.`;
  if (search.inputReturned > pairCount / 2)
    return `With ${text(alpha)} of the offset the nearest code is an input in ${search.inputReturned} of ${pairCount}; leave the inputs out, and ${search.withoutInputs} still count as right.`;
  const vector = fromExemplars
    ? `, and a vector of ${exemplars} example${exemplars === 1 ? '' : 's'} a side by ${text(fromExemplars.error)}`
    : '';
  return `Added by codes, ${attribute} is off by ${text(errors.latent)}, added by pixels by ${text(errors.pixel)}${vector}.`;
}
