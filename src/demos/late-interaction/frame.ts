/** The frame of the late-interaction demo: who matches whom, two rankings, recall against filler and storage. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, HeatmapPlot, LinePlot, Metric, TablePlot, TextPlot } from '../contract/frame';
import { passages, questions } from './corpus';
import type { Recall } from './recall';
import { rankOf } from './scoring';

export interface Comparison {
  /** Words of the query, and of the passage that MaxSim finds first, filler included. */
  readonly words: readonly string[];
  readonly answer: number;
  readonly passage: readonly string[];
  /** Query tokens x tokens of that passage. */
  readonly similarity: Float32Array;
  /** By passage. */
  readonly scores: readonly number[];
  readonly pooled: readonly number[];
  readonly filler: number;
  readonly dim: number;
  readonly bits: number;
  readonly recalls: Recall[];
  /** With the filler that the control says. */
  now?: Recall;
  readonly codes: Code[];
  /** Recalls and codes that will have been measured in the end. */
  readonly parts: number;
}

/** What a precision costs. */
export interface Code {
  readonly bits: number;
  readonly bytes: number;
  readonly cosine: number;
  readonly recall: number;
}

const text = (value: number) => formatNumber(value === 0 ? 0 : Number(value.toPrecision(3)));
/** Without what rounding leaves of 0 and 1. */
const cleared = (value: number) => Math.round(1e5 * value) / 1e5 + 0;
const mostRows = 10;
const mostColumns = 12;
const mostWords = 90;

export function lateInteractionFrame(comparison: Comparison): Frame {
  const best = bestTokens(comparison);
  return {
    plots: [
      similarityPlot(comparison, best),
      maximaPlot(comparison, best),
      passagePlot(comparison, best),
      rankingTable(comparison),
      dilutionPlot(comparison),
      storageTable(comparison),
    ],
    metrics: metricsOf(comparison),
    progress: (comparison.recalls.length + comparison.codes.length) / comparison.parts,
    reading: readingOf(comparison),
  };
}

/** For each query token the passage token that matches it best. */
interface Best {
  readonly word: string;
  readonly token: number;
  readonly similarity: number;
}

function bestTokens({ words, passage, similarity }: Comparison): Best[] {
  const rows = words.length === 0 ? ['(no word)'] : words;
  return rows.map((word, i) => {
    const row = similarity.subarray(i * passage.length, (i + 1) * passage.length);
    const highest = row.reduce((most, value) => Math.max(most, value), -Infinity);
    return { word, token: row.indexOf(highest), similarity: highest };
  });
}

/** Passage tokens worth a row: the best match of each query token, then the next most similar ones, in reading order. */
function shownTokens({ passage, similarity }: Comparison, best: readonly Best[]): number[] {
  const most = passage.map((_, j) => Math.max(...best.map((_, i) => similarity[i * passage.length + j]!)));
  const chosen = new Set(best.slice(0, mostColumns).map(({ token }) => token));
  const others = passage.map((_, j) => j).sort((a, b) => most[b]! - most[a]! || a - b);
  for (const j of others) if (chosen.size < mostRows) chosen.add(j);
  return [...chosen].sort((a, b) => a - b);
}

function similarityPlot(comparison: Comparison, best: readonly Best[]): HeatmapPlot {
  const { passage, similarity, answer } = comparison;
  const columns = best.slice(0, mostColumns);
  // The first row lies lowest: read from the top, tokens stand in reading order.
  const rows = shownTokens(comparison, best).reverse();
  const values = rows.flatMap((j) => columns.map((_, i) => cleared(similarity[i * passage.length + j]!)));
  return {
    kind: 'heatmap',
    id: 'similarity',
    title: `Query tokens × tokens of ${passages[answer]!.id}`,
    x: { label: 'query token', categories: columns.map(({ word }) => word) },
    y: { label: '', categories: rows.map((j) => passage[j]!) },
    grid: {
      columns: columns.length,
      rows: rows.length,
      values,
      xMin: 0,
      xMax: columns.length,
      yMin: 0,
      yMax: rows.length,
    },
    colors: 'diverging',
    marks: columns.map(({ token }, column) => ({ column, row: rows.indexOf(token) })),
    text: `The ${rows.length} of ${passage.length} tokens that match best: ${columns
      .map(({ word, token, similarity: value }) => `${word} finds ${passage[token]} with ${text(value)}`)
      .join(', ')}.`,
  };
}

function maximaPlot({ answer, scores }: Comparison, best: readonly Best[]): BarPlot {
  return {
    kind: 'bar',
    id: 'maxima',
    title: `Best match of each query token, sum ${text(scores[answer]!)}`,
    x: { label: 'query token' },
    y: { label: 'similarity', min: 0, max: 1 },
    categories: best.map(({ word }, i) =>
      best.findIndex((one) => one.word === word) === i ? word : `${word} (${i + 1})`,
    ),
    series: [{ name: 'best match', values: best.map(({ similarity }) => cleared(similarity)) }],
    text: `Their sum is the score: ${best.map(({ similarity }) => text(similarity)).join(' + ')} = ${text(scores[answer]!)}.`,
  };
}

