import assert from 'node:assert/strict';
import type { BarPlot, LinePlot, TablePlot, TextPlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/langchain';
import { ask } from '../../src/demos/langchain/chain';
import { examine } from '../../src/demos/langchain/exam';
import { placesOf } from '../../src/demos/langchain/map';
import { parallel, passthrough, pipe } from '../../src/demos/langchain/runnable';
import { documents, questions } from '../../src/demos/models/retrieval/corpus';
import { readerOf, storeOf } from '../../src/demos/models/retrieval/pipeline';
import { sentencesOf } from '../../src/demos/models/retrieval/reader';
import { splitText } from '../../src/demos/models/retrieval/splitter';
import { maximalMarginalRelevance } from '../../src/demos/models/retrieval/store';
import type { Engine } from '../../src/engine/backend';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, startEngine } from './engines';

const passage = (id: string) => documents.find((document) => document.id === id)!.text;

describe('langchain: composition', () => {
  it('pipes and branches', () => {
    const plusOne = (x: number) => x + 1;
    const twice = (x: number) => 2 * x;
    assert.equal(pipe(plusOne, twice)(3), 8);
    const branches = parallel<number, { a: number; b: number; c: number }>({
      a: plusOne,
      b: passthrough,
      c: twice,
    });
    assert.deepEqual(branches(3), { a: 4, b: 3, c: 6 });
  });
});

describe('langchain: the splitter', () => {
  it('cuts a passage as langchain-text-splitters 1.1 does', () => {
    assert.deepEqual(splitText(passage('layernorm-epsilon'), 100, 30), [
      'The epsilon of layer normalization is added to the variance before the square root so that the',
      'the square root so that the division never blows up. Typical values are 1e-5 in PyTorch and 1e-6 in',
      '1e-5 in PyTorch and 1e-6 in many language models; 1e-12 is found in BERT. In half precision a value',
      'In half precision a value below about 3e-8 rounds to zero and protects nothing.',
    ]);
  });

  const made: readonly (readonly [text: string, size: number, overlap: number, chunks: readonly string[]])[] =
    [
      [
        'First paragraph here.\n\nSecond one is longer than the first.\nIt has two lines.\n\nThird.',
        30,
        10,
        [
          'First paragraph here.',
          'Second one is longer than the',
          'than the first.',
          'It has two lines.',
          'Third.',
        ],
      ],
      ['a\n\n\n\nb', 1, 0, ['a', '\n', '\n', '\n', '\n', 'b']],
      [
        'supercalifragilistic expialidocious',
        8,
        3,
        ['supercal', 'califrag', 'ragilist', 'istic', 'expiali', 'alidocio', 'cious'],
      ],
      ['aa bb cc dd', 5, 2, ['aa bb', 'cc', 'dd']],
      ['  leading and trailing  ', 10, 0, ['leading', 'and', 'trailing']],
      ['', 10, 2, []],
      [
        'no spaces but one-line\nand another line that is long',
        20,
        5,
        ['no spaces but', 'but one-line', 'and another line', 'line that is long'],
      ],
    ];
  for (const [text, size, overlap, chunks] of made)
    it(`cuts ${JSON.stringify(text.slice(0, 24))} at ${size}/${overlap}`, () =>
      assert.deepEqual(splitText(text, size, overlap), chunks));

  it('refuses what LangChain refuses', () => {
    for (const [size, overlap] of [
      [0, 0],
      [-1, 0],
      [10, 11],
      [10, -1],
      [NaN, 0],
    ])
      assert.throws(() => splitText('a b c', size!, overlap!), RangeError);
  });

  it('ends where the overlap is the whole size', () => {
    assert.deepEqual(splitText('aa bb cc dd', 5, 5), ['aa bb', 'cc', 'dd']);
  });
});

describe('langchain: marginal relevance', () => {
  const query = [1, 0, 0];
  const chunks = [
    [0.9, 0.1, 0],
    [0.89, 0.11, 0],
    [0.6, 0, 0.8],
    [0.5, 0.8, 0.1],
  ];
  const cosine = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
  const choose = (lambda: number, k = 3) =>
    maximalMarginalRelevance(
      chunks.map((chunk) => cosine(query, chunk)),
      (a, b) => cosine(chunks[a]!, chunks[b]!),
      k,
      lambda,
    );

  it('chooses as langchain-core does', () => {
    assert.deepEqual(choose(1), [0, 1, 2]);
    assert.deepEqual(choose(0.5), [0, 2, 1]);
    assert.deepEqual(choose(0.2), [0, 2, 3]);
  });

  it('chooses no more than there are', () => {
    assert.deepEqual([...choose(0.5, 9)].sort(), [0, 1, 2, 3]);
    assert.deepEqual(choose(0.5, 0), []);
  });
});

describe('langchain: the reader', () => {
  it('ends sentences at an empty line and before a capital', () => {
    assert.deepEqual(sentencesOf('It is 1.5 wide. Next one! last\n\nrest'), [
      'It is 1.5 wide.',
      'Next one! last',
      'rest',
    ]);
  });
});

