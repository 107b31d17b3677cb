import assert from 'node:assert/strict';
import type { LinePlot, Plot, TablePlot, TextPlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/lamda';
import { claims, contextsOf, facts, genericReplies, riskWords } from '../../src/demos/lamda/corpus';
import { ground } from '../../src/demos/lamda/grounding';
import { ssiScore, winner } from '../../src/demos/lamda/ranking';
import { areaUnderRoc } from '../../src/demos/metrics/roc';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, startEngine, type FinishedRun } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}
const plot = <P extends Plot>({ last }: FinishedRun, id: string) =>
  last.plots.find((candidate) => candidate.id === id) as P;

describe('LaMDA: the dialogues', () => {
  const contexts = contextsOf(createRandom(0));

  it('are twelve contexts with eight candidates', () => {
    assert.equal(contexts.length, 12);
    for (const { candidates } of contexts)
      assert.deepEqual(
        candidates.map(({ kind }) => kind),
        ['plain', 'interesting', 'unsafe', 'generic', 'generic', 'off topic', 'off topic', 'salad'],
      );
    const [bees, train] = [contexts[9]!, contexts[10]!];
    assert.equal(bees.text, 'My uncle keeps bees and makes honey.');
    assert.equal(bees.candidates[3]!.text, genericReplies[3]);
    assert.equal(bees.candidates[5]!.text, contexts[0]!.candidates[0]!.text);
    assert.equal(train.candidates[6]!.text, contexts[5]!.candidates[1]!.text);
  });

  it('mix three words into a salad as long as the reply', () => {
    for (const { candidates } of contexts) {
      const [plain, mixed] = [candidates[0]!, candidates[7]!].map(({ text }) => text.split(' '));
      assert.equal(mixed!.length, plain!.length);
      assert.ok(mixed!.every((word) => plain!.slice(0, 3).includes(word)));
    }
  });

  it('come with facts, claims and words of risk', () => {
    assert.deepEqual([facts.length, claims.length, riskWords.size], [12, 10, 25]);
  });

  it('the shortest reply is a generic one, everywhere', () => {
    for (const { candidates } of contexts) {
      const shortest = candidates.reduce((a, b) => (b.text.length < a.text.length ? b : a));
      assert.equal(shortest.kind, 'generic');
    }
  });
});

describe('LaMDA: ranking', () => {
  const weights = { sensible: 3, specific: 1, interesting: 1 };
  const rows = [
    [0.98, 0.95, 0.1, 0.96],
    [0.91, 0.95, 0.88, 0.96],
    [0.99, 0.98, 0.02, 0.05],
  ];

  it('adds and filters as published', () => {
    near(ssiScore(rows[0]!, weights), 3.99, 1e-9, 'plain');
    near(ssiScore(rows[1]!, weights), 4.56, 1e-9, 'interesting');
    assert.equal(winner(rows, weights, 0.5), 1);
    assert.equal(winner(rows, { sensible: 1, specific: 0, interesting: 0 }, 0), 2);
    assert.equal(winner(rows, weights, 0.99), undefined);
    assert.equal(winner([], weights, 0), undefined);
  });

  it('measures order by the area under the ROC curve', () => {
    assert.equal(areaUnderRoc([0.9, 0.8, 0.2], [1, 1, 0]), 1);
    assert.equal(areaUnderRoc([0.9, 0.1, 0.2], [1, 1, 0]), 0.5);
    assert.equal(areaUnderRoc([0.5, 0.5], [1, 0]), 0.5);
  });
});

