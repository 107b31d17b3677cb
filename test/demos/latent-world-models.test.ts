import assert from 'node:assert/strict';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { LinePlot, Series } from '../../src/demos/contract/frame';
import demo from '../../src/demos/latent-world-models';
import {
  createWorldModel,
  stopGradient,
  worldLoss,
  type WorldModel,
} from '../../src/demos/latent-world-models/model';
import {
  byChance,
  byTruth,
  imaginedRewards,
  latentsOf,
  latentVariance,
  play,
  quadraticFit,
} from '../../src/demos/latent-world-models/scores';
import { drawStretch, rowsOf, worldTrainer } from '../../src/demos/latent-world-models/train';
import { move, observe, randomEpisodes, reward } from '../../src/demos/latent-world-models/world';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, startEngine } from './engines';

const near = (value: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(value - expected) <= tolerance, `${value} is not ${expected} ± ${tolerance}`);
const still = () => Promise.resolve();

describe('latent world models: the world', () => {
  it('pushes the ball, slows it, and stops it at a wall', () => {
    const pushed = move({ p: 0, v: 0.1 }, 1);
    near(pushed.v, 0.15, 1e-12);
    near(pushed.p, 0.15, 1e-12);
    assert.deepEqual(move({ p: 0.95, v: 0.2 }, 0), { p: 1, v: 0 });
    assert.equal(reward({ p: 0, v: 0 }), 1);
    near(reward({ p: 0.2, v: 0 }), Math.exp(-0.5), 1e-12);
  });

  it('shows ball, motion and television', () => {
    const off = observe({ p: 0, v: 0 }, 0, createRandom(1));
    assert.equal(off.length, 48);
    near(off[7]!, off[8]!, 1e-6);
    assert.ok(off.subarray(16).every((x) => x === 0));
    const on = observe({ p: 0, v: 0 }, 1, createRandom(1));
    assert.deepEqual([...on.subarray(0, 32)], [...off.subarray(0, 32)]);
    assert.ok(Math.max(...on.subarray(32)) > 0.1);
  });

  it('pays who plans in it', async () => {
    const [truth, chance] = [
      await play(byTruth, createRandom(1), still),
      await play(byChance, createRandom(1), still),
    ];
    near(truth.reward, 0.793, 0.03);
    near(chance.reward, 0.15, 0.1);
  });

  it('is found by a quadratic fit', () => {
    const random = createRandom(3);
    const rows = Array.from({ length: 200 }, () => [random.normal(), random.normal()]);
    near(
      quadraticFit(
        rows,
        rows.map(([x, y]) => 1 + x! * y! - y! ** 2),
      ),
      1,
      1e-6,
    );
    assert.ok(
      quadraticFit(
        rows,
        rows.map(() => random.normal()),
      ) < 0.1,
    );
  });
});

/** The same model of the same variables, as TensorFlow.js records it layer by layer. */
function recordedModel({ variables }: WorldModel): WorldModel {
  const network = (place: number) => {
    const [w1, b1, w2, b2] = variables.slice(4 * place, 4 * place + 4) as unknown as Tensor2D[];
    return (x: Tensor2D): Tensor2D => tf.add(tf.matMul(tf.tanh(tf.add(tf.matMul(x, w1!), b1!)), w2!), b2!);
  };
  const [encoder, transition, reward, decode] = [0, 1, 2, 3].map(network);
  return {
    variables,
    encode: (seen) => tf.mul(2, tf.tanh(encoder!(seen))),
    imagine: (start, actions) => {
      const states = [start];
      for (const action of actions) {
        const z = states.at(-1)!;
        states.push(tf.add(z, transition!(tf.concat([z, action], 1))));
      }
      return tf.concat(states.slice(1));
    },
    reward: reward!,
    decode: decode!,
  };
}

