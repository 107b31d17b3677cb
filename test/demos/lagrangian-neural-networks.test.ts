import assert from 'node:assert/strict';
import demo from '../../src/demos/lagrangian-neural-networks';
import {
  eulerLagrange,
  lagrangianNetwork,
  lagrangianOf,
  plainNetwork,
  withGauge,
} from '../../src/demos/lagrangian-neural-networks/models';
import {
  drawStates,
  drifts,
  energy,
  rollOut,
  trueDynamics,
} from '../../src/demos/lagrangian-neural-networks/pendulum';
import { trainer } from '../../src/demos/lagrangian-neural-networks/train';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runToEnd, startEngine } from './engines';

function allNear(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) =>
    assert.ok(Math.abs(actual[i]! - value) <= tolerance, `[${i}]: ${actual[i]} is not ${value}`),
  );
}

const weights = () => ({
  wq: tf.tensor2d([[0.5, -0.3, 0.8]]),
  wv: tf.tensor2d([[0.2, 0.9, -0.4]]),
  b: tf.tensor2d([[0.1, 0, -0.2]]),
  c: tf.tensor2d([[0.7], [-0.5], [0.6]]),
});
const states = () => ({ q: tf.tensor2d([[0.5], [-1]]), v: tf.tensor2d([[1], [0.3]]) });
const still = () => Promise.resolve();

for (const name of engineNames) {
  describe(`Lagrangian networks: the derivatives on ${name}`, function () {
    this.timeout(120_000);
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    it('are those of automatic differentiation', () => {
      const found = lagrangianOf(tf, weights(), states());
      allNear(found.q.dataSync().slice(0, 1), [0.539904], 1e-5);
      allNear(found.v.dataSync().slice(0, 1), [0.675109], 1e-5);
      allNear(found.qv.dataSync().slice(0, 1), [-0.001867], 1e-5);
      allNear(found.vv.dataSync().slice(0, 1), [0.94201], 1e-5);
      allNear(eulerLagrange(tf, found, states().v).dataSync(), [0.575122, 0.381967], 1e-5);
    });

    it('reach the weights', () => {
      const { wq, wv, b, c } = weights();
      const target = tf.tensor2d([[-0.4], [0.8]]);
      const loss = (q: typeof wq, bias: typeof b) =>
        tf.mean<ReturnType<typeof tf.scalar>>(
          tf.square(
            tf.sub(
              eulerLagrange(tf, lagrangianOf(tf, { wq: q, wv, b: bias, c }, states()), states().v),
              target,
            ),
          ),
        );
      allNear(loss(wq, b).dataSync(), [0.562807], 1e-4);
      const [byQ, byB] = tf.grads(loss as Parameters<typeof tf.grads>[0])([wq, b]);
      allNear(byQ!.dataSync(), [0.3822, -0.0954, 0.3729], 1e-3);
      allNear(byB!.dataSync(), [0.052, 0.0137, 0.0856], 1e-3);
    });

    it('give the same motion with a total derivative added', () => {
      const plain = lagrangianOf(tf, weights(), states());
      const gauged = withGauge(tf, plain, states(), 2);
      assert.ok(Math.abs(gauged.l.dataSync()[0]! - plain.l.dataSync()[0]!) > 1);
      allNear(
        eulerLagrange(tf, gauged, states().v).dataSync(),
        [...eulerLagrange(tf, plain, states().v).dataSync()],
        1e-6,
      );
    });

    it('keep h = v·∂L/∂v − L along a motion', async () => {
      const network = lagrangianNetwork(tf, createRandom(4), 8, 0);
      const { q, v } = await rollOut(tf, network, 20, still);
      const h = q.map((positions, i) => {
        const state = { q: tf.tensor2d([[positions[1]!]]), v: tf.tensor2d([[v[i]![1]!]]) };
        const found = network.lagrangian(state);
        return tf.sub(tf.mul(state.v, found.v), found.l).dataSync()[0]!;
      });
      assert.ok(Math.max(...h) - Math.min(...h) < 1e-3);
    });

    it('drift less than a plain network, half trained as well', async () => {
      const sample = drawStates(createRandom(1), 0, 0.1);
      const worst: number[] = [];
      for (const dynamics of [
        lagrangianNetwork(tf, createRandom(1), 32, 0),
        plainNetwork(tf, createRandom(201), 32),
      ]) {
        const takeStep = trainer(tf, dynamics, sample, 200);
        for (let step = 0; step < 200; step++) takeStep();
        worst.push(Math.max(...drifts(await rollOut(tf, dynamics, 30, still)).map(Math.abs)));
      }
      assert.ok(worst[0]! < 0.05 && worst[1]! > 0.1, worst.join());
    });
  });
}

describe('Lagrangian networks: the pendulum', () => {
  before(() => startEngine('cpu'));

  it('draws states that swing', () => {
    const { q, v, a } = drawStates(createRandom(1), 0.2, 0);
    q.forEach((at, i) => {
      assert.ok(energy(at, v[i]!) <= 1.8);
      assert.ok(Math.abs(a[i]! + Math.sin(at) + 0.2 * v[i]!) < 1e-6);
    });
  });

  it('keeps its energy without friction and loses it with', async () => {
    const [free, damped] = [
      drifts(await rollOut(tf, trueDynamics(tf, 0), 40, still)),
      drifts(await rollOut(tf, trueDynamics(tf, 0.2), 40, still)),
    ];
    assert.ok(free.every((drift) => Math.abs(drift) < 1e-3) && damped.every((drift) => drift < -0.99));
  });
});

describe('Lagrangian networks: the demo on wasm', function () {
  this.timeout(180_000);
  let engine: Engine;
  before(async () => {
    engine = await startEngine('wasm');
  });

  for (const seed of [1, 3])
    it(`keeps the energy with a Lagrangian and not without, seed ${seed}`, async () => {
      const { metric, last } = await runToEnd(demo, { seed }, { engine });
      assert.ok(Math.abs(metric('drift-lagrangian')) <= 0.03);
      assert.ok(Math.abs(metric('drift-delan')) <= 0.06);
      assert.ok(Math.abs(metric('drift-plain')) >= 0.2);
      assert.ok(metric('error-lagrangian') < 0.06 && metric('error-plain') < 0.06);
      assert.match(last.reading, /^The accelerations are as good/);
    });

  it('cannot follow friction with a Lagrangian', async () => {
    const { metric, last } = await runToEnd(demo, { damping: 0.2, noise: 0.05 }, { engine });
    assert.ok(Math.abs(metric('error-lagrangian') - 0.185) <= 0.03);
    assert.ok(metric('error-plain') < 0.06 && metric('drift-plain') < -0.9);
    assert.ok(Math.abs(metric('drift-lagrangian')) < 0.03);
    assert.match(last.reading, /^The pendulum loses energy: the plain network follows/);
  });
});
