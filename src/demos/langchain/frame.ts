/** The frame of the LangChain demo: the chain with its values, where the chunks lie, and what other settings give. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, GraphPlot, LinePlot, Metric, TablePlot, TextPlot } from '../contract/frame';
import { documents, questions } from '../models/retrieval/corpus';
import type { VectorStore } from '../models/retrieval/store';
import type { Outcome } from './exam';
import { numberOf, type Lesson } from './lesson';
import { mapPlot } from './map';

const all = questions.length;
const barsShown = 10;
const text = (value: number) => formatNumber(value, 3);

export function chainFrame(lesson: Lesson): Frame {
  return {
    plots: [
      chainPlot(lesson),
      scorePlot(lesson),
      valuePlot(lesson),
      mapPlot(lesson),
      countPlot(lesson),
      lambdaTable(lesson),
      cutTable(lesson),
    ],
    metrics: metricsOf(lesson),
    progress: (lesson.byCount.length + lesson.byLambda.length + lesson.byCut.length) / lesson.parts,
    reading: readingOf(lesson),
  };
}

function nameOf(store: VectorStore, chunk: number): string {
  return `${documents[store.chunks[chunk]!.document]!.id} ${numberOf(store, chunk)}`;
}

function chainPlot({ trace, shown }: Lesson): GraphPlot {
  const node = (id: string, label: string, value: number, x: number, y: number) => ({
    id,
    label,
    value,
    x,
    y,
    marked: id === shown,
  });
  return {
    kind: 'graph',
    id: 'chain',
    title: 'The chain, and the characters that each box hands on',
    layout: 'given',
    nodes: [
      node('question', 'question', trace.question.length, 0, 0.5),
      node('retriever', 'retriever', trace.context.length, 1, 1),
      node('passthrough', 'passthrough', trace.question.length, 1, 0),
      node('prompt', 'prompt', trace.prompt.length, 2, 0.5),
      node('model', 'stand-in', trace.answer.length, 3, 0.5),
    ],
    edges: [
      ['question', 'retriever'],
      ['question', 'passthrough'],
      ['retriever', 'prompt'],
      ['passthrough', 'prompt'],
      ['prompt', 'model'],
    ].map(([from, to]) => ({ from: from!, to: to!, directed: true })),
    text: `The question of ${trace.question.length} characters goes to the retriever and around it; the prompt has ${trace.prompt.length}, the answer ${trace.answer.length}.`,
  };
}

function valuePlot(lesson: Lesson): TextPlot {
  const { trace, store, shown } = lesson;
  const base = { kind: 'text', id: 'value' } as const;
  if (shown === 'retriever')
    return {
      ...base,
      title: `What the retriever hands on: ${trace.found.length} documents`,
      spans: trace.found.map(({ chunk, score }, i) => ({
        text: `${i > 0 ? '\n' : ''}${nameOf(store, chunk)}, ${text(score)}: ${store.chunks[chunk]!.text}`,
      })),
      text: `${trace.found.length} chunks with their cosine; the best is ${nameOf(store, trace.found[0]!.chunk)}.`,
    };
  if (shown === 'model')
    return {
      ...base,
      title: 'What the stand-in answers: a quotation, no language model',
      spans: [{ text: trace.answer }],
      text: `It quotes: ${trace.answer}`,
    };
  return {
    ...base,
    title: 'The prompt',
    spans: marked(trace.prompt, lesson.asked?.answer),
    text: `The prompt of ${trace.prompt.length} characters ${standing(lesson)}.`,
  };
}

/** The words of the answer marked where they stand as a whole. */
function marked(content: string, answer: string | undefined): TextPlot['spans'] {
  const at = answer === undefined ? -1 : content.indexOf(answer);
  if (at < 0) return [{ text: content }];
  return [
    { text: content.slice(0, at) },
    { text: answer!, mark: 'good' },
    { text: content.slice(at + answer!.length) },
  ];
}

const isFound = ({ trace, asked }: Lesson) => asked !== undefined && trace.context.includes(asked.answer);

function standing(lesson: Lesson): string {
  if (!lesson.asked) return 'answers a question whose answer nobody has written down';
  return isFound(lesson) ? 'holds the answer' : 'lacks the answer in one piece';
}

function scorePlot({ ranking, trace, store }: Lesson): BarPlot {
  const chosen = new Set(trace.found.map(({ chunk }) => chunk));
  const others = ranking.filter(({ chunk }) => !chosen.has(chunk)).slice(0, barsShown - chosen.size);
  const bars = ranking.filter((found) => chosen.has(found.chunk) || others.includes(found));
  const values = (isChosen: boolean) =>
    bars.map(({ chunk, score }) => (chosen.has(chunk) === isChosen ? score : 0));
  return {
    kind: 'bar',
    id: 'scores',
    title: 'Cosine of chunk and question',
    y: { label: 'cosine' },
    categories: bars.map(({ chunk }) => nameOf(store, chunk)),
    series: [
      { name: 'in the prompt', values: values(true) },
      { name: 'left out', values: values(false), style: 'outline' },
    ],
    text: `Most similar: ${bars
      .slice(0, 3)
      .map(({ chunk, score }) => `${nameOf(store, chunk)} with ${text(score)}`)
      .join(', ')}.`,
  };
}

