import assert from 'node:assert/strict';
import type { BarPlot, LinePlot, TablePlot, TextPlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/llm-application-frameworks';
import { sentenceChunks } from '../../src/demos/llm-application-frameworks/chunks';
import { askAll } from '../../src/demos/llm-application-frameworks/exam';
import { strategies, synthesize, type Strategy } from '../../src/demos/llm-application-frameworks/synthesis';
import { packed, truncated, wordCount } from '../../src/demos/llm-application-frameworks/words';
import { questions } from '../../src/demos/models/retrieval/corpus';
import { dimensions } from '../../src/demos/models/retrieval/pipeline';
import { Reader } from '../../src/demos/models/retrieval/reader';
import { inverseFrequencies, VectorStore } from '../../src/demos/models/retrieval/store';
import type { Engine } from '../../src/engine/backend';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, startEngine } from './engines';

const names = strategies.map(({ name }) => name);
const overhead = 20;

describe('llm application frameworks: words', () => {
  it('counts, cuts and packs', () => {
    assert.equal(wordCount('The 1e-5, of BERT.'), 5);
    assert.equal(truncated('One two, three. Four', 3), 'One two, three');
    assert.equal(truncated('One two', 2), 'One two');
    assert.equal(truncated('One two.', 2), 'One two.');
    assert.deepEqual([truncated('One two', 0), truncated('One two', -4), truncated('', 3)], ['', '', '']);
    assert.deepEqual(packed(['a b', 'c', 'd e f g', 'h', 'i'], 3, ' '), ['a b c', 'd e f g', 'h i']);
    assert.deepEqual(packed([], 3), []);
  });

  it('cuts the documents between sentences', () => {
    const chunks = sentenceChunks();
    assert.equal(chunks.length, 34);
    assert.ok(chunks.every(({ text }) => /[.!?]$/.test(text)));
  });
});

for (const engineName of engineNames)
  describe(`llm application frameworks: the bill on ${engineName}`, function () {
    this.timeout(120_000);
    let reader: Reader;
    let ranked: string[][];
    before(async () => {
      await startEngine(engineName);
      tf.engine().startScope('test');
      const chunks = sentenceChunks();
      const texts = chunks.map(({ text }) => text);
      const asked = questions.map(({ text }) => text);
      reader = new Reader(tf, asked, texts, inverseFrequencies(texts), dimensions);
      ranked = new VectorStore(tf, chunks, 64, () => 1)
        .search(asked, { k: 8 })
        .map((found) => found.map(({ chunk }) => texts[chunk]!));
    });
    after(() => tf.engine().endScope());
    const bill = (k: number, window: number) => names.map((name) => askAll(name, reader, ranked, k, window));

    it('pays for nothing where the window is wide', () => {
      const totals = bill(6, 512);
      assert.deepEqual(
        totals.map(({ answers, calls, words }) => [answers, calls, Math.round(words)]),
        [
          [12, 1, 139],
          [12, 6, 349],
          [12, 1, 139],
          [12, 7, 399],
          [12, 1, 139],
        ],
      );
    });

    it('gets answers back by more calls where it is narrow', () => {
      const [stuff, refine, compact, map, tree] = bill(6, 64);
      const found = (total: typeof stuff) => [total!.answers, Math.round(100 * total!.calls) / 100];
      assert.deepEqual([stuff, refine, compact, map, tree].map(found), [
        [8, 1],
        [9, 6],
        [9, 6],
        [10, 7],
        [11, 8.13],
      ]);
      assert.deepEqual(
        [stuff, tree].map((total) => Math.round(total!.words)),
        [64, 440],
      );
    });

    it('makes no difference for one chunk', () => {
      for (const { answers, calls } of bill(1, 512)) assert.deepEqual([answers, calls], [7, 1]);
    });

    it('keeps every call within the window', () => {
      for (const window of [64, 100, 512])
        for (const { longest } of bill(8, window)) assert.ok(longest <= window, `${longest} of ${window}`);
    });

    it('adds up as the formulas say', () => {
      const words = (name: Strategy, k: number) =>
        synthesize(name, reader, questions[0]!.text, ranked[0]!.slice(0, k), 512);
      const q = wordCount(questions[0]!.text);
      const c = ranked[0]!.map(wordCount);
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      const spent = (name: Strategy) => sum(words(name, 4).calls.map((call) => call.words));
      assert.equal(spent('stuff'), overhead + q + sum(c.slice(0, 4)));
      const carried = words('refine', 4).calls.map(({ previous }) => wordCount(previous));
      assert.equal(carried[0], 0);
      assert.equal(
        spent('refine'),
        sum(c.slice(0, 4).map((length, i) => overhead + q + length + carried[i]!)),
      );
      const answers = words('map-reduce', 4)
        .calls.slice(0, 4)
        .map(({ answer }) => wordCount(answer));
      assert.equal(
        spent('map-reduce'),
        sum(c.slice(0, 4).map((length) => overhead + q + length)) + overhead + q + sum(answers),
      );
    });
  });