function passagePlot({ passage, similarity, answer }: Comparison, best: readonly Best[]): TextPlot {
  const marked = new Set(best.map(({ token }) => token));
  const weight = (j: number) => Math.max(0, ...best.map((_, i) => similarity[i * passage.length + j]!));
  const shown = passage.slice(0, mostWords);
  const rest = passage.length - shown.length;
  return {
    kind: 'text',
    id: 'passage',
    title: `The passage ${passages[answer]!.id}`,
    spans: [
      ...shown.flatMap((word, j) => [
        { text: word, weight: weight(j), ...(marked.has(j) ? { mark: 'accent' as const } : {}) },
        { text: ' ' },
      ]),
      ...(rest > 0 ? [{ text: `… and ${rest} more words` }] : []),
    ],
    text: `${marked.size} of its ${passage.length} tokens decide its score.`,
  };
}

function rankingTable({ scores, pooled, answer }: Comparison): TablePlot {
  const order = (by: readonly number[]) => passages.map((_, i) => i).sort((a, b) => by[b]! - by[a]! || a - b);
  const [byTokens, byPool] = [order(scores), order(pooled)];
  const shown = byTokens.slice(0, 6);
  return {
    kind: 'table',
    id: 'ranking',
    title: 'The first six of twelve passages',
    columns: [
      { label: 'by tokens' },
      { label: 'by one vector' },
      { label: 'MaxSim', digits: 3 },
      { label: 'cosine', digits: 3 },
    ],
    rows: shown.map((first, i) => {
      const second = byPool[i]!;
      return [passages[first]!.id, passages[second]!.id, scores[first]!, pooled[second]!];
    }),
    text: `By tokens ${passages[answer]!.id} has rank ${rankOf(scores, answer)}, by one vector rank ${rankOf(pooled, answer)}.`,
  };
}

function dilutionPlot({ recalls, filler }: Comparison): LinePlot {
  const x = recalls.map((recall) => recall.filler);
  const share = (count: number) => count / questions.length;
  const end = recalls.at(-1);
  return {
    kind: 'line',
    id: 'dilution',
    title: `Questions whose passage comes first, of ${questions.length}`,
    x: { label: 'filler words', min: 0, max: 320 },
    y: { label: 'recall@1', min: 0, max: 1 },
    series: [
      { name: 'MaxSim', x, y: recalls.map(({ maxSim }) => share(maxSim)) },
      { name: 'pooled', x, y: recalls.map(({ pooled }) => share(pooled)) },
    ],
    references: filler > 0 ? [{ axis: 'x', at: filler, label: `${filler} words` }] : [],
    text: end
      ? `With ${end.filler} filler words MaxSim answers ${end.maxSim} of ${questions.length} questions, the pooled vector ${end.pooled}.`
      : 'Not measured yet.',
  };
}

function storageTable({ codes, bits }: Comparison): TablePlot {
  const tokens = passages.reduce((sum, { words }) => sum + words.length, 0);
  return {
    kind: 'table',
    id: 'storage',
    title: `What ${tokens} tokens take`,
    columns: [
      { label: 'bits' },
      { label: 'bytes per token' },
      { label: 'all', unit: 'kB', digits: 3 },
      { label: 'cosine with the original', digits: 3 },
      { label: `first, of ${questions.length}` },
    ],
    rows: codes.map((code) => [
      code.bits,
      code.bytes,
      (code.bytes * tokens) / 1000,
      code.cosine,
      code.recall,
    ]),
    highlight: codes.findIndex((code) => code.bits === bits),
    text:
      codes.length === 0
        ? 'Not measured yet.'
        : `Bytes per token: ${codes.map((code) => `${text(code.bytes)} with ${code.bits} bits`).join(', ')}.`,
  };
}

function metricsOf(comparison: Comparison): Metric[] {
  const { words, answer, scores, pooled, now, codes, bits, passage } = comparison;
  const code = codes.find((one) => one.bits === bits);
  const second = Math.max(...scores.filter((_, i) => i !== answer));
  const found: [id: string, label: string, value: number | undefined][] = [
    ['score', 'MaxSim of the passage', scores[answer]],
    ['score-mean', 'per query token', scores[answer]! / Math.max(1, words.length)],
    ['lead', 'lead over the next passage', scores[answer]! - second],
    ['cosine-pooled', 'cosine of the pooled vectors', pooled[answer]],
    ['rank', 'its rank by MaxSim', rankOf(scores, answer)],
    ['rank-pooled', 'its rank by one vector', rankOf(pooled, answer)],
    ['tokens', 'tokens of the passage', passage.length],
    ['recall', `MaxSim first, of ${questions.length}`, now?.maxSim],
    ['recall-pooled', `one vector first, of ${questions.length}`, now?.pooled],
    ['bytes', 'bytes per token', code?.bytes],
    ['code-cosine', 'cosine with the original', code?.cosine],
  ];
  return found.flatMap(([id, label, value]) => (value === undefined ? [] : [{ id, label, value }]));
}

function readingOf(comparison: Comparison): string {
  const { words, answer, scores, pooled, filler, now, bits } = comparison;
  if (words.length === 0)
    return 'The query has no word of Latin letters or digits, so every passage scores zero.';
  const name = passages[answer]!.id;
  const padded = filler > 0 ? ` with ${filler} filler words` : '';
  const ranks = `MaxSim gives ${name}${padded} rank ${rankOf(scores, answer)}, one pooled vector rank ${rankOf(pooled, answer)}`;
  if (!now) return `${ranks}.`;
  const stored = bits === 32 ? '' : ` with ${bits}-bit residuals`;
  return `${ranks}; over all questions MaxSim finds ${now.maxSim} of ${questions.length}${stored}, the pooled vector ${now.pooled}.`;
}
