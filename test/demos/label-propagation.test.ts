import assert from 'node:assert/strict';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { GraphPlot, LinePlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/label-propagation';
import { accuracyOf, decayRate, decide } from '../../src/demos/label-propagation/decision';
import { blockModel, edgeHomophily } from '../../src/demos/label-propagation/graph';
import { limitOf, reachable } from '../../src/demos/label-propagation/limit';
import { createPropagation, propagate, type Mode } from '../../src/demos/label-propagation/propagation';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { type FinishedRun, engineNames, runToEnd, runsOnce, startEngine } from './engines';

type Edge = readonly [from: number, to: number, weight: number];

/** A small graph with its first labels, A = 0 and B = 1. */
interface Case {
  readonly nodes: number;
  readonly edges: readonly Edge[];
  readonly seeds: ReadonlyMap<number, number>;
}

const path: Case = {
  nodes: 5,
  edges: [0, 1, 2, 3].map((i): Edge => [i, i + 1, 1]),
  seeds: new Map([
    [0, 0],
    [4, 1],
  ]),
};
const six: Case = {
  nodes: 6,
  edges: [
    [0, 1, 1],
    [1, 2, 2],
    [2, 3, 1],
    [3, 4, 2],
    [4, 5, 1],
    [1, 4, 0.5],
  ],
  seeds: new Map([
    [0, 0],
    [5, 1],
  ]),
};
/** The bipartite graph of six nodes with an edge that makes a triangle. */
const triangle: Case = { ...six, edges: [...six.edges, [0, 2, 1]] };

function weightsOf({ nodes, edges }: Case): Float32Array {
  const weights = new Float32Array(nodes * nodes);
  for (const [i, j, weight] of edges) weights[i * nodes + j] = weights[j * nodes + i] = weight;
  return weights;
}

function near(actual: number, expected: number, tolerance: number, what = 'value'): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

function allNear(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => near(actual[i]!, value, tolerance, `[${i}]`));
}

/** The scores of one class after so many steps. */
function propagated(example: Case, mode: Mode, steps: number, alpha = 0.9): Float32Array {
  const { nodes, seeds } = example;
  const known = new Float32Array(nodes * 2);
  for (const [node, label] of seeds) known[node * 2 + label] = 1;
  const first = tf.tensor2d(known, [nodes, 2]);
  const weights = tf.tensor2d(weightsOf(example), [nodes, nodes]);
  const propagation = createPropagation(tf, weights, first, mode, alpha);
  let y: Tensor2D = first;
  for (let step = 0; step < steps; step++) y = propagate(tf, propagation, y);
  return y.dataSync<'float32'>();
}

const column = (scores: ArrayLike<number>, c: number) => Array.from(scores).filter((_, i) => i % 2 === c);
const row = (scores: ArrayLike<number>, i: number) => [scores[2 * i]!, scores[2 * i + 1]!];
const exact = (example: Case, mode: Mode, alpha = 0.9) =>
  limitOf({ ...example, classes: 2, weights: weightsOf(example) }, mode, alpha)!;

