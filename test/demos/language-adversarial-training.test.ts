import assert from 'node:assert/strict';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { BarPlot, LinePlot, ScatterPlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/language-adversarial-training';
import { drawCorpus, perLanguage } from '../../src/demos/language-adversarial-training/languages';
import {
  createNetwork,
  createTraining,
  reverseGradient,
  strengthAt,
  type Network,
} from '../../src/demos/language-adversarial-training/training';
import { mean } from '../../src/demos/metrics/summary';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, startEngine, type FinishedRun } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

describe('the ramp of λ', () => {
  it('has the published values', () => {
    for (const [progress, expected] of [
      [0, 0],
      [0.1, 0.4621],
      [0.5, 0.9866],
      [1, 0.9999],
    ] as const)
      near(strengthAt(1, 'ramp', progress), expected, 5e-5, `at ${progress}`);
    assert.equal(strengthAt(0.3, 'constant', 0), 0.3);
    near(strengthAt(0.3, 'ramp', 0.1), 0.3 * 0.4621, 2e-5, 'scaled');
  });
});

describe('the made-up languages', () => {
  it('have the same classes in other proportions where they are shifted', () => {
    const share = (shift: number) => {
      const { classOf } = drawCorpus(createRandom(1), 3, shift);
      const zeros = (labels: Int32Array) => labels.filter((label) => label === 0).length / labels.length;
      return [zeros(classOf.subarray(0, perLanguage)), zeros(classOf.subarray(perLanguage))];
    };
    for (const value of share(0)) near(value, 1 / 3, 0.08, 'equal');
    near(share(0.6)[0]!, 1 / 3, 0.08, 'labelled');
    near(share(0.6)[1]!, 0.4 / 3 + 0.6, 0.06, 'unlabelled');
  });
});

/** Weights of the encoder after ten steps, in turn. */
function encoderAfter(network: Network, strength: number): number[] {
  const step = createTraining(tf, createRandom(2), network, drawCorpus(createRandom(1), 3, 0));
  for (let i = 0; i < 10; i++) step(strength);
  return network.encoder.variables.flatMap((variable) => [...variable.dataSync()]);
}

for (const name of engineNames)
  describe(`language adversarial training on ${name}`, function () {
    this.timeout(240_000);
    let engine: Engine;
    const run = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
    });

    it('turns the gradient and nothing else', () => {
      tf.tidy(() => {
        const x = tf.tensor2d([[1, 2]]);
        const loss = (input: Tensor2D) => tf.sum(tf.mul(reverseGradient(tf, input, 0.5), [[3, 4]]));
        assert.deepEqual([...reverseGradient(tf, x, 0.5).dataSync()], [1, 2]);
        assert.deepEqual(
          [
            ...tf
              .grad(loss as never)(x)
              .dataSync(),
          ],
          [-1.5, -2],
        );
      });
    });

    it('leaves the encoder alone at λ = 0, whatever the discriminator is', () => {
      const network = () => createNetwork(tf, createRandom(3));
      const other = { ...network(), discriminator: createNetwork(tf, createRandom(4)).discriminator };
      const [own, another, turned] = [
        encoderAfter(network(), 0),
        encoderAfter(other, 0),
        encoderAfter(network(), 1),
      ];
      own.forEach((weight, i) => near(another[i]!, weight, 1e-6, `weight ${i}`));
      assert.ok(own.some((weight, i) => Math.abs(turned[i]! - weight) > 1e-2));
    });

    it('gives the published accuracies at its defaults', async () => {
      const { metric, last } = await run();
      near(metric('target-plain'), 0.6, 0.03, 'without');
      near(metric('target'), 0.873, 0.03, 'with');
      near(metric('source'), 0.993, 0.01, 'labelled');
      near(metric('discriminator'), 0.429, 0.04, 'discriminator');
      assert.ok(metric('probe') - metric('discriminator') > 0.1, 'a new classifier finds more');
      assert.match(
        last.reading,
        /^With λ = 0\.3 the accuracy in the target languages rises from 60 % to 87 %/,
      );
    });

    if (name === 'wasm') {
      it('helps on average, and the discriminator finds less than a new classifier', async () => {
        const runs: FinishedRun[] = [];
        for (const seed of [0, 1, 2, 3, 4]) runs.push(await run({ seed }));
        const of = (id: string) => mean(runs.map(({ metric }) => metric(id)));
        assert.ok(of('target') - of('target-plain') >= 0.15, `${of('target-plain')} to ${of('target')}`);
        near(of('target'), 0.917, 0.05, 'target');
        near(of('target-plain'), 0.656, 0.06, 'target, plain');
        near(of('source'), 0.988, 0.02, 'source');
        near(of('discriminator-plain'), 0.75, 0.04, 'discriminator, plain');
        near(of('probe-plain'), 0.76, 0.04, 'probe, plain');
        near(of('discriminator'), 0.41, 0.05, 'discriminator');
        near(of('probe'), 0.48, 0.05, 'probe');
        assert.ok(of('probe') >= of('discriminator'));
      });

      it('other class shares: a strong reversal mixes classes', async () => {
        const [gentle, strong] = [
          await run({ labelShift: 0.6 }),
          await run({ labelShift: 0.6, strength: 10 }),
        ];
        assert.ok(gentle.metric('target') - strong.metric('target') > 0.15);
        assert.ok(strong.metric('source') < gentle.metric('source') - 0.05);
        assert.match(strong.last.reading, /and the source pays: 9\d %/);
      });

      it('equal languages: there is nothing to gain or to find', async () => {
        const { metric } = await run({ offset: 0 });
        assert.ok(metric('target-plain') > 0.97 && metric('target') > 0.97);
        near(metric('probe-plain'), 1 / 3, 0.06, 'probe');
      });

      it('a weak reversal changes little, a stronger one hides the language', async () => {
        const [weak, usual] = [await run({ strength: 0.01 }), await run()];
        near(weak.metric('discriminator'), weak.metric('discriminator-plain'), 0.08, 'weak');
        assert.ok(usual.metric('discriminator') < weak.metric('discriminator') - 0.2);
      });

      it('shows every point, the losses of every step, and bars for both sides', async () => {
        const { frames, last } = await run();
        const plot = <T>(id: string) => last.plots.find((p) => p.id === id) as T;
        const count = (scatter: ScatterPlot) => scatter.points.map(({ x }) => x.length);
        assert.deepEqual(count(plot('languages')), [300, 300, 300]);
        assert.equal(
          count(plot('classes')).reduce((sum, n) => sum + n),
          600,
        );
        const losses = plot<LinePlot>('losses');
        assert.equal(losses.series[1]!.x.length, 300);
        near(losses.references![0]!.at, 1.0986, 1e-4, 'ln 3');
        const bars = plot<BarPlot>('accuracies');
        assert.deepEqual(
          bars.series.map(({ values }) => values.length),
          [4, 4],
        );
        assert.match(frames[0]!.reading, /^Without an adversary, step 0 of 300/);
      });

      it('starts from the code', () => {
        const start = (value: number) =>
          seededParams(demo.controls, { lam: { value, from: 'code' } }).params['strength'];
        assert.deepEqual([start(0.1), start(50), start(0)], [0.1, 10, 0.01]);
      });
    }
  });