for (const name of engineNames) {
  describe(`latent world models: the losses on ${name}`, function () {
    this.timeout(120_000);
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    it('stop the gradient at the target', () => {
      const square = (x: Tensor2D): Tensor2D => tf.square(x);
      const slope = tf.grad((x) => tf.sum(tf.mul(stopGradient(tf, square, x as Tensor2D), x)));
      assert.deepEqual([...slope(tf.tensor2d([[1, 2]])).dataSync()], [1, 4]);
    });

    it('reach the parts that they ask for', () => {
      const experience = randomEpisodes(createRandom(1), 8, 6, 1);
      const model = createWorldModel(tf, createRandom(2), 3);
      const stretch = drawStretch(tf, createRandom(3), experience, 2);
      const reached = (objective: Parameters<typeof worldLoss>[2]) =>
        Object.keys(tf.variableGrads(() => worldLoss(tf, model, objective, stretch)).grads).length;
      // Encoder, transition, reward head and decoder have four variables each.
      assert.equal(reached('reconstruction'), 16);
      assert.equal(reached('both'), 12);
      assert.equal(reached('consistency'), 8);
    });

    for (const objective of ['reconstruction', 'both', 'collapse'] as const)
      it(`have the gradients that are written out: ${objective}`, () => {
        const experience = randomEpisodes(createRandom(1), 8, 6, 1);
        const model = createWorldModel(tf, createRandom(2), 3);
        const stretch = drawStretch(tf, createRandom(3), experience, 3);
        const written = tf.variableGrads(() => worldLoss(tf, model, objective, stretch));
        const recorded = tf.variableGrads(() => worldLoss(tf, recordedModel(model), objective, stretch));
        assert.deepEqual(Object.keys(written.grads).sort(), Object.keys(recorded.grads).sort());
        near(written.value.dataSync()[0]!, recorded.value.dataSync()[0]!, 1e-4);
        for (const [name, gradient] of Object.entries(recorded.grads)) {
          const own = written.grads[name]!.dataSync();
          gradient.dataSync().forEach((value, i) => near(own[i]!, value, 1e-4));
        }
      });

    it('measure imagination step by step and over all steps', () => {
      const test = randomEpisodes(createRandom(1), 50, 12, 0);
      const model = createWorldModel(tf, createRandom(2), 3);
      // Latents that are not worth anything: the reward head says what it says of the start.
      const still = { ...model, imagine: (z: Tensor2D) => tf.tile(z, [8, 1]) };
      const { each, all } = imaginedRewards(tf, still, test, 4);
      assert.equal(each.length, 8);
      const said = [...model.reward(model.encode(rowsOf(tf, test.observations[4]!))).dataSync()];
      const pairs = Array.from({ length: 8 }, (_, k) =>
        test.states[5 + k]!.map((state, i) => [said[i]!, reward(state)] as const),
      );
      const explained = (rows: readonly (readonly [number, number])[]) => {
        const mean = rows.reduce((sum, [, r]) => sum + r, 0) / rows.length;
        const miss = rows.reduce((sum, [guess, r]) => sum + (guess - r) ** 2, 0);
        return 1 - miss / rows.reduce((sum, [, r]) => sum + (r - mean) ** 2, 0);
      };
      each.forEach((share, k) => near(share, explained(pairs[k]!), 1e-6));
      near(all, explained(pairs.flat()), 1e-6);
    });

    it('collapse without stop-gradient', () => {
      const experience = randomEpisodes(createRandom(1), 80, 8, 1);
      const observations = experience.observations[4]!;
      const variance = (objective: 'consistency' | 'collapse') => {
        const model = createWorldModel(tf, createRandom(11), 3);
        const takeStep = worldTrainer(tf, createRandom(21), model, objective, experience, 2);
        for (let step = 0; step < 150; step++) takeStep();
        return latentVariance(latentsOf(tf, model, observations));
      };
      const [held, collapsed] = [variance('consistency'), variance('collapse')];
      assert.ok(collapsed < 0.05 && collapsed < held / 20, `${held} ${collapsed}`);
    });
  });
}

for (const name of engineNames)
  describe(`latent world models: the demo on ${name}`, function () {
    this.timeout(300_000);
    let engine: Engine;
    before(async () => {
      engine = await startEngine(name);
    });
    const run = runsOnce(demo, () => ({ engine }));
    const both = (seed: number) => run(seed === 1 ? {} : { seed });

    for (const seed of [1, 2])
      it(`knows the ball, imagines and plans, with consistency and reward, seed ${seed}`, async () => {
        const { metric, last } = await both(seed);
        assert.ok(
          metric('position') > 0.6 && metric('noise') < 0.05,
          `${metric('position')} ${metric('noise')}`,
        );
        assert.ok(metric('imagined') > 0.5, `reward over eight steps: ${metric('imagined')}`);
        assert.ok(metric('reward') > 0.45, String(metric('reward')));
        assert.match(last.reading, /^The latents know \d/);
      });

    it('imagines and plans well, with consistency and reward, over two seeds', async () => {
      const [first, second] = [await both(1), await both(2)];
      for (const what of ['imagined', 'reward'])
        assert.ok((first.metric(what) + second.metric(what)) / 2 > 0.55, what);
    });

    it('imagines worse the further it goes', async () => {
      const { last } = await run();
      const [{ y }] = last.plots.find((plot): plot is LinePlot => plot.id === 'imagined')!.series as [Series];
      assert.equal(y.length, 8);
      assert.ok(y[1]! > 0.8 && y[7]! < y[1]! - 0.2, [...y].join(' '));
    });

    it('moves the balls of the plan step by step', async () => {
      const { frames } = await run();
      const lengths = frames.map(({ plots }) => {
        const paths = plots.find((plot): plot is LinePlot => plot.id === 'paths')!;
        return paths.series[0]?.x.length ?? 0;
      });
      assert.ok(new Set(lengths).size > 5 && lengths.at(-1) === 21, lengths.join(' '));
    });

    it('drops the ball for the television, with reconstruction', async () => {
      const { metric, last } = await run({ objective: 'reconstruction' });
      assert.ok(metric('position') < 0.1 && metric('reward') < 0.3 && metric('noise') > 0.8);
      assert.ok(metric('imagined') < 0.1, `reward over eight steps: ${metric('imagined')}`);
      assert.match(last.reading, /^The latents hold the television and have dropped the ball/);
    });

    for (const television of [0, 0.5])
      it(`reconstructs the ball beside a television of ${television}`, async () => {
        const { metric } = await run({ objective: 'reconstruction', television });
        assert.ok(metric('position') > 0.7);
      });

    it('has room for the ball with eight dimensions, and still plans badly', async () => {
      const wide = await run({ objective: 'reconstruction', latents: 8 });
      assert.ok(wide.metric('position') > 0.8);
      assert.ok(wide.metric('reward') < (await run()).metric('reward') - 0.1);
    });

    it('collapses without stop-gradient', async () => {
      const { metric, last } = await run({ objective: 'collapse' });
      assert.ok(metric('variance') < 0.02 && metric('variance') < (await run()).metric('variance') / 20);
      assert.match(last.reading, /^The latents have collapsed to a point/);
    });
  });
