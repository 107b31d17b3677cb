/** The frame of the demo: the encoded languages, what is decided of them, and how much of the language can be read. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, LinePlot, Metric, ScatterPlot } from '../contract/frame';
import type { Encoding } from './encoding';
import { classes, languages, perLanguage, type Corpus } from './languages';
import { steps, width, type Losses } from './training';

/** One side so far. */
export interface Outcome {
  /** Of each step. */
  readonly losses: readonly Losses[];
  readonly encoding: Encoding;
  /** Accuracy of a classifier that was trained anew on the finished features. */
  readonly probe?: number;
}

export interface Shown {
  readonly corpus: Corpus;
  readonly strength: number;
  readonly plain: Outcome;
  /** The side with the adversary, once it has begun. */
  readonly adversarial?: Outcome;
  readonly progress: number;
}

/** The source language has labels, the targets have none. */
const languageNames = ['source', 'target 1', 'target 2'];
const classNames = Array.from({ length: classes }, (_, label) => `class ${label}`);
const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));
const percent = (share: number): string => `${formatNumber(Math.round(100 * share))} %`;
const rounded = (value: number): number => Math.round(1000 * value) / 1000;

export function adversarialFrame(shown: Shown): Frame {
  const current = shown.adversarial ?? shown.plain;
  const side = shown.adversarial ? `λ = ${text(shown.strength)}` : 'no adversary';
  return {
    plots: [
      languagePlot(shown.corpus, current.encoding, side),
      classPlot(shown.corpus, current.encoding, side),
      accuracyPlot(shown),
      lossPlot(current, side),
    ],
    metrics: metricsOf(shown),
    progress: shown.progress,
    reading: readingOf(shown),
  };
}

/** Points of the given rows, grouped by a label. */
function groups(
  names: readonly string[],
  labels: Int32Array,
  rows: readonly number[],
  { points }: Encoding,
): ScatterPlot['points'] {
  return names.map((name, group) => {
    const members = rows.filter((row) => labels[row] === group);
    const coordinate = (axis: number) => members.map((row) => rounded(points[width * row + axis]!));
    return { name, x: coordinate(0), y: coordinate(1), size: members.map(() => 2.2) };
  });
}

const axes = ({ decisions: { xMin, xMax, yMin, yMax } }: Encoding) => ({
  x: { label: 'feature 1', min: xMin, max: xMax },
  y: { label: 'feature 2', min: yMin, max: yMax },
});

function languagePlot(corpus: Corpus, encoding: Encoding, side: string): ScatterPlot {
  const rows = Array.from(corpus.languageOf.keys());
  return {
    kind: 'scatter',
    id: 'languages',
    title: `Features by language, ${side}`,
    ...axes(encoding),
    points: groups(languageNames, corpus.languageOf, rows, encoding),
    text: `The discriminator tells the language of ${percent(encoding.discriminator)} of the points; ${percent(1 / languages)} would be chance.`,
  };
}

function classPlot(corpus: Corpus, encoding: Encoding, side: string): ScatterPlot {
  const rows = Array.from(corpus.languageOf.keys()).slice(perLanguage);
  return {
    kind: 'scatter',
    id: 'classes',
    title: `Targets by class, on the head's decision, ${side}`,
    ...axes(encoding),
    points: groups(classNames, corpus.classOf, rows, encoding),
    regions: { ...encoding.decisions, groups: classNames },
    text: `The head is right for ${percent(encoding.target)} of the points of the targets and ${percent(encoding.source)} of the source's.`,
  };
}

const measured = ['source', 'target', 'adversary', 'probe'];
const measuredLabels = [
  'task in the source',
  'task in the targets',
  'language, discriminator',
  'language, new probe',
];
const accuracies = ({ encoding, probe }: Outcome) => [
  encoding.source,
  encoding.target,
  encoding.discriminator,
  probe,
];

function accuracyPlot({ plain, adversarial, strength }: Shown): BarPlot {
  const values = (outcome: Outcome | undefined) =>
    (outcome ? accuracies(outcome) : measured.map(() => 0)).map((value) => rounded(value ?? 0));
  const [without, with_] = [values(plain), values(adversarial)];
  const pairs = measuredLabels.map(
    (name, i) => `${name} ${percent(without[i]!)}, then ${percent(with_[i]!)}`,
  );
  return {
    kind: 'bar',
    id: 'accuracies',
    title: 'Right answers: task, then language',
    y: { label: 'accuracy', min: 0, max: 1 },
    categories: measured,
    series: [
      { name: `λ = ${text(strength)}`, values: with_ },
      { name: 'no adversary', values: without, style: 'outline' },
    ],
    references: [{ axis: 'y', at: 1 / languages, label: 'chance' }],
    text: adversarial ? `${pairs.join('; ')}.` : 'The side with the adversary has not begun yet.',
  };
}

function lossPlot({ losses }: Outcome, side: string): LinePlot {
  const x = losses.map((_, i) => i + 1);
  const last = losses.at(-1);
  return {
    kind: 'line',
    id: 'losses',
    title: `Losses of batches, ${side}`,
    x: { label: 'step', min: 0, max: steps },
    y: { label: 'cross-entropy', unit: 'nats', min: 0 },
    series: [
      { name: 'task', x, y: losses.map(({ task }) => task) },
      { name: 'language', x, y: losses.map(({ language }) => language) },
    ],
    references: [{ axis: 'y', at: Math.log(languages), label: 'ln 3' }],
    text: last
      ? `After ${losses.length} steps: task ${text(last.task)}, language ${text(last.language)}.`
      : 'No step is done yet.',
  };
}

function metricsOf({ plain, adversarial }: Shown): Metric[] {
  const ids = ['source', 'target', 'discriminator', 'probe'];
  const of = (outcome: Outcome | undefined, suffix: string, words: string): Metric[] =>
    outcome
      ? accuracies(outcome).flatMap((value, i) =>
          value === undefined
            ? []
            : [{ id: `${ids[i]}${suffix}`, label: `${measuredLabels[i]}${words}`, value }],
        )
      : [];
  return [...of(adversarial, '', ''), ...of(plain, '-plain', ', no adversary')];
}

function readingOf({ plain, adversarial, strength }: Shown): string {
  const current = adversarial ?? plain;
  const side = adversarial ? `With λ = ${text(strength)}` : 'Without an adversary';
  if (adversarial?.probe === undefined || plain.probe === undefined)
    return `${side}, step ${current.losses.length} of ${steps}: the head is right for ${percent(current.encoding.target)} of the points of the targets.`;
  const { source, target, discriminator } = adversarial.encoding;
  const [before, after] = [percent(plain.encoding.target), percent(target)];
  const moves =
    before === after
      ? `stays at ${after}`
      : `${target > plain.encoding.target ? 'rises' : 'falls'} from ${before} to ${after}`;
  const pays = source < plain.encoding.source - 0.05;
  const price = pays ? `, and the source pays: ${percent(source)}` : '';
  return `${side} the accuracy in the target languages ${moves}${price}; the discriminator tells ${percent(discriminator)} of the languages, a classifier trained anew ${percent(adversarial.probe)}, chance is ${percent(1 / languages)}.`;
}