for (const name of engineNames) {
  describe(`label propagation: the iterations on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    it('interpolates along a path whose ends are labelled', () => {
      allNear(column(propagated(path, 'clamped', 200), 0), [1, 0.75, 0.5, 0.25, 0], 1e-6);
    });

    it('reaches the harmonic values of a weighted graph, step by step', () => {
      const inner = (steps: number) => column(propagated(six, 'clamped', steps), 0).slice(1, 5);
      allNear(inner(1), [0.285714, 0, 0, 0], 1e-6);
      allNear(inner(5), [0.471096, 0.29716, 0.171739, 0.109029], 1e-6);
      allNear(inner(20), [0.642046, 0.556583, 0.385655, 0.312095], 1e-6);
      allNear(inner(200), [0.666667, 0.583333, 0.416667, 0.333333], 1e-6);
    });

    it('shrinks the error by the spectral radius of P_UU in each step', () => {
      const limit = exact(six, 'clamped');
      const error = (steps: number) =>
        Math.hypot(...Array.from(propagated(six, 'clamped', steps), (value, i) => value - limit[i]!));
      near((error(40) / error(20)) ** (1 / 20), 0.862613, 1e-4);
    });

    it('spreads with a restart, as far as alpha lets it', () => {
      allNear(row(propagated(six, 'spreading', 300, 0.9), 1), [0.157217, 0.084304], 1e-6);
      allNear(row(propagated(six, 'spreading', 100, 0.2), 1), [0.087954, 0.002674], 1e-6);
      allNear(row(propagated(six, 'spreading', 3000, 0.99), 0), [0.078232, 0.063409], 1e-5);
    });

    it('makes all nodes the same where nothing is clamped and the graph is not bipartite', () => {
      const scores = propagated(triangle, 'unclamped', 600);
      for (let i = 0; i < triangle.nodes; i++) allNear(row(scores, i), [0.117647, 0.058824], 1e-5);
    });

    it('oscillates for ever on a bipartite graph where nothing is clamped', () => {
      const [even, odd] = [600, 601].map((steps) => propagated(path, 'unclamped', steps));
      assert.ok(Math.abs(even![0]! - odd![0]!) > 0.1);
    });

    it('keeps to the maximum principle: scores in [0, 1], rows at most 1 and in the end 1', () => {
      let before = -1;
      for (const steps of [0, 1, 2, 5, 20, 100, 300]) {
        const scores = propagated(six, 'clamped', steps);
        for (const score of scores) assert.ok(score >= 0 && score <= 1 + 1e-6);
        const sums = Array.from({ length: six.nodes }, (_, i) => row(scores, i)[0]! + row(scores, i)[1]!);
        for (const sum of sums) assert.ok(sum <= 1 + 1e-6);
        const least = Math.min(...sums);
        assert.ok(least >= before - 1e-6, 'mass only arrives');
        before = least;
      }
      near(before, 1, 1e-5);
    });
  });
}

describe('label propagation: the exact limit', () => {
  it('agrees with the published values', () => {
    allNear(column(exact(path, 'clamped'), 0), [1, 0.75, 0.5, 0.25, 0], 1e-12);
    allNear(column(exact(six, 'clamped'), 0).slice(1, 5), [2 / 3, 7 / 12, 5 / 12, 1 / 3], 1e-12);
    allNear(row(exact(six, 'spreading', 0.9), 1), [0.157217, 0.084304], 1e-6);
    allNear(row(exact(six, 'spreading', 0.99), 0), [0.078232, 0.063409], 1e-6);
    assert.equal(limitOf({ ...six, classes: 2, weights: weightsOf(six) }, 'unclamped', 0.9), undefined);
  });

  it('leaves at zero what no path joins to a seed', () => {
    const apart: Case = {
      nodes: 4,
      edges: [
        [0, 1, 1],
        [2, 3, 1],
      ],
      seeds: new Map([[0, 1]]),
    };
    const problem = { ...apart, classes: 2, weights: weightsOf(apart) };
    assert.deepEqual([...reachable(problem)], [0, 1]);
    assert.deepEqual([...limitOf(problem, 'clamped', 0.9)!], [0, 1, 0, 1, 0, 0, 0, 0]);
    assert.deepEqual([...limitOf(problem, 'spreading', 0.5)!].slice(4), [0, 0, 0, 0]);
  });
});

describe('label propagation: graph and decision', () => {
  it('draws graphs of the wanted degree and homophily', () => {
    for (const [degree, homophily] of [
      [6, 0.85],
      [12, 0.3],
      [3, 0.6],
    ] as const) {
      const graphs = [1, 2, 3, 4].map((seed) => blockModel(createRandom(seed), 120, 3, degree, homophily));
      const mean = (of: (graph: (typeof graphs)[0]) => number) =>
        graphs.reduce((sum, graph) => sum + of(graph), 0) / graphs.length;
      near(
        mean(({ edges }) => (2 * edges.length) / 120),
        degree,
        0.4,
        'degree',
      );
      near(mean(edgeHomophily), homophily, 0.04, 'homophily');
      for (const { edges } of graphs) {
        const joined = new Set(edges.flat());
        assert.equal(joined.size, 120, 'no node is alone');
      }
    }
  });

  const isSeed = (node: number) => node === 0;

  it('takes the largest score, or weighs it by the mass of its class', () => {
    const scores = [1, 0, 0.6, 0.4, 0.7, 0.3];
    assert.deepEqual([...decide(scores, 2, 'largest', isSeed).labels], [0, 0, 0]);
    assert.deepEqual([...decide(scores, 2, 'mass', isSeed).labels], [0, 1, 0]);
    assert.equal(accuracyOf(decide(scores, 2, 'mass', isSeed), [0, 1, 1], isSeed), 0.5);
  });

  it('decides nothing where nothing has arrived, or all classes score the same', () => {
    const { labels, confidence } = decide([1, 0, 0, 0, 0.25, 0.25], 2, 'largest', isSeed);
    assert.deepEqual([...labels], [0, -1, -1]);
    assert.deepEqual([...confidence], [1, 0, 0]);
  });

  it('fits the rate of decay', () => {
    near(decayRate(Array.from({ length: 60 }, (_, t) => 0.5 * 0.8 ** t))!, 0.8, 1e-9);
    assert.equal(decayRate([1, 0.5, 0.1]), undefined);
  });
});

describe('label propagation: the demo', function () {
  this.timeout(120_000);
  let engine: Engine;
  const finished = runsOnce(demo, () => ({ engine }));
  before(async () => {
    engine = await startEngine('wasm');
  });
  const plot = <K extends 'graph' | 'line'>({ last }: FinishedRun, id: string) =>
    last.plots.find((candidate) => candidate.id === id) as K extends 'graph' ? GraphPlot : LinePlot;

  const published = [
    { seed: 1, clamped: 0.92, spreading: 0.94, settled: 54, fine: 158 },
    { seed: 2, clamped: 0.96, spreading: 0.96, settled: 50, fine: 147 },
  ];
  for (const { seed, clamped, spreading, settled, fine } of published) {
    it(`seed ${seed}: clamped converges and keeps its accuracy`, async () => {
      const { metric } = await finished({ seed });
      near(metric('accuracy'), clamped, 0.01);
      near(metric('settled'), settled, 2);
      near(metric('settled-fine'), fine, 4);
      assert.ok(metric('distance') < 1e-5, 'the iteration ends at the exact solution');
      assert.equal(metric('accuracy'), metric('accuracy-limit'));
      near(metric('rate'), 0.935, 0.01);
    });

    it(`seed ${seed}: unclamped peaks early, then all nodes are the same`, async () => {
      const { metric, last } = await finished({ seed, mode: 'unclamped' });
      near(metric('accuracy'), 1 / 3, 0.01);
      assert.ok(metric('accuracy-best') > 0.9);
      assert.ok(metric('best-step') >= 3 && metric('best-step') <= 10, `peak at ${metric('best-step')}`);
      assert.ok(metric('spread') < 1e-6);
      assert.ok(metric('accuracy-clamped') - metric('accuracy') > 0.4);
      assert.match(last.reading, /^Without clamping all nodes have become the same: .* after a peak of 9/);
    });

    it(`seed ${seed}: spreading settles in about 14 steps`, async () => {
      const { metric, last } = await finished({ seed, mode: 'spreading' });
      near(metric('accuracy'), spreading, 0.01);
      near(metric('settled'), 14, 2);
      assert.match(
        last.reading,
        /^With known labels mixed in again, .*no score moves by 0\.001 from step 1\d on\.$/,
      );
    });
  }

  it('more clamped steps can cost accuracy, which the mass of the classes gives back', async () => {
    const plain = await finished({ seed: 4 });
    near(plain.metric('accuracy-best'), 0.93, 0.01);
    near(plain.metric('accuracy'), 0.77, 0.01);
    assert.match(plain.last.reading, /; weighing classes by their mass makes it 100 %\.$/);
    const weighed = await finished({ seed: 4, classMass: true });
    assert.equal(weighed.metric('accuracy'), 1);
  });

  it('says as much as the neighbours do: less homophily, less accuracy', async () => {
    for (const [homophily, expected] of [
      [0.6, [0.41, 0.54]],
      [1 / 3, [0.36, 0.28]],
      [0.1, [0.3, 0.29]],
    ] as const)
      for (const [i, accuracy] of expected.entries())
        near(
          (await finished({ homophily, seed: i + 1 })).metric('accuracy'),
          accuracy,
          0.01,
          `h = ${homophily}`,
        );
    for (const seed of [1, 2, 3, 4, 5])
      assert.ok((await finished({ homophily: 0.1, seed })).metric('accuracy') <= 0.31, 'below chance');
    assert.match(
      (await finished({ homophily: 0.1, seed: 1 })).last.reading,
      /so neighbours mislead: .* guessing gives 33\.3 %\.$/,
    );
    assert.match((await finished({ homophily: 1 / 3, seed: 1 })).last.reading, /so neighbours say nothing: /);
  });

  it('draws the graph with ringed seeds, hollow where nothing has arrived', async () => {
    const run = await finished({ seed: 1 });
    const first = run.frames[0]!.plots[0] as GraphPlot;
    assert.equal(first.nodes.filter(({ marked }) => marked).length, 9);
    assert.equal(first.nodes.filter(({ strength }) => strength! > 0).length, 9);
    assert.match(run.frames[0]!.reading, /^Only the 9 seeds have a class; the other 111 nodes wait/);
    const last = plot<'graph'>(run, 'graph');
    assert.equal(last.nodes.filter(({ strength }) => strength! > 0).length, 120);
    const collapsed = plot<'graph'>(await finished({ seed: 1, mode: 'unclamped' }), 'graph');
    assert.equal(new Set(collapsed.nodes.map(({ group }) => group)).size, 1, 'one colour');
  });

  it('shows the step that is asked for, and computes all', async () => {
    const early = await finished({ seed: 1, step: 3 });
    assert.equal(plot<'graph'>(early, 'graph').title, 'Classes after 3 steps, clamped');
    assert.equal(plot<'line'>(early, 'accuracy').series[0]!.x.length, 200);
    assert.ok(early.metric('distance') > 0.01);
    const none = await finished({ seed: 1, step: 0 });
    assert.equal(none.metric('accuracy'), 0);
  });

  it('sets a larger share from the neighbours against more steps', async () => {
    const little = await finished({ seed: 1, mode: 'spreading', alpha: 0.2 });
    const much = await finished({ seed: 1, mode: 'spreading', alpha: 0.99 });
    assert.ok(little.metric('settled') < 10);
    assert.ok(much.metric('settled') > little.metric('settled'));
    assert.ok(little.metric('spread') > 5 * much.metric('spread'), 'seeds keep their weight');
  });

  it('starts from the code', () => {
    const code = (value: number) => ({ value, from: 'code' as const });
    const spreading = seededParams(demo.controls, { alpha: code(0.2), steps: code(30) }).params;
    assert.deepEqual([spreading['mode'], spreading['alpha'], spreading['step']], ['spreading', 0.2, 30]);
    const clamped = seededParams(demo.controls, { steps: code(1000) });
    assert.deepEqual([clamped.params['mode'], clamped.params['step']], ['clamped', 200]);
    assert.match(clamped.notes[0]!, /1000 is outside 0 to 200/);
  });

  it('agrees between the engines', async () => {
    const onWasm = await finished({ seed: 1 });
    const onCpu = await runToEnd(demo, { seed: 1 }, { engine: await startEngine('cpu') });
    engine = await startEngine('wasm');
    for (const id of ['accuracy', 'accuracy-unclamped', 'accuracy-spreading', 'settled', 'settled-fine'])
      assert.equal(onCpu.metric(id), onWasm.metric(id), id);
    near(onCpu.metric('rate'), onWasm.metric('rate'), 1e-3);
    console.log(`      ${onWasm.ms.toFixed(0)} ms on wasm, ${onCpu.ms.toFixed(0)} ms on cpu`);
  });
});
