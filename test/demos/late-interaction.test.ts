import assert from 'node:assert/strict';
import type { HeatmapPlot, LinePlot, TablePlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/late-interaction';
import {
  bytesPerToken,
  compressed,
  meanCosine,
  trainCodec,
} from '../../src/demos/late-interaction/compression';
import { diluted, fillerWords, passages, questions } from '../../src/demos/late-interaction/corpus';
import { encodeBy, Exam, ownerMatrix, type Encode } from '../../src/demos/late-interaction/recall';
import { maxSim, rankOf, similarities } from '../../src/demos/late-interaction/scoring';
import { fnv1a, tokenise, tokenMatrix } from '../../src/demos/models/retrieval/words';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, startEngine } from './engines';

const inPassages = [...new Set(passages.flatMap(({ words }) => words))];
const known = [...new Set([...inPassages, ...questions.flatMap(({ words }) => words), ...fillerWords])];
const vectors = (dim: number) => tf.tensor2d(tokenMatrix(known, dim), [known.length, dim]);
const none = async () => {};

function near(actual: number, expected: number, tolerance: number, what = 'value'): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

describe('late interaction: tokens and passages', () => {
  it('hashes as published', () => {
    assert.deepEqual(
      ['', 'a', 'foobar'].map((text) => fnv1a(text).toString(16)),
      ['811c9dc5', 'e40c292c', 'bf9cf968'],
    );
  });

  it('has twelve passages of 632 words and sixteen questions', () => {
    assert.equal(passages.length, 12);
    assert.equal(
      passages.reduce((sum, { words }) => sum + words.length, 0),
      632,
    );
    assert.equal(inPassages.length, 369);
    assert.deepEqual(
      questions.map(({ answer }) => answer),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 3, 6, 7],
    );
    assert.equal(diluted(['a'], 90).length, 91);
    assert.equal(diluted([], 50)[41 + 1], fillerWords[(41 + 1) % fillerWords.length]);
  });

  it('ranks by what is better, not by order', () => {
    assert.deepEqual(
      [0, 1, 2].map((i) => rankOf([1, 3, 1], i)),
      [2, 1, 2],
    );
  });

  it('counts bytes', () => {
    assert.deepEqual(
      [32, 4, 2, 1].map((bits) => bytesPerToken(128, bits, 16)),
      [512, 65, 33, 17],
    );
  });
});

for (const name of engineNames) {
  describe(`late interaction: scores on ${name}`, function () {
    this.timeout(120_000);
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());
    const exam = (dim: number, stored?: Encode) => {
      const full = encodeBy(tf, known, vectors(dim));
      return new Exam(tf, full, stored ?? full, none);
    };

    it('adds up the best match of each query token', () => {
      const [query, passage] = ['layernorm eps', 'The epsilon of layer normalization'].map(tokenise);
      const [q, d] = [query!, passage!].map((words) =>
        tf.tensor2d(tokenMatrix(words, 256), [words.length, 256]),
      );
      const expected = [-0.163299, 0, 0, 0.49923, 0.164399, 0, 0.280976, 0, 0.113228, -0.134231];
      similarities(tf, q!, d!)
        .dataSync()
        .forEach((value, i) => near(value, expected[i]!, 1e-5, `[${i}]`));
      near(maxSim(tf, q!, ownerMatrix(tf, [2]), d!).dataSync()[0]!, 0.780206, 1e-5);
    });

    for (const [dim, byTokens, byPool] of [
      [64, 15, 7],
      [128, 15, 12],
      [256, 16, 14],
      [512, 16, 14],
    ] as const)
      it(`finds ${byTokens} and ${byPool} of 16 with ${dim} dimensions`, async () => {
        assert.deepEqual(await exam(dim).recall(0), { filler: 0, maxSim: byTokens, pooled: byPool });
      });

    it('keeps MaxSim and drowns the pooled vector in filler', async () => {
      const asked = exam(256);
      const found = [];
      for (const filler of [0, 20, 40, 80, 160, 320]) found.push(await asked.recall(filler));
      assert.deepEqual(
        found.map((recall) => recall.maxSim),
        [16, 16, 16, 16, 16, 16],
      );
      assert.deepEqual(
        found.map((recall) => recall.pooled),
        [14, 12, 8, 4, 2, 2],
      );
    });

    it('never lowers a score by appending tokens', () => {
      const encode = encodeBy(tf, known, vectors(64));
      const tokens = encode(questions.flatMap(({ words }) => words));
      const owner = ownerMatrix(
        tf,
        questions.map(({ words }) => words.length),
      );
      for (const { words } of passages.slice(0, 4)) {
        const plain = maxSim(tf, tokens, owner, encode(words)).dataSync();
        const longer = maxSim(tf, tokens, owner, encode(diluted(words, 30))).dataSync();
        plain.forEach((score, i) => assert.ok(longer[i]! >= score - 1e-6));
      }
    });

    it('survives compression to two bits, and nearly to one', async () => {
      const all = vectors(128);
      const samples = encodeBy(tf, known, all)(inPassages);
      const codec = trainCodec(tf, samples, 16, createRandom(1));
      const cosines = new Map<number, number>();
      for (const [bits, least] of [
        [1, 13],
        [2, 14],
        [4, 14],
      ] as const) {
        cosines.set(bits, meanCosine(tf, samples, compressed(tf, codec, samples, bits)));
        const stored = encodeBy(tf, known, compressed(tf, codec, all, bits));
        assert.ok((await exam(128, stored).recall(0)).maxSim >= least, `${bits} bits`);
      }
      assert.ok(cosines.get(2)! >= 0.65 && cosines.get(2)! <= 0.85, `2 bits: ${cosines.get(2)}`);
      assert.ok(cosines.get(4)! >= 0.9, `4 bits: ${cosines.get(4)}`);
      assert.ok(cosines.get(1)! < cosines.get(2)!);
    });
  });
}