describe('llm application frameworks: the demo', function () {
  this.timeout(200_000);
  let engine: Engine;
  const finished = runsOnce(demo, () => ({ engine }));
  before(async () => {
    engine = await startEngine('wasm');
  });
  const valuesOf = (plot: BarPlot) =>
    plot.categories.map((_, i) => plot.series[0]!.values[i]! + plot.series[1]!.values[i]!);

  it('shows what calls a strategy makes', async () => {
    const { last, metric } = await finished({ window: 512 });
    const calls = last.plots.find((plot): plot is BarPlot => plot.id === 'calls')!;
    assert.deepEqual(valuesOf(calls), [1, 6, 1, 7, 1]);
    assert.equal(metric('answers'), 12);
    const table = last.plots.find((plot): plot is TablePlot => plot.id === 'bill')!;
    assert.equal(table.rows[table.highlight!]![0], 'compact');
  });

  it('finds more with more chunks', async () => {
    const { last } = await finished({ window: 512 });
    const line = last.plots.find((plot): plot is LinePlot => plot.id === 'count')!;
    for (const { y } of line.series) assert.deepEqual([y[0], y[5]], [7, 12]);
  });

  it('loses text in a narrow window, and gets it back by a tree', async () => {
    const stuff = await finished({ strategy: 'simple_summarize' });
    assert.equal(stuff.metric('answers'), 8);
    assert.ok(stuff.metric('lost') > 0);
    const tree = await finished({ strategy: 'tree_summarize' });
    assert.deepEqual([tree.metric('answers'), Math.round(tree.metric('calls'))], [11, 8]);
    assert.equal((await finished({ strategy: 'simple_summarize', window: 512 })).metric('lost'), 0);
    assert.match(tree.last.reading, /it finds 11 answers with 8\.13 calls and 440 words each\.$/);
  });

  it('strikes out what is outside the window and marks the answer', async () => {
    const { last } = await finished({ strategy: 'simple_summarize' });
    const calls = last.plots.find((plot): plot is TextPlot => plot.id === 'timeline')!;
    assert.ok(
      calls.spans.some(({ mark }) => mark === 'error') && calls.spans.some(({ mark }) => mark === 'good'),
    );
  });

  it('writes k into the code of each style', async () => {
    for (const style of ['pipe', 'engine', 'graph', 'function']) {
      const { last } = await finished({ style, k: 3 });
      const code = last.plots.find((plot): plot is TextPlot => plot.id === 'code')!;
      const text = code.spans.map((span) => span.text).join('');
      assert.ok(/\b3\b/.test(text) && !/\bK\b|MODE/.test(text), text);
      assert.deepEqual([...new Set(code.spans.flatMap(({ mark }) => mark ?? []))].sort(), ['accent', 'good']);
    }
  });

  it('answers a question without words', async () => {
    const { last } = await finished({ typed: '???' });
    assert.match(last.reading, /^Here compact answers in/);
  });

  it('starts from the code', () => {
    const { params } = seededParams(demo.controls, {
      top_k: { value: 4, from: 'code' },
      mode: { value: 'refine', from: 'code' },
    });
    assert.deepEqual([params['k'], params['strategy']], [4, 'refine']);
    const other = seededParams(demo.controls, { mode: { value: 'no_text', from: 'code' } });
    assert.equal(other.params['strategy'], 'compact');
  });
});
