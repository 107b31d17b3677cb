import assert from 'node:assert/strict';
import type { GraphPlot, TablePlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/langflow';
import { ask } from '../../src/demos/langchain/chain';
import { Executor, type Step } from '../../src/demos/langflow/executor';
import {
  affected,
  exportFlow,
  importFlow,
  refusal,
  runOrder,
  type Flow,
} from '../../src/demos/langflow/flow';
import { edited, flowOf, layouts, type Layout } from '../../src/demos/langflow/layouts';
import { questions } from '../../src/demos/models/retrieval/corpus';
import { readerOf, storeOf } from '../../src/demos/models/retrieval/pipeline';
import type { Engine } from '../../src/engine/backend';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, startEngine } from './engines';

const settings = { question: questions[8]!.text, size: 150, overlap: 40, k: 4 };
const flow = (layout: Layout, more: Partial<typeof settings> = {}): Flow =>
  flowOf(layout, { ...settings, ...more });
const orders: Readonly<Record<Layout, string>> = {
  combined: 'chat_in corpus embed split index parse prompt model chat_out',
  separated: 'chat_in corpus embed split index search parse prompt model chat_out',
};

describe('langflow: the graph', () => {
  for (const layout of layouts) {
    it(`runs ${layout} in the order of Kahn`, () => {
      assert.equal(runOrder(flow(layout))!.join(' '), orders[layout]);
    });

    it(`comes back from JSON unchanged: ${layout}`, () => {
      const text = exportFlow(flow(layout));
      assert.deepEqual(importFlow(text), flow(layout));
      assert.equal(exportFlow(importFlow(text)), text);
    });

    it(`takes every edge that ${layout} has`, () => {
      const { nodes, edges } = flow(layout);
      edges.forEach((edge, i) =>
        assert.equal(refusal({ nodes, edges: edges.filter((_, j) => j !== i) }, edge), undefined),
      );
    });
  }

  it('has 9 and 10 nodes, 9 and 11 edges', () => {
    assert.deepEqual(
      layouts.map((layout) => [flow(layout).nodes.length, flow(layout).edges.length]),
      [
        [9, 9],
        [10, 11],
      ],
    );
  });

  it('knows what an edit leads to', () => {
    const sizes = (layout: Layout, ids: string) =>
      ids.split(' ').map((id) => affected(flow(layout), id).size);
    assert.deepEqual(
      sizes('combined', 'corpus split embed index chat_in parse prompt model'),
      [7, 6, 6, 5, 6, 4, 3, 2],
    );
    assert.deepEqual(
      sizes('separated', 'corpus split embed index search chat_in parse prompt model'),
      [8, 7, 7, 6, 5, 6, 4, 3, 2],
    );
  });

  it('refuses cycles, wrong types and inputs that are not there', () => {
    const { nodes, edges } = flow('combined');
    const loop = { from: 'chat_out', to: 'chat_in', input: 'input_value' };
    assert.equal(runOrder({ nodes, edges: [...edges, loop] }), undefined);
    assert.match(refusal({ nodes, edges }, loop)!, /cycle/);
    const back = { from: 'chat_out', to: 'prompt', input: 'context' };
    assert.match(refusal({ nodes, edges }, back)!, /cycle/);
    assert.equal(
      refusal({ nodes, edges }, { from: 'embed', to: 'prompt', input: 'context' }),
      'context takes Message, not Embeddings',
    );
    assert.match(refusal({ nodes, edges }, { from: 'embed', to: 'prompt', input: 'none' })!, /no input/);
    assert.equal(
      runOrder({ nodes: nodes.slice(0, 1), edges: [{ from: 'corpus', to: 'corpus', input: 'a' }] }),
      undefined,
    );
    assert.deepEqual(runOrder({ nodes: [], edges: [] }), []);
  });
});

