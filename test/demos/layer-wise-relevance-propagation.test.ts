import assert from 'node:assert/strict';
import type { ImageGridPlot, TablePlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/layer-wise-relevance-propagation';
import { cosine, positiveShare } from '../../src/demos/layer-wise-relevance-propagation/measure';
import {
  forward,
  gradientTimesInput,
  propagate,
  type Layer,
  type Rule,
  type RuleSettings,
} from '../../src/demos/layer-wise-relevance-propagation/relevance';
import {
  drawStrokes,
  pixels,
  side,
  tagPixels,
  withTags,
} from '../../src/demos/layer-wise-relevance-propagation/strokes';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, startEngine, type FinishedRun } from './engines';

function near(actual: number, expected: number, tolerance: number, what = 'value'): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

function allNear(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => near(actual[i]!, value, tolerance, `[${i}]`));
}

/** Two inputs, two hidden units, one output. */
function tinyNet(b1 = [0, 0], b2 = 0): Layer[] {
  return [
    {
      weights: tf.tensor2d([
        [1, -1],
        [0.5, 1],
      ]),
      biases: tf.tensor1d(b1),
    },
    { weights: tf.tensor2d([[1], [-0.5]]), biases: tf.tensor1d([b2]) },
  ];
}

const x = () => tf.tensor2d([[1, 2]]);

/** The input's relevance and the sums from the output down. */
function explained(layers: readonly Layer[], rule: Rule, settings: Partial<RuleSettings> = {}) {
  const activations = forward(tf, layers, x());
  const rules = layers.map(() => rule);
  const all = propagate(tf, layers, activations, activations.at(-1)!, rules, {
    eps: 0,
    gamma: 0,
    ...settings,
  });
  return {
    map: all.at(-1)!.dataSync<'float32'>(),
    sums: all.map((tensor) => tf.sum(tensor).dataSync()[0]!),
  };
}

