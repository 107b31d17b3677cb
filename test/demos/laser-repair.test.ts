import assert from 'node:assert/strict';
import demo from '../../src/demos/laser-repair';
import {
  beamOf,
  blurOf,
  energyFor,
  holeRadius,
  liuFit,
  peakFluence,
} from '../../src/demos/laser-repair/beam';
import { pulsePlaces, repair } from '../../src/demos/laser-repair/mask';
import { fluenceMap, shoot } from '../../src/demos/laser-repair/shots';
import type { ImageGridPlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what = 'value'): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

/** 100 fs, in µs. */
const short = 1e-7;

describe('laser repair: the formulas', () => {
  it('turn energy into fluence and back', () => {
    near(energyFor(0.15, 0.8), 1.507964, 1e-6);
    near(peakFluence(1.507964, 0.8), 0.15, 1e-6);
  });

  it('know the hole by the logarithm of the fluence', () => {
    for (const [ratio, width] of [
      [1.1, 0.4366],
      [1.5, 0.9005],
      [2, 1.1774],
      [Math.E, 1.4142],
      [5, 1.7941],
      [10, 2.146],
    ] as const)
      near(2 * holeRadius(beamOf(1, 0), ratio), width, 5e-5, `ratio ${ratio}`);
    assert.equal(holeRadius(beamOf(1, 0), 1), 0);
  });

  it('spread heat', () => {
    near(blurOf(0.01), 0.7616, 1e-4);
    near(beamOf(0.8, 0.01).heated, 1.7205, 1e-4);
    near(2 * (0.4 / beamOf(0.4, 0.001).heated) ** 2, 0.82, 5e-3);
  });

  it('fit what they computed', () => {
    const exact = [1.6, 2, 3, 5, 8, 12].map((energy) => ({
      energy,
      diameter: Math.sqrt(2 * 0.64 * Math.log(energy / 1.507964)),
    }));
    const fit = liuFit(exact)!;
    near(fit.w0, 0.8, 1e-9);
    near(fit.threshold, 0.15, 1e-6);
    assert.equal(liuFit(exact.slice(0, 1)), undefined);
  });
});

describe('laser repair: the raster', () => {
  const beam = beamOf(0.4, short);
  const reach = holeRadius(beam, 2);

  it('lies evenly inside the edges', () => {
    assert.deepEqual(pulsePlaces([0, 1], 0, 0.5), [0, 0.5, 1]);
    assert.deepEqual(pulsePlaces([0, 1], 0.6, 0.5), [0.5]);
    assert.equal(pulsePlaces([2.4, 3.8], reach, 0.2).length, 6);
  });

  for (const [name, pitch, offset, residual, lineLoss] of [
    ['whose holes touch the edge', 0.2, reach, 0.022, 0],
    ['too far out', 0.2, 0.1, 0, 0.43],
    ['too far in', 0.2, 0.35, 0.3, 0],
    ['too wide', 0.5, reach, 0.138, 0],
  ] as const)
    it(`removes what a raster can that is ${name}`, () => {
      const found = repair(beam, 2, pitch, offset);
      near(found.residual, residual, 0.005, 'residual');
      near(found.lineLoss, lineLoss, 0.005, 'line loss');
      near(found.edgeLoss, lineLoss > 0 ? 0.15 : 0, 1e-9, 'edge loss');
    });

  it('takes 42 pulses', () => assert.equal(repair(beam, 2, 0.2, reach).pulses, 42));
  it('removes nothing with a nanosecond', () =>
    assert.equal(repair(beamOf(0.4, 0.001), 2, 0.2, reach).residual, 1));
});