function countPlot({ byCount, k }: Lesson): LinePlot {
  const x = byCount.map((_, i) => i + 1);
  const last = byCount.at(-1);
  return {
    kind: 'line',
    id: 'count',
    title: `Of ${all} questions, by chunks in the prompt`,
    x: { label: 'k', min: 1, max: 8 },
    y: { label: 'questions', min: 0, max: all },
    series: [
      { name: 'right document', x, y: byCount.map(({ documents: found }) => found) },
      { name: 'answer in one piece', x, y: byCount.map(({ answers }) => answers), style: 'dashed' },
    ],
    references: [{ axis: 'x', at: k, label: `k = ${k}` }],
    text: last
      ? `With 1 chunk the answer is there for ${byCount[0]!.answers}, with ${byCount.length} for ${last.answers}; the context grows from ${text(byCount[0]!.characters)} to ${text(last.characters)} characters.`
      : 'Not measured yet.',
  };
}

const outcomeColumns = [{ label: 'document' }, { label: 'answer' }, { label: 'characters', digits: 4 }];
const cellsOf = ({ documents: found, answers, characters }: Outcome) => [found, answers, characters];

function lambdaTable({ byLambda, lambda, k }: Lesson): TablePlot {
  return {
    kind: 'table',
    id: 'lambda',
    title: `Marginal relevance with ${k} chunks: right document and whole answer, of ${all}`,
    columns: [{ label: 'λ' }, { label: 'sources' }, ...outcomeColumns],
    rows: byLambda.map((row) => [row.lambda, row.outcome.sources, ...cellsOf(row.outcome)]),
    highlight: byLambda.findIndex((row) => row.lambda === lambda),
    text:
      byLambda.length === 0
        ? 'Not measured yet.'
        : `Documents per prompt: ${byLambda.map((row) => `${text(row.outcome.sources)} at λ = ${row.lambda}, ${row.outcome.answers} answers`).join('; ')}.`,
  };
}

function cutTable({ byCut, size, overlap, now }: Lesson): TablePlot {
  const own = byCut.some((row) => row.size === size && row.overlap === overlap)
    ? []
    : [{ size, overlap, outcome: now }];
  const rows = [...byCut, ...own].sort((a, b) => a.size - b.size || a.overlap - b.overlap);
  return {
    kind: 'table',
    id: 'cuts',
    title: `Other cuts: right document and whole answer, of ${all}`,
    columns: [{ label: 'size' }, { label: 'overlap' }, { label: 'chunks' }, ...outcomeColumns],
    rows: rows.map((row) => [row.size, row.overlap, row.outcome.chunks, ...cellsOf(row.outcome)]),
    highlight: rows.findIndex((row) => row.size === size && row.overlap === overlap),
    text: `Answers in one piece: ${rows.map((row) => `${row.outcome.answers} with ${row.size}/${row.overlap}`).join(', ')}.`,
  };
}

function metricsOf(lesson: Lesson): Metric[] {
  const { trace, now, store } = lesson;
  const total = documents.reduce((sum, document) => sum + document.text.length, 0);
  const stored = store.chunks.reduce((sum, chunk) => sum + chunk.text.length, 0);
  const rank = lesson.asked
    ? 1 + lesson.ranking.findIndex(({ chunk }) => store.chunks[chunk]!.document === lesson.asked!.document)
    : undefined;
  return [
    { id: 'documents', label: `right document, of ${all}`, value: now.documents },
    { id: 'answers', label: `answer in one piece, of ${all}`, value: now.answers },
    { id: 'characters', label: 'mean characters of the context', value: now.characters, digits: 4 },
    { id: 'chunks', label: 'chunks', value: now.chunks },
    { id: 'stored', label: 'stored, of the text', value: (100 * stored) / total, unit: '%' },
    { id: 'sources', label: 'documents per prompt', value: now.sources },
    { id: 'best', label: 'best cosine', value: trace.found[0]!.score },
    ...(rank === undefined ? [] : [{ id: 'rank', label: 'rank of the right document', value: rank }]),
    { id: 'prompt', label: 'characters of this prompt', value: trace.prompt.length },
  ];
}

function readingOf(lesson: Lesson): string {
  const { trace, now, size, k } = lesson;
  if (trace.found.every(({ score }) => score === 0))
    return 'The question has no word of Latin letters or digits, so every chunk is as good as any other.';
  const known = lesson.asked ? `The prompt ${standing(lesson)}. ` : '';
  return `${known}With ${k} chunks of at most ${size} characters the right document is found for ${now.documents} of ${all} questions, and the answer stands in one piece for ${now.answers}.`;
}
