/** The frame of the frameworks demo: the bill of five strategies, the calls of one question, and the code. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, LinePlot, Metric, TablePlot, TextPlot } from '../contract/frame';
import { questions } from '../models/retrieval/corpus';
import type { Total } from './exam';
import { styles } from './styles';
import { strategies, type Call, type Strategy, type Synthesis } from './synthesis';
import { wordCount } from './words';

export interface Bill {
  readonly question: string;
  /** Words of the right answer, where it is known. */
  readonly answer: string | undefined;
  readonly strategy: Strategy;
  readonly k: number;
  readonly window: number;
  readonly style: string;
  /** The question with the chosen strategy. */
  readonly one: Synthesis;
  readonly totals: Total[];
  /** Right answers with 1, 2, … chunks. */
  readonly byCount: { readonly name: Strategy; readonly answers: readonly number[] }[];
  /** Measurements that there will be in the end. */
  readonly parts: number;
}

const all = questions.length;
const text = (value: number) => formatNumber(value, 3);
const lostOf = (calls: readonly Call[]) =>
  calls.reduce((sum, { context, kept }) => sum + wordCount(context) - wordCount(kept), 0);

export function frameworksFrame(bill: Bill): Frame {
  const measured = bill.totals.length + bill.byCount.reduce((sum, { answers }) => sum + answers.length, 0);
  return {
    plots: [
      costPlot(bill, 'calls', 'Calls per question', 'calls'),
      costPlot(bill, 'words', 'Words sent per question', 'words'),
      billTable(bill),
      countPlot(bill),
      codePlot(bill),
      callsPlot(bill),
    ],
    metrics: metricsOf(bill),
    progress: measured / bill.parts,
    reading: readingOf(bill),
  };
}

const callsText = (count: number): string => (count === 1 ? '1 call' : `${text(count)} calls`);

function costPlot({ totals, strategy }: Bill, of: 'calls' | 'words', title: string, label: string): BarPlot {
  const values = (isChosen: boolean) =>
    strategies.map(({ name }) => {
      const total = totals.find((one) => one.name === name);
      return total && (name === strategy) === isChosen ? total[of] : 0;
    });
  return {
    kind: 'bar',
    id: of,
    title,
    y: { label, min: 0 },
    categories: strategies.map(({ name }) => (name === 'map-reduce' ? 'map' : name)),
    series: [
      { name: 'chosen', values: values(true) },
      { name: 'others', values: values(false), style: 'outline' },
    ],
    text:
      totals.length === 0
        ? 'Not measured yet.'
        : `${title}: ${totals.map((total) => `${total.name} ${text(total[of])}`).join(', ')}.`,
  };
}

function billTable({ totals, strategy, k, window }: Bill): TablePlot {
  return {
    kind: 'table',
    id: 'bill',
    title: `${all} questions, ${k} chunks each, ${window} words a call`,
    columns: [
      { label: 'strategy' },
      { label: 'right answers' },
      { label: 'calls', digits: 3 },
      { label: 'words', digits: 3 },
      { label: 'longest call' },
    ],
    rows: totals.map(({ name, answers, calls, words, longest }) => [name, answers, calls, words, longest]),
    highlight: totals.findIndex(({ name }) => name === strategy),
    text:
      totals.length === 0
        ? 'Not measured yet.'
        : `Right answers: ${totals.map(({ name, answers }) => `${name} ${answers}`).join(', ')} of ${all}.`,
  };
}

function countPlot({ byCount, k }: Bill): LinePlot {
  return {
    kind: 'line',
    id: 'count',
    title: `Right answers of ${all}, by chunks`,
    x: { label: 'k', min: 1, max: 8 },
    y: { label: 'right answers', min: 0, max: all },
    series: byCount.map(({ name, answers }) => ({ name, x: answers.map((_, i) => i + 1), y: [...answers] })),
    references: [{ axis: 'x', at: k, label: `k = ${k}` }],
    text:
      byCount.length === 0
        ? 'Not measured yet.'
        : `From 1 chunk to ${byCount[0]!.answers.length}: ${byCount
            .filter(({ answers }) => answers.length > 0)
            .map(({ name, answers }) => `${name} ${answers[0]} to ${answers.at(-1)}`)
            .join(', ')}.`,
  };
}

