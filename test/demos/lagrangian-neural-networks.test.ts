import assert from 'node:assert/strict';
import demo from '../../src/demos/lagrangian-neural-networks';
import {
  addLagrangianGradient,
  eulerLagrange,
  lagrangianNetwork,
  lagrangianOf,
  plainNetwork,
  structuredNetwork,
  withGauge,
  type Dynamics,
} from '../../src/demos/lagrangian-neural-networks/models';
import {
  drawStates,
  drifts,
  energy,
  rollOut,
  trueAcceleration,
} from '../../src/demos/lagrangian-neural-networks/pendulum';
import {
  errorAndGradient,
  meanSquaredError,
  trainer,
} from '../../src/demos/lagrangian-neural-networks/train';
import { createRandom } from '../../src/engine/random';
import { everyFrame, runsOnce, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

const [wq, wv, b, c] = [
  [0.5, -0.3, 0.8],
  [0.2, 0.9, -0.4],
  [0.1, 0, -0.2],
  [0.7, -0.5, 0.6],
] as const;
const weights = Float64Array.from([wq, wv, b, c].flat());
const states = [
  [0.5, 1],
  [-1, 0.3],
] as const;

describe('Lagrangian networks: the derivatives', () => {
  it('are those of automatic differentiation', () => {
    const [found, other] = states.map(([q, v]) => lagrangianOf(weights, q, v));
    near(found!.q, 0.539904, 1e-6);
    near(found!.v, 0.675109, 1e-6);
    near(found!.qv, -0.001867, 1e-6);
    near(found!.vv, 0.94201, 1e-6);
    near(eulerLagrange(found!, 1), 0.575122, 1e-6);
    near(eulerLagrange(other!, 0.3), 0.381967, 1e-6);
  });

  it('reach the weights', () => {
    const gradient = new Float64Array(12);
    const targets = [-0.4, 0.8];
    let loss = 0;
    states.forEach(([q, v], i) => {
      loss += addLagrangianGradient(weights, q, v, targets[i]!, gradient) ** 2 / 2;
    });
    near(loss, 0.562807, 1e-6);
    [0.3822, -0.0954, 0.3729].forEach((expected, k) => near(gradient[k]!, expected, 1e-4));
    [0.052, 0.0137, 0.0856].forEach((expected, k) => near(gradient[6 + k]!, expected, 1e-4));
  });

  const networks: Record<string, Dynamics> = {
    'the Lagrangian network': lagrangianNetwork(createRandom(5), 6, 0),
    'the Lagrangian network with a gauge': lagrangianNetwork(createRandom(5), 6, 2),
    DeLaN: structuredNetwork(createRandom(6), 6),
    'the plain network': plainNetwork(createRandom(7), 6),
  };
  for (const [name, dynamics] of Object.entries(networks))
    it(`of the error are those of finite differences: ${name}`, () => {
      const sample = drawStates(createRandom(1), 0.1, 0.1);
      const { error, gradient } = errorAndGradient(dynamics, sample);
      near(error, meanSquaredError(dynamics, sample), 1e-12);
      const errorWith = (i: number, change: number) => {
        const weight = dynamics.weights[i]!;
        dynamics.weights[i] = weight + change;
        const error = meanSquaredError(dynamics, sample);
        dynamics.weights[i] = weight;
        return error;
      };
      assert.ok(gradient.some((one) => Math.abs(one) > 0.01));
      gradient.forEach((one, i) => near(one, (errorWith(i, 1e-5) - errorWith(i, -1e-5)) / 2e-5, 1e-7));
    });

  it('give the same motion with a total derivative added', () => {
    for (const [q, v] of states) {
      const plain = lagrangianOf(weights, q, v);
      const gauged = withGauge(plain, q, v, 2);
      near(eulerLagrange(gauged, v), eulerLagrange(plain, v), 1e-12);
      assert.ok(Math.abs(gauged.l - plain.l) > 0.3);
    }
  });

  it('keep h = v·∂L/∂v − L along a motion', () => {
    const network = lagrangianNetwork(createRandom(4), 8, 0);
    const { q, v } = rollOut(network.acceleration, 20);
    const h = q.map((positions, i) => {
      const [at, speed] = [positions[1]!, v[i]![1]!];
      const found = network.lagrangian(at, speed);
      return speed * found.v - found.l;
    });
    assert.ok(Math.max(...h) - Math.min(...h) < 1e-3);
  });

  it('drift less than a plain network, half trained as well', () => {
    const sample = drawStates(createRandom(1), 0, 0.1);
    const worst = [lagrangianNetwork(createRandom(1), 32, 0), plainNetwork(createRandom(201), 32)].map(
      (dynamics) => {
        const takeStep = trainer(dynamics, sample, 200);
        for (let step = 0; step < 200; step++) takeStep();
        return Math.max(...drifts(rollOut(dynamics.acceleration, 30)).map(Math.abs));
      },
    );
    assert.ok(worst[0]! < 0.05 && worst[1]! > 0.1, worst.join());
  });
});

describe('Lagrangian networks: the pendulum', () => {
  it('draws states that swing', () => {
    const { q, v, a } = drawStates(createRandom(1), 0.2, 0);
    q.forEach((at, i) => {
      assert.ok(energy(at, v[i]!) <= 1.8);
      assert.ok(Math.abs(a[i]! + Math.sin(at) + 0.2 * v[i]!) < 1e-6);
    });
  });

  it('keeps its energy without friction and loses it with', () => {
    const [free, damped] = [0, 0.2].map((damping) => drifts(rollOut(trueAcceleration(damping), 40)));
    assert.ok(free!.every((drift) => Math.abs(drift) < 1e-3) && damped!.every((drift) => drift < -0.99));
  });
});

describe('Lagrangian networks: the demo', () => {
  let options: Parameters<typeof runsOnce>[1];
  const run = runsOnce(demo, () => options());
  before(async () => {
    const engine = await startEngine('cpu');
    options = () => ({ engine, clock: everyFrame() });
  });

  for (const seed of [1, 2, 3, 4, 5])
    it(`keeps the energy with a Lagrangian and not without, seed ${seed}`, async () => {
      const { metric, last } = await run({ seed });
      assert.ok(Math.abs(metric('drift-lagrangian')) <= 0.03);
      assert.ok(Math.abs(metric('drift-delan')) <= 0.06);
      assert.ok(Math.abs(metric('drift-plain')) >= 0.2);
      assert.ok(metric('error-lagrangian') < 0.06 && metric('error-plain') < 0.06);
      assert.match(
        last.reading,
        /^The accelerations err by 0\.\d+ and 0\.\d+, and the mean energy drifts by/,
      );
    });

  it('swings alike with another Lagrangian of the same motion, and says so', async () => {
    const [plain, added] = [await run({ seed: 1 }), await run({ seed: 1, gauge: true })];
    for (const id of ['drift-lagrangian', 'error-lagrangian', 'least-mass'])
      assert.ok(Math.abs(added.metric(id) - plain.metric(id)) < 1e-6, id);
    assert.ok(added.metric('greatest-l') > plain.metric('greatest-l') + 2);
    assert.match(
      added.last.reading,
      /What was added to L raises it to 4\.8\d* and leaves the motion as it was\.$/,
    );
  });

  it('cannot follow friction with a Lagrangian', async () => {
    const { metric, last } = await run({ damping: 0.2, noise: 0.05 });
    assert.ok(Math.abs(metric('error-lagrangian') - 0.185) <= 0.03);
    assert.ok(metric('error-plain') < 0.06 && metric('drift-plain') < -0.9);
    assert.ok(Math.abs(metric('drift-lagrangian')) < 0.03);
    assert.match(last.reading, /^The pendulum loses energy: the plain network follows/);
  });
});