for (const name of engineNames) {
  describe(`laser repair: the demo on ${name}`, function () {
    this.timeout(120_000);
    let engine: Engine;
    const finished = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
    });

    it('measures holes without noise', () => {
      for (const [w0, threshold, fitted] of [
        [0.8, 0.15, 0.7997],
        [0.5, 0.15, 0.5026],
        [1.2, 0.3, 1.1996],
      ] as const)
        near(liuFit(shoot(tf, beamOf(w0, short), short, threshold))!.w0, fitted, 0.002, `w0 ${w0}`);
      const fit = liuFit(shoot(tf, beamOf(0.8, short), short, 0.15))!;
      near(fit.thresholdEnergy, 1.522, 0.015);
      near(fit.threshold, 0.1515, 0.001);
    });

    it('keeps the energy of a blurred pulse, and lowers its peak', () => {
      const [sharp, blurred] = [short, 0.001].map((pulse) => fluenceMap(tf, beamOf(0.8, pulse), pulse));
      const sum = (map: ReturnType<typeof fluenceMap>) => tf.sum(map).dataSync<'float32'>()[0]!;
      near(sum(blurred!) / sum(sharp!), 1, 1e-3);
      const peak = tf.max(blurred!).dataSync<'float32'>()[0]!;
      near(peak / (0.8 / beamOf(0.8, 0.001).heated) ** 2, 1, 0.01);
      tf.dispose([sharp!, blurred!]);
    });

    it('finds spot and threshold in spite of noise', async () => {
      const { metric } = await finished();
      near(metric('fit-w0') / 0.8, 1, 0.02);
      near(metric('fit-threshold') / 0.15, 1, 0.02);
      const noise = { energies: createRandom(62), pixels: createRandom(61) };
      near(liuFit(shoot(tf, beamOf(0.8, short), short, 0.15, noise))!.w0, metric('fit-w0'), 1e-9);
    });

    it('returns a larger spot and more energy for longer pulses', async () => {
      const long = await finished({ pulse: 10_000, noise: false });
      near(long.metric('fit-w0') / 1.7235, 1, 0.005);
      near(long.metric('fit-energy') / 7.016, 1, 0.01);
      near((await finished({ pulse: 1000, noise: false })).metric('fit-w0') / 0.9353, 1, 0.005);
      assert.match(long.last.reading, /^The pulse does not reach the threshold, so the whole bridge stays/);
    });

    it('leaves the corners of the bridge', async () => {
      const { metric, last } = await finished();
      assert.equal(metric('pulses'), 42);
      near(metric('residual'), 2.2, 0.1);
      assert.equal(metric('line-loss'), 0);
      assert.match(last.reading, /spare the lines and leave 2\.23 % of the bridge, in its corners\.$/);
      const mask = last.plots.find((plot): plot is ImageGridPlot => plot.id === 'mask')!;
      assert.equal(mask.images.length, 2);
    });

    it('eats lines from too far out, leaves chrome from too far in', async () => {
      const out = await finished({ offset: 0.1 });
      near(out.metric('line-loss'), 0.43, 0.005);
      assert.match(out.last.reading, /eat 150 nm into a line and leave 0 % of the bridge\.$/);
      near((await finished({ offset: 0.35 })).metric('residual'), 30, 1);
    });

    it('makes holes that grow slowly and may be smaller than the spot', async () => {
      const reach = async (ratio: number) => (await finished({ ratio })).metric('reach');
      const [small, two, four] = [await reach(1.1), await reach(2), await reach(4)];
      near((small! / two!) * 100, 37, 1);
      assert.ok(four! < 2 * two!);
    });

    it('damages the quartz with too much', async () => {
      const { metric, last } = await finished({ ratio: 25 });
      near(metric('fluence'), 3.75, 1e-9);
      assert.equal(metric('quartz'), 1);
      assert.match(last.reading, /damages the quartz\.$/);
      assert.equal((await finished()).metric('quartz'), 0);
    });
  });
}

describe('laser repair: what starts the demo', () => {
  it('takes spot and threshold of the code', () => {
    const code = (value: number) => ({ value, from: 'code' as const });
    const { params } = seededParams(demo.controls, { w0: code(0.5), threshold: code(0.3) });
    assert.deepEqual([params['w0'], params['threshold']], [0.5, 0.3]);
  });
});