for (const name of engineNames) {
  describe(`relevance propagation: the rules on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    it('splits a score by contributions', () => {
      const layers = tinyNet();
      const [, hidden, output] = forward(tf, layers, x());
      allNear(hidden!.dataSync(), [2, 1], 1e-6);
      near(output!.dataSync()[0]!, 1.5, 1e-6);
      const { map, sums } = explained(layers, 'zero');
      allNear(map, [1.5, 0], 1e-6);
      allNear(sums, [1.5, 1.5, 1.5], 1e-6);
    });

    it('loses a share |ε|/(|z| + ε) at each unit with the ε-rule', () => {
      const weak = explained(tinyNet(), 'epsilon', { eps: 0.1 });
      allNear(weak.map, [1.318994, 0.040584], 1e-6);
      allNear(weak.sums, [1.5, 1.40625, 1.359578], 1e-6);
      const strong = explained(tinyNet(), 'epsilon', { eps: 0.5 });
      allNear(strong.map, [0.85, 0.1], 1e-6);
      allNear(strong.sums, [1.5, 1.125, 0.95], 1e-6);
    });

    it('favours positive weights with γ, and takes them alone with z⁺', () => {
      allNear(explained(tinyNet(), 'gamma', { gamma: 0.25 }).map, [1.1875, 0.3125], 1e-6);
      allNear(explained(tinyNet(), 'zplus').map, [0.75, 0.75], 1e-6);
      allNear(explained(tinyNet(), 'gamma', { gamma: 1e5 }).map, [0.75, 0.75], 1e-3);
    });

    it('counts with the distance to the ends of [0, 1] in the box rule', () => {
      const layers = [{ weights: tf.tensor2d([[1], [-1]]), biases: tf.tensor1d([0]) }];
      const inside = tf.tensor2d([[0.5, 0.25]]);
      const [input] = propagate(tf, layers, [inside], tf.tensor2d([[1]]), ['zbox'], {
        eps: 0,
        gamma: 0,
      }).slice(-1);
      // 0.5·1 and 0.25·(−1) − (−1), over their sum of 1.25.
      allNear(input!.dataSync(), [0.4, 0.6], 1e-6);
    });

    it('lets biases keep their share, and equals gradient × input', () => {
      const layers = tinyNet([0.5, -0.5], 0.25);
      const [, hidden, output] = forward(tf, layers, x());
      allNear(hidden!.dataSync(), [2.5, 0.5], 1e-6);
      near(output!.dataSync()[0]!, 2.5, 1e-6);
      const { map, sums } = explained(layers, 'zero');
      allNear(map, [1.5, 0], 1e-6);
      allNear(sums, [2.5, 2.25, 1.5], 1e-6);
      allNear(map, [...gradientTimesInput(tf, layers, x(), tf.tensor2d([[1]])).dataSync()], 1e-6);
    });

    it('hands nothing down where a sum is 0', () => {
      const layers = [{ weights: tf.tensor2d([[1], [-0.5]]), biases: tf.tensor1d([0]) }];
      for (const rule of ['zero', 'epsilon', 'gamma'] as const)
        for (const value of explained(layers, rule).map) assert.ok(Number.isFinite(value));
    });
  });
}

describe('relevance propagation: images and measures', () => {
  it('draws strokes of four pixels away from the corner of the tag', () => {
    const { images, labels, masks } = drawStrokes(createRandom(7), 60);
    for (let i = 0; i < 60; i++) {
      const stroke = [...masks.subarray(i * pixels, (i + 1) * pixels).keys()].filter(
        (p) => masks[i * pixels + p] === 1,
      );
      assert.equal(stroke.length, 4);
      const step = [side, 1, side + 1][labels[i]!]!;
      stroke.forEach((p, k) => {
        assert.equal(p, stroke[0]! + k * step);
        assert.ok(p % side >= 2 && p >= 2 * side);
        assert.ok(images[i * pixels + p]! >= 0.7);
      });
      const rest = images.subarray(i * pixels, (i + 1) * pixels).filter((_, p) => !stroke.includes(p));
      assert.ok(Math.max(...rest) < 0.2);
    }
  });

  it('tags vertical strokes alone, as often as it is told', () => {
    const strokes = drawStrokes(createRandom(7), 300);
    const tagged = (probability: number) => {
      const images = withTags(createRandom(8), strokes, probability);
      return [...strokes.labels.keys()].filter((i) => tagPixels.every((p) => images[i * pixels + p] === 1));
    };
    assert.equal(tagged(0).length, 0);
    assert.deepEqual(
      tagged(1),
      [...strokes.labels.keys()].filter((i) => i % 3 === 0),
    );
    near(tagged(0.5).length, 50, 12);
  });

  it('counts positive relevance alone, and compares directions', () => {
    near(
      positiveShare([3, -10, 1, 0], (i) => i < 2),
      0.75,
      1e-12,
    );
    assert.equal(
      positiveShare([-1, 0], () => true),
      0,
    );
    near(cosine([1, 2], [2, 4]), 1, 1e-12);
    near(cosine([1, 0], [0, 3]), 0, 1e-12);
    assert.equal(cosine([0, 0], [1, 1]), 0);
  });
});

const everywhere = ['zero', 'epsilon', 'gamma', 'zplus'] as const;

for (const name of engineNames) {
  describe(`relevance propagation: the demo on ${name}`, function () {
    this.timeout(180_000);
    let engine: Engine;
    const finished = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
    });

    // On the slower engine one other seed stands for all.
    const seeds = name === 'wasm' ? [1, 2, 3, 4] : [1, 3];
    for (const seed of seeds) {
      describe(`seed ${seed}`, () => {
        it('adds up to the score for LRP-0 and γ without biases, and not for ε', async () => {
          for (const rules of ['zero', 'gamma'])
            assert.ok((await finished({ seed, rules })).metric('defect') < 1e-4, rules);
          const kept = (await finished({ seed, rules: 'epsilon' })).metric('kept');
          near(kept, 0.78, 0.04, 'kept at ε = 0.25');
        });

        it('is gradient × input for LRP-0', async () => {
          assert.ok((await finished({ seed, rules: 'zero' })).metric('gradient-difference') < 1e-4);
          assert.ok((await finished({ seed, rules: 'zplus' })).metric('gradient-difference') > 0.1);
        });

        it('finds the tag that gave the class away', async () => {
          const run = await finished({ seed, rules: 'zero' });
          assert.ok(run.metric('tag-share') > 0.8, `${run.metric('tag-share')}`);
          assert.ok(run.metric('accuracy-vertical') < 0.2);
          near(run.metric('accuracy'), 0.667, 0.01);
          assert.equal(run.metric('flipped'), 1);
        });

        it('shows a map that hardly depends on the class with z⁺', async () => {
          const blind = (await finished({ seed, rules: 'zplus' })).metric('swap-cosine');
          const seeing = (await finished({ seed, rules: 'zero' })).metric('swap-cosine');
          assert.ok(blind > 0.97 && blind > seeing + 0.2, `${blind}, ${seeing}`);
        });

        it('names pixels that matter', async () => {
          const run = await finished({ seed, rules: 'zero' });
          assert.ok(run.metric('deletion') < run.metric('deletion-by-lot') - 2);
        });
      });
      it(`looks at the stroke where no tag was learnt, seed ${seed}`, async () => {
        const run = await finished({ seed, rules: 'zero', tagged: 0 });
        assert.ok(run.metric('tag-share') < 0.05);
        near(run.metric('stroke-share'), 0.66, 0.03);
        assert.ok(run.metric('accuracy') > 0.9 && run.metric('flipped') < 0.3);
      });
    }

    it('keeps all relevance, layer by layer, but for ε and biases', async () => {
      for (const [params, constant] of [
        [{ rules: 'zero' }, true],
        [{ rules: 'gamma' }, true],
        [{ rules: 'zplus' }, true],
        [{ rules: 'epsilon' }, false],
        [{ rules: 'zero', biases: true }, false],
      ] as const) {
        const { last } = await finished(params);
        const sums = last.plots.find(({ id }) => id === 'sums')!;
        assert.ok(sums.kind === 'bar');
        const [first, ...rest] = sums.series[0]!.values;
        const spread = Math.max(...rest.map((sum) => Math.abs(sum - first!))) / Math.abs(first!);
        assert.equal(spread < 1e-4, constant, `${JSON.stringify(params)}: ${spread}`);
      }
    });

    it('shows the image that the tag turns into another class', async () => {
      const tagged = await finished({});
      assert.match(tagged.last.reading, /^A horizontal stroke is read as vertical: .* on the tag/);
      const plain = await finished({ pasted: false });
      assert.match(plain.last.reading, /^A horizontal stroke is read as horizontal/);
      const marks = (run: FinishedRun) => (run.last.plots[0] as ImageGridPlot).images[0]!.mark;
      assert.deepEqual([marks(tagged), marks(plain)], ['bad', 'good']);
      assert.ok(tagged.metric('on-tag') > 0.5 && plain.metric('on-tag') < 0.05);
    });

    it('says when a map is blind for the class', async () => {
      assert.match((await finished({ rules: 'zplus' })).last.reading, /hardly changes with the class/);
      assert.doesNotMatch((await finished({})).last.reading, /hardly changes/);
    });

    it('compares the same rules in its table as in its metrics', async () => {
      const table = (await finished({})).last.plots.find(({ id }) => id === 'rules') as TablePlot;
      for (const [i, rules] of everywhere.entries()) {
        const run = await finished({ rules });
        const row = table.rows[i + 1]!;
        near(row[4] as number, run.metric('swap-cosine'), 1e-6, rules);
        near(row[3] as number, 100 * run.metric('tag-share'), 0.06, rules);
      }
    });

    it('takes one rule a layer', async () => {
      const byHand = await finished({ input: 'gamma', middle: 'epsilon', output: 'zero' });
      const preset = await finished({ rules: 'depth' });
      assert.equal(byHand.metric('tag-share'), preset.metric('tag-share'));
      const box = await finished({ input: 'zbox', middle: 'zplus', output: 'zplus' });
      assert.equal(box.metric('stroke-share'), (await finished({ rules: 'box' })).metric('stroke-share'));
      assert.ok(box.metric('stroke-share') < 0.2, 'the box rule spreads over the background');
    });
  });
}

describe('relevance propagation: from code', () => {
  it('starts with the rule that the code names', () => {
    const seeded = (role: string, value: number) =>
      seededParams(demo.controls, { [role]: { value, from: 'code' } }).params;
    assert.equal(seeded('eps', 0.1)['rules'], 'epsilon');
    assert.equal(seeded('eps', 0.1)['eps'], 0.1);
    assert.equal(seeded('gamma', 0.5)['rules'], 'gamma');
    assert.equal(seeded('gamma', 0.5)['gamma'], 0.5);
  });
});