for (const name of engineNames)
  describe(`LaMDA on ${name}`, function () {
    this.timeout(120_000);
    let engine: Engine;
    const run = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
    });

    for (const size of [32, 64, 128, 256])
      it(`grounds all claims with ${size} dimensions`, () => {
        const right = claims.filter((claim) =>
          ground(tf, facts, claim, 0.3, size).text.includes(claim.truth),
        );
        assert.equal(right.length, 10);
      });

    it('leaves a claim alone whose fact is missing', () => {
      const moon = claims.find(({ text }) => text.includes('moon'))!;
      const without = ground(
        tf,
        facts.filter(({ id }) => id !== 'moon'),
        moon,
        0.3,
      );
      near(without.cosine, 0.26, 0.005, 'cosine');
      assert.deepEqual(
        [without.text, without.isGrounded, without.fact.id],
        ['The moon is 150000 kilometres from the earth.', false, 'marathon'],
      );
    });

    // The usual seed is the last, so that what it learns is there for the tests below.
    for (const seed of [1, 0])
      it(`scores replies it has not seen, seed ${seed}`, async () => {
        const { metric } = await run({ seed });
        for (const [quality, least] of [
          ['sensible', 0.95],
          ['specific', 0.95],
          ['interesting', 0.9],
          ['safe', 0.95],
        ] as const)
          assert.ok(metric(`auc-least-${quality}`) >= least, `${quality}: ${metric(`auc-least-${quality}`)}`);
        assert.equal(metric('good'), 12);
        assert.deepEqual([metric('right-before'), metric('right-after'), metric('wrong-after')], [3, 10, 0]);
      });

    if (name === 'cpu') {
      it('by sensibleness alone generic replies win sometimes', async () => {
        const { metric } = await run({ sensible: 1, specific: 0, interesting: 0 });
        assert.ok(metric('generic') >= 2 && metric('good') <= 10);
      });

      it('without the filter an unsafe reply wins, with too strict a one none', async () => {
        assert.ok((await run({ threshold: 0 })).metric('unsafe') >= 1);
        const strict = await run({ threshold: 1 });
        assert.equal(strict.metric('none'), 12);
        assert.match(strict.last.reading, /12 times none is safe enough/);
      });

      it('with one candidate ranking has nothing to do', async () => {
        const { metric } = await run({ candidates: 1 });
        assert.ok(metric('good') <= 7, `${metric('good')}`);
      });

      it('without the fact the claim stays, and without a floor it is made wrong', async () => {
        const kept = await run({ removed: true });
        assert.match(plot<TextPlot>(kept, 'trace').text, /below the floor of 0\.3/);
        assert.equal(kept.metric('right-after'), 9);
        assert.equal(kept.metric('wrong-after'), 0);
        const wrong = await run({ removed: true, floor: 0 });
        assert.equal(wrong.metric('wrong-after'), 1);
        assert.match(plot<TextPlot>(wrong, 'trace').text, /42\.195 kilometres from the earth/);
      });

      it('says at once that it is a toy, and shows look-ups before the scorer is trained', async () => {
        const { frames } = await run({});
        assert.match(frames[0]!.reading, /^A toy of the published mechanism, not LaMDA/);
        const table = frames[0]!.plots.find(({ id }) => id === 'claims') as TablePlot;
        assert.equal(table.rows.filter((row) => row.at(-1) === '✓').length, 10);
      });

      it('trains three scorers, each without four contexts', async () => {
        const { series } = plot<LinePlot>(await run({}), 'loss');
        assert.deepEqual(
          series.map(({ name: label, y }) => [label, y.length]),
          [
            ['without 1 to 4', 200],
            ['without 5 to 8', 200],
            ['without 9 to 12', 200],
          ],
        );
        for (const { y } of series) assert.ok(y.at(-1)! < 0.3 * y[0]!);
      });

      it('marks the winner of the chosen context', async () => {
        const table = plot<TablePlot>(await run({ context: 'honey' }), 'candidates');
        const replies = plot<TextPlot>(await run({ context: 'honey' }), 'replies');
        assert.match(replies.title, /My uncle keeps bees/);
        assert.match(replies.text, /“Honey found in old tombs/);
        assert.match(String(table.rows[table.highlight!]![0]), /^2 interesting$/);
      });

      it('starts from the code', () => {
        const { params } = seededParams(demo.controls, { candidates: { value: 4, from: 'code' } });
        assert.equal(params['candidates'], 4);
      });
    }
  });