/** Each call of the question: what it read, what was cut off, and which sentence it answered with. */
function callsPlot({ question, strategy, one }: Bill): TextPlot {
  const lost = lostOf(one.calls);
  return {
    kind: 'text',
    id: 'timeline',
    title: `“${question}”: each call of ${strategy}; a stand-in that quotes plays the model`,
    spans: one.calls.flatMap((call, i) => [
      { text: `${i > 0 ? '\n' : ''}${i + 1}, ${call.words} words: ` },
      ...(call.previous === '' ? [] : [{ text: `(so far) ${call.previous} `, weight: 0.4 }]),
      ...withAnswer(call),
      ...(call.kept.length < call.context.length
        ? [{ text: call.context.slice(call.kept.length), mark: 'error' as const, note: 'outside the window' }]
        : []),
    ]),
    text: `${callsText(one.calls.length)}; ${lost} words fall outside the window; the stand-in, no language model, quotes: ${one.answer || 'nothing'}`,
  };
}

function withAnswer({ kept, answer }: Call): TextPlot['spans'] {
  const at = answer === '' ? -1 : kept.indexOf(answer);
  if (at < 0) return [{ text: kept }];
  const end = at + answer.length;
  return [
    { text: kept.slice(0, at) },
    { text: kept.slice(at, end), mark: 'good' },
    { text: kept.slice(end) },
  ];
}

function codePlot({ style, k, strategy }: Bill): TextPlot {
  const { unit, lines } = styles.find(({ id }) => id === style)!;
  const mode = strategies.find(({ name }) => name === strategy)!.modeName;
  const filled = (line: string) => line.replace(/\bK\b/, String(k)).replace('MODE', mode);
  return {
    kind: 'text',
    id: 'code',
    title: unit,
    spans: lines.flatMap((line, i): TextPlot['spans'] => {
      const end = i < lines.length - 1 ? '\n' : '';
      if (typeof line === 'string') return [{ text: filled(line) + end }];
      const [content, mark, note] =
        'retrieves' in line
          ? [line.retrieves, 'accent' as const, 'retrieves']
          : [line.answers, 'good' as const, 'answers'];
      const indent = content.slice(0, content.length - content.trimStart().length);
      return [{ text: indent }, { text: filled(content.trimStart()), mark, note }, { text: end }];
    }),
    text: `${unit}; the line that retrieves and the one that answers are marked.`,
  };
}

function metricsOf({ totals, strategy, one }: Bill): Metric[] {
  const total = totals.find(({ name }) => name === strategy);
  return [
    ...(total
      ? [
          { id: 'answers', label: `right answers, of ${all}`, value: total.answers },
          { id: 'calls', label: 'calls per question', value: total.calls },
          { id: 'words', label: 'words per question', value: total.words },
          { id: 'longest', label: 'words of the longest call', value: total.longest },
        ]
      : []),
    { id: 'calls-here', label: 'calls for this question', value: one.calls.length },
    {
      id: 'words-here',
      label: 'words for this question',
      value: one.calls.reduce((sum, { words }) => sum + words, 0),
    },
    { id: 'lost', label: 'words outside the window', value: lostOf(one.calls) },
  ];
}

function readingOf({ totals, strategy, one, answer, window }: Bill): string {
  const total = totals.find(({ name }) => name === strategy);
  const outcome = answer === undefined ? '' : one.answer.includes(answer) ? ', rightly' : ', wrongly';
  const here = `Here ${strategy} answers in ${callsText(one.calls.length)}${outcome}, and ${lostOf(one.calls)} words do not fit its window of ${window}`;
  if (!total) return `${here}.`;
  return `${here}; over ${all} questions it finds ${total.answers} answers with ${callsText(total.calls)} and ${text(total.words)} words each.`;
}