for (const name of engineNames)
  describe(`langflow: the executor on ${name}`, function () {
    this.timeout(120_000);
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());
    const run = (executor: Executor, steps: Flow, frozen: readonly string[] = []) => [
      ...executor.start(steps, frozen),
    ];
    const ran = (steps: readonly Step[]) => steps.filter((step) => step.ran).map(({ id }) => id);
    const answer = (steps: readonly Step[]) => steps.at(-1)!.value;

    it('answers as the chain of LangChain does, in both layouts', () => {
      const store = storeOf(tf, 150, 40);
      const executors = layouts.map((layout) => [layout, new Executor(tf)] as const);
      for (const { text } of questions) {
        const texts = store.chunks.map((chunk) => chunk.text);
        const trace = ask(store, { k: 4 }, readerOf(tf, [text], texts), text);
        for (const [layout, executor] of executors) {
          const steps = run(executor, flow(layout, { question: text }));
          assert.equal(answer(steps), trace.answer, text);
          const rows = steps.find(({ id }) => id === (layout === 'combined' ? 'index' : 'search'))!.value;
          assert.deepEqual((rows as { found: unknown }).found, trace.found);
        }
      }
    });

    it('embeds the chunks again for a question only where the index searches', () => {
      const next = { question: questions[0]!.text };
      for (const [layout, again] of [
        ['combined', 35],
        ['separated', 0],
      ] as const) {
        const executor = new Executor(tf);
        assert.equal(ran(run(executor, flow(layout))).length, flow(layout).nodes.length);
        assert.equal(executor.embeddedChunks, 35);
        assert.deepEqual(ran(run(executor, flow(layout))), []);
        assert.equal(ran(run(executor, flow(layout, next))).length, 6);
        assert.deepEqual([executor.embeddedChunks, executor.embeddedQuestions], [again, 1]);
      }
    });

    it('runs search and what follows for another k', () => {
      const executor = new Executor(tf);
      run(executor, flow('separated'));
      assert.deepEqual(
        ran(run(executor, flow('separated', { k: 2 }))),
        'search parse prompt model chat_out'.split(' '),
      );
    });

    it('runs what an edit leads to, for every node', () => {
      const changes = {
        corpus: { documents: 11 },
        split: { chunk_size: 200 },
        embed: { dimensions: 256 },
        chat_in: { input_value: 'one pixel attack' },
        prompt: { template: 'Be brief.' },
        model: { model_name: 'another' },
      };
      for (const layout of layouts)
        for (const [id, template] of Object.entries(changes)) {
          const executor = new Executor(tf);
          run(executor, flow(layout));
          const steps = run(executor, edited(flow(layout), id, template));
          assert.deepEqual(new Set(ran(steps)), affected(flow(layout), id), `${layout} ${id}`);
        }
    });

    it('gives a stale answer where the index is frozen', () => {
      const executor = new Executor(tf);
      const before = answer(run(executor, flow('combined')));
      const later = flow('combined', { question: 'attacker changes training classes' });
      const steps = run(executor, later, ['index']);
      assert.deepEqual(ran(steps), ['chat_in', 'prompt', 'model', 'chat_out']);
      assert.equal(executor.embeddedChunks, 0);
      const fresh = answer(run(new Executor(tf), later));
      assert.notEqual(answer(steps), fresh);
      assert.match(String(before), /precision|epsilon|eps|1e-/);
    });

    it('runs no flow with a cycle', () => {
      const { nodes, edges } = flow('combined');
      const loop = { nodes, edges: [...edges, { from: 'chat_out', to: 'prompt', input: 'context' }] };
      assert.throws(() => run(new Executor(tf), loop), /cycle/);
    });
  });

describe('langflow: the demo', function () {
  this.timeout(200_000);
  let engine: Engine;
  const finished = runsOnce(demo, () => ({ engine }));
  before(async () => {
    engine = await startEngine('wasm');
  });

  it('embeds 35 chunks again for a question, or none', async () => {
    const combined = await finished();
    assert.deepEqual([combined.metric('again'), combined.metric('chunks')], [6, 35]);
    assert.match(combined.last.reading, /6 nodes of 9 ran again and embedded 35 chunks and 1 question\.$/);
    const separated = await finished({ layout: 'separated' });
    assert.deepEqual(
      [separated.metric('again'), separated.metric('chunks'), separated.metric('questions')],
      [6, 0, 1],
    );
  });

  it('runs five nodes for another k', async () => {
    const { metric, last } = await finished({ layout: 'separated', edit: 'k' });
    assert.deepEqual([metric('again'), metric('chunks')], [5, 0]);
    const graph = last.plots.find((plot): plot is GraphPlot => plot.id === 'flow')!;
    assert.deepEqual(
      graph.nodes
        .filter(({ strength }) => strength === 1)
        .map(({ id }) => id)
        .sort(),
      ['chat_out', 'model', 'parse', 'prompt', 'search'],
    );
    assert.deepEqual(
      graph.nodes.filter(({ marked }) => marked).map(({ id }) => id),
      ['search'],
    );
  });

  it('shows how many nodes each edit runs', async () => {
    const { last } = await finished();
    const table = last.plots.find((plot): plot is TablePlot => plot.id === 'edits')!;
    assert.deepEqual(
      table.rows.map(([id, combined, separated]) => `${id} ${combined} ${separated}`),
      [
        'corpus 7 8',
        'split 6 7',
        'embed 6 7',
        'chat_in 6 6',
        'index 5 6',
        'search – 5',
        'parse 4 4',
        'prompt 3 3',
        'model 2 2',
      ],
    );
    assert.equal(table.rows[table.highlight!]![0], 'chat_in');
  });

  it('refuses a cycle and a wrong type, and says why', async () => {
    const loop = await finished({ wire: 'loop' });
    assert.equal(loop.metric('refused'), 1);
    assert.match(loop.last.reading, /^The wire is refused: it closes a cycle/);
    const types = await finished({ wire: 'types' });
    assert.match(types.last.reading, /^The wire is refused: context takes Message, not Embeddings\./);
    assert.equal((await finished()).metric('refused'), 0);
  });

  it('says that a frozen index makes the answer stale', async () => {
    const { metric, last } = await finished({ frozen: ['index'] });
    assert.deepEqual([metric('again'), metric('chunks')], [4, 0]);
    assert.match(last.reading, /Frozen: index, so the answer may be stale\.$/);
    assert.doesNotMatch((await finished({ frozen: ['search'] })).last.reading, /stale/);
  });

  it('starts from the code', () => {
    const { params } = seededParams(demo.controls, {
      chunk_size: { value: 300, from: 'code' },
      overlap: { value: 60, from: 'code' },
    });
    assert.deepEqual([params['size'], params['overlap']], [300, 60]);
  });
});