for (const name of engineNames)
  describe(`langchain: what reaches the prompt on ${name}`, function () {
    this.timeout(120_000);
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    for (const [size, overlap, k, chunks, found, answers, characters] of [
      [60, 0, 4, 71, 16, 6, 210],
      [60, 20, 4, 91, 15, 9, 219],
      [100, 30, 4, 53, 15, 13, 375],
      [150, 40, 4, 35, 16, 15, 538],
      [150, 40, 1, 35, 15, 13, 137],
      [1000, 200, 4, 12, 16, 16, 1263],
    ] as const)
      it(`finds ${answers} answers at ${size}/${overlap} with ${k} chunks`, () => {
        const outcome = examine(storeOf(tf, size, overlap), { k });
        assert.deepEqual(
          [outcome.chunks, outcome.documents, outcome.answers, Math.round(outcome.characters)],
          [chunks, found, answers, characters],
        );
      });

    it('pays for diversity with answers', () => {
      const store = storeOf(tf, 100, 30);
      const at = (lambda: number) => examine(store, { k: 4, relevance: { lambda, candidates: 20 } });
      const outcomes = [1, 0.5, 0].map(at);
      assert.deepEqual(
        outcomes.map(({ sources }) => Math.round(10 * sources) / 10),
        [2.5, 3.5, 3.8],
      );
      assert.deepEqual(
        outcomes.map(({ answers }) => answers),
        [13, 10, 7],
      );
      assert.deepEqual({ ...outcomes[0] }, { ...examine(store, { k: 4 }) });
    });

    it('asks the chain once for each question', () => {
      const store = storeOf(tf, 150, 40);
      const reader = readerOf(tf, store, '');
      const found = questions.map(({ text, answer }) => {
        const trace = ask(store, { k: 4 }, reader, text);
        assert.ok(trace.prompt.includes(trace.context) && trace.prompt.endsWith(text));
        assert.ok(trace.context.includes(trace.answer) && trace.answer !== '');
        return trace.context.includes(answer);
      });
      assert.equal(found.filter(Boolean).length, 15);
    });
  });

describe('langchain: the demo', function () {
  this.timeout(200_000);
  let engine: Engine;
  const finished = runsOnce(demo, () => ({ engine }));
  before(async () => {
    engine = await startEngine('wasm');
  });

  it('finds the document but not the answer in short chunks', async () => {
    const short = await finished({ size: 60, overlap: 0 });
    assert.deepEqual([short.metric('documents'), short.metric('answers')], [16, 6]);
    const shared = await finished({ size: 60, overlap: 20 });
    assert.equal(shared.metric('answers'), 9);
    const usual = await finished({});
    assert.deepEqual([usual.metric('documents'), usual.metric('answers')], [16, 15]);
    assert.match(usual.last.reading, /right document is found for 16 of 16 .* in one piece for 15\.$/);
    const cuts = usual.last.plots.find((plot): plot is TablePlot => plot.id === 'cuts')!;
    assert.deepEqual(
      cuts.rows.map((row) => row[4]),
      [6, 9, 13, 15, 15, 16],
    );
    assert.equal(cuts.highlight, 3);
  });

  it('more chunks hold more answers in longer prompts', async () => {
    const { last } = await finished({});
    const line = last.plots.find((plot): plot is LinePlot => plot.id === 'count')!;
    assert.deepEqual([line.series[1]!.y[0], line.series[1]!.y[3]], [13, 15]);
    const [one, four] = [await finished({ k: 1 }), await finished({})];
    assert.deepEqual([one.metric('characters'), four.metric('characters')].map(Math.round), [137, 538]);
  });

  it('novelty costs answers', async () => {
    const { last, metric } = await finished({ size: 100, overlap: 30, search: 'mmr', lambda: 0.5 });
    assert.deepEqual([metric('answers'), metric('sources')], [10, 3.5]);
    const table = last.plots.find((plot): plot is TablePlot => plot.id === 'lambda')!;
    assert.deepEqual(
      [0, 2, 4].map((row) => table.rows[row]![3]),
      [13, 10, 7],
    );
    assert.equal(table.highlight, 2);
  });

  it('marks where an answer is cut', async () => {
    const question = String(questions.findIndex(({ text }) => text === 'stif solver tiny stepps'));
    const markOf = async (size: number, overlap: number) => {
      const { last } = await finished({ question, size, overlap });
      const map = last.plots.find((plot): plot is TextPlot => plot.id === 'map')!;
      const spans = map.spans.filter(({ mark }) => mark);
      assert.equal(
        spans
          .map(({ text }) => text)
          .join('')
          .replace(/\[\d+\] /g, ''),
        'take many tiny steps',
      );
      return spans[0]!.mark;
    };
    assert.equal(await markOf(300, 0), 'good');
    assert.equal(await markOf(60, 0), 'warning');
  });

  it('lays every chunk where it stands', () => {
    const store = {
      chunks: documents.flatMap(({ text }, document) =>
        splitText(text, 80, 30).map((chunk) => ({ document, text: chunk })),
      ),
    };
    documents.forEach(({ text }, document) => {
      const places = placesOf(store, document, new Set());
      assert.ok(places.length > 1 && places.every(({ from }) => from >= 0));
      places.forEach(({ from, to }, i) =>
        assert.ok(i === 0 || from < places[i - 1]!.to + 2, text.slice(from, to)),
      );
    });
  });

  it('shows no bar for a chunk twice', async () => {
    const { last } = await finished({ search: 'mmr', lambda: 0, k: 8 });
    const bars = last.plots.find((plot): plot is BarPlot => plot.id === 'scores')!;
    assert.equal(new Set(bars.categories).size, 10);
    bars.categories.forEach((_, i) =>
      assert.ok(bars.series[0]!.values[i] === 0 || bars.series[1]!.values[i] === 0),
    );
  });

  it('says so where the question has no word', async () => {
    const { last } = await finished({ typed: '???' });
    assert.match(last.reading, /^The question has no word/);
  });

  it('starts from the code', () => {
    const code = (value: number | string) => ({ value, from: 'code' as const });
    const { params } = seededParams(demo.controls, {
      chunk_size: code(500),
      overlap: code(50),
      k: code(6),
      lambda_mult: code(0.7),
    });
    assert.deepEqual(
      ['size', 'overlap', 'k', 'search', 'lambda'].map((id) => params[id]),
      [500, 50, 6, 'mmr', 0.7],
    );
  });
});
