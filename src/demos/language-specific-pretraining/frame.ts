/** The frame of the demo: pieces per word, one word in pieces, and what sharing costs a model of one size. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, LinePlot, Metric, TablePlot } from '../contract/frame';
import { encodeWord, wordsOf } from './bpe';
import { parameterCount } from './character-model';
import { languageNames, languages, type Language } from './corpora';
import { courseNames, courses, type Curves } from './learning';
import { sharings, type Sharing, type Tokenizers } from './tokenizers';

export interface Shown {
  readonly merges: number;
  readonly englishWeight: number;
  readonly language: Language;
  /** As typed. */
  readonly word: string;
  readonly hidden: number;
  readonly tokenizers: Tokenizers;
  readonly curves: Curves;
  readonly progress: number;
}

const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));
const names = ({ englishWeight }: Pick<Shown, 'englishWeight'>): Readonly<Record<Sharing, string>> => ({
  own: 'own tokenizer',
  shared: 'shared by four',
  larger: 'shared, 4 × merges',
  skewed: `shared, English × ${englishWeight}`,
});

export function pretrainingFrame(shown: Shown): Frame {
  return {
    plots: [fertilityPlot(shown), piecesTable(shown), bitsPlot(shown), curvesPlot(shown), modelTable(shown)],
    metrics: metricsOf(shown),
    progress: shown.progress,
    reading: readingOf(shown),
  };
}

function fertilityPlot(shown: Shown): BarPlot {
  const { tokenizers, language } = shown;
  const of = (sharing: Sharing) => text(tokenizers.fertility[sharing][language]);
  return {
    kind: 'bar',
    id: 'fertility',
    title: 'Pieces per word on held-out sentences',
    y: { label: 'fertility', min: 0 },
    categories: languages.map((tag) => languageNames[tag]),
    series: sharings.map((sharing) => ({
      name: names(shown)[sharing],
      values: languages.map((tag) => tokenizers.fertility[sharing][tag]),
    })),
    text: `${languageNames[language]}: ${sharings.map((sharing) => `${names(shown)[sharing]} ${of(sharing)}`).join(', ')}.`,
  };
}

/** The pieces of all words that were typed, by one tokenizer. */
const piecesOf = ({ tokenizers, language, word }: Shown, sharing: Sharing): string[] =>
  wordsOf(word).flatMap((one) => encodeWord(one, tokenizers.merges[sharing][language]));

function piecesTable(shown: Shown): TablePlot {
  const rows = sharings.map((sharing) => ({ name: names(shown)[sharing], pieces: piecesOf(shown, sharing) }));
  const counts = rows.map(({ name, pieces }) => `${name} ${pieces.length}`);
  return {
    kind: 'table',
    id: 'pieces',
    title: 'What you typed, in pieces',
    columns: [{ label: 'tokenizer' }, { label: 'pieces' }, { label: 'number' }],
    rows: rows.map(({ name, pieces }) => [name, pieces.join(' · ') || '–', pieces.length]),
    text: `Pieces: ${counts.join(', ')}.`,
  };
}

const lastBits = ({ curves }: Pick<Shown, 'curves'>) =>
  courseNames.map((course) => {
    const { steps, bits } = curves[course];
    return steps.at(-1) === courses[course].steps ? bits.at(-1)! : undefined;
  });

function bitsPlot(shown: Shown): BarPlot {
  const bits = lastBits(shown);
  const pairs = courseNames.flatMap((course, i) =>
    bits[i] === undefined ? [] : [`${courses[course].name} ${text(bits[i])}`],
  );
  return {
    kind: 'bar',
    id: 'bits',
    title: `Toy language models on ${languageNames[shown.language]}`,
    y: { label: 'bits per character', min: 0 },
    categories: courseNames.map((course) => courses[course].name),
    series: [{ name: `${shown.hidden} hidden units`, values: bits.map((value) => value ?? 0) }],
    text: pairs.length > 0 ? `Held-out text: ${pairs.join(', ')}.` : 'No model is trained yet.',
  };
}

function curvesPlot({ curves, language }: Shown): LinePlot {
  const last = courseNames.flatMap((course) => {
    const value = curves[course].bits.at(-1);
    return value === undefined ? [] : [`${courses[course].name} ${text(value)}`];
  });
  return {
    kind: 'line',
    id: 'curves',
    title: `How they learn held-out ${languageNames[language]}`,
    x: { label: 'training step', min: 0, max: courses.longer.steps },
    y: { label: 'bits per character' },
    series: courseNames.map((course) => ({
      name: courses[course].name,
      x: curves[course].steps,
      y: curves[course].bits,
    })),
    text: `Bits so far: ${last.join(', ') || 'none'}.`,
  };
}

function modelTable(shown: Shown): TablePlot {
  const { hidden, language } = shown;
  const bits = lastBits(shown);
  const parameters = parameterCount(hidden);
  return {
    kind: 'table',
    id: 'models',
    title: 'The three toy models',
    columns: [
      { label: 'trained on' },
      { label: 'steps' },
      { label: `in ${languageNames[language]}` },
      { label: 'weights' },
      { label: 'bits', digits: 3 },
    ],
    rows: courseNames.map((course, i) => {
      const { name, steps } = courses[course];
      return [name, steps, course === 'own' ? steps : steps / languages.length, parameters, bits[i] ?? '–'];
    }),
    text: `Each has ${formatNumber(parameters)} weights; with four times the steps the shared one sees as much ${languageNames[language]} as the own one.`,
  };
}

function metricsOf(shown: Shown): Metric[] {
  const { tokenizers, language } = shown;
  const bits = lastBits(shown);
  return [
    ...sharings.map((sharing) => ({
      id: `fertility-${sharing}`,
      label: `pieces per word, ${names(shown)[sharing]}`,
      value: tokenizers.fertility[sharing][language],
    })),
    {
      id: 'english-skewed',
      label: `pieces per English word, ${names(shown).skewed}`,
      value: tokenizers.fertility.skewed.en,
    },
    ...courseNames.flatMap((course, i) =>
      bits[i] === undefined
        ? []
        : [{ id: `bits-${course}`, label: `bits per character, ${courses[course].name}`, value: bits[i] }],
    ),
    { id: 'parameters', label: 'weights of each toy model', value: parameterCount(shown.hidden) },
  ];
}

function readingOf(shown: Shown): string {
  const { tokenizers, language, merges } = shown;
  const of = (sharing: Sharing) => text(tokenizers.fertility[sharing][language]);
  const name = languageNames[language];
  const words = `${name} takes ${of('own')} pieces a word with ${formatNumber(merges)} merges of its own, ${of('shared')} where four languages share them, ${of('larger')} with four times as many`;
  const [own, sharedBits, longer] = lastBits(shown);
  if (own === undefined || sharedBits === undefined || longer === undefined)
    return `${words}; the toy language models are being trained.`;
  return `${words}; a toy model needs ${text(own)} bits a character alone, ${text(sharedBits)} shared, ${text(longer)} shared and trained as long on it.`;
}