describe('late interaction: the demo', function () {
  this.timeout(200_000);
  let engine: Engine;
  const finished = runsOnce(demo, () => ({ engine }));
  before(async () => {
    engine = await startEngine('wasm');
  });

  it('token vectors survive narrow embeddings, pooled ones do not', async () => {
    const narrow = await finished({ dim: 32 });
    assert.deepEqual([narrow.metric('recall'), narrow.metric('recall-pooled')], [15, 7]);
    const wide = await finished({});
    assert.deepEqual([wide.metric('recall'), wide.metric('recall-pooled')], [16, 14]);
    assert.match(
      wide.last.reading,
      /^MaxSim gives layernorm-epsilon rank 1, one pooled vector rank 1; .* finds 16 of 16, the pooled vector 14\.$/,
    );
  });

  it('filler hides a passage from the pooled vector only', async () => {
    const { metric, last } = await finished({ filler: 80 });
    assert.deepEqual([metric('recall'), metric('recall-pooled'), metric('rank')], [16, 4, 1]);
    const curve = last.plots.find((plot): plot is LinePlot => plot.id === 'dilution')!;
    assert.deepEqual(
      [...curve.series[1]!.y],
      [14, 12, 8, 4, 2, 2].map((count) => count / 16),
    );
    assert.ok(metric('cosine-pooled') < (await finished({})).metric('cosine-pooled'));
    near(metric('score'), (await finished({})).metric('score'), 1e-5);
  });

  it('two bits cost nothing with 128 dimensions', async () => {
    const { metric, last } = await finished({ dim: 128, bits: '2' });
    assert.equal(metric('recall'), 15);
    near(metric('code-cosine'), 0.72, 0.03);
    assert.equal(metric('bytes'), 33);
    const table = last.plots.find((plot): plot is TablePlot => plot.id === 'storage')!;
    assert.deepEqual(
      table.rows.map(([bits]) => bits),
      [32, 4, 2, 1],
    );
    assert.equal(table.highlight, 2);
  });

  it('finds words that are misspelt', async () => {
    const { last } = await finished({ query: 'stif solver tiny stepps', dim: 256 });
    const heat = last.plots.find((plot): plot is HeatmapPlot => plot.id === 'similarity')!;
    const found = heat.marks!.map(({ row }) => heat.y!.categories![row]);
    assert.deepEqual(found, ['stiff', 'solver', 'tiny', 'steps']);
  });

  it('says so where the query has no word', async () => {
    const { last } = await finished({ query: '???', dim: 32 });
    assert.match(last.reading, /^The query has no word/);
  });

  it('starts from the code', () => {
    const code = (value: number) => ({ value, from: 'code' as const });
    const { params } = seededParams(demo.controls, { dim: code(96), nbits: code(2) });
    assert.deepEqual([params['dim'], params['bits']], [96, '2']);
  });
});
