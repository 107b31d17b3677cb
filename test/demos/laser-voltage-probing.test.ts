import assert from 'node:assert/strict';
import type { HeatmapPlot, LinePlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/laser-voltage-probing';
import {
  inverterChain,
  lockInNoise,
  seenAt,
  shotNoise,
  signalAt,
  spotWidth,
} from '../../src/demos/laser-voltage-probing/optics';
import { lockIn } from '../../src/demos/laser-voltage-probing/imaging';
import {
  bitsOf,
  decode,
  modulationOf,
  nodeLevels,
  rms,
} from '../../src/demos/laser-voltage-probing/waveform';
import type { Engine } from '../../src/engine/backend';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, runsOnce, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what = 'value'): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

describe('laser voltage probing: the formulas', () => {
  it('know noise and signal of a sample', () => {
    const waveform = modulationOf(nodeLevels(bitsOf('10110010')), 200e-6);
    near(shotNoise(5e9, 1e-3), 1.512886e-3, 1e-8);
    near(rms(waveform), 9.284127e-5, 1e-9);
    near(rms(waveform) / shotNoise(5e9, 1e-3), 0.061367, 1e-5);
    near(lockInNoise(10e-6, 1e-3), 6.7658e-6, 1e-9);
  });

  it('read bits where there is no noise', () => {
    for (const text of ['10110010', '00000001', '11110000']) {
      const bits = bitsOf(text);
      assert.deepEqual(decode(modulationOf(nodeLevels(bits), 1e-4)), bits);
    }
    assert.deepEqual(bitsOf('1x1'), [1, 1, 0, 0, 0, 0, 0, 0]);
  });

  for (const [wavelength, width, crosstalk, stuck, healthy] of [
    [1340, 227.8, 0.301, -0.5849, 0.3988],
    [1064, 180.9, 0.149, -0.2962, 0.7029],
    [785, 133.5, 0.03, -0.0602, 0.9398],
  ] as const)
    it(`know the spot at ${wavelength} nm`, () => {
      const spot = spotWidth(wavelength, 3);
      const drains = inverterChain(150);
      near(spot, width, 0.06, 'width');
      near(seenAt(150, spot), crosstalk, 1e-3, 'crosstalk');
      near(signalAt(drains, drains[2]!.x, drains[2]!.y, spot), stuck, 1e-3, 'stuck');
      near(signalAt(drains, drains[4]!.x, drains[4]!.y, spot), healthy, 1e-3, 'healthy');
    });
});

for (const name of engineNames) {
  describe(`laser voltage probing: the demo on ${name}`, function () {
    this.timeout(120_000);
    let engine: Engine;
    const finished = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
    });

    it('locks in on a square wave without noise', () => {
      const noise = tf.zeros([2, 128]) as ReturnType<typeof tf.tensor2d>;
      const { inPhase, quadrature } = lockIn(tf, [1, -0.5], 2, noise, 1);
      near(inPhase[0]!, 1.306563, 1e-5);
      near(inPhase[1]!, -0.653281, 1e-5);
      quadrature.forEach((value) => near(value, 0, 1e-5));
      noise.dispose();
    });

    it('gains the root of the loops', async () => {
      const { last, metric } = await finished();
      const { x, y } = (last.plots.find((plot) => plot.id === 'ratio') as LinePlot).series[1]!;
      assert.deepEqual([...x], [1, 4, 16, 64, 256, 1024, 4096]);
      [0.0609, 0.1196, 0.2516, 0.5146, 0.9529, 1.8684, 3.8499].forEach((ratio, i) =>
        near(y[i]!, ratio, 1e-3, `${x[i]} loops`),
      );
      [...y].forEach((ratio, i) => near(ratio / (0.061367 * Math.sqrt(x[i]!)), 1, 0.06));
      const logs = (values: ArrayLike<number>) => Array.from(values, Math.log);
      near(slope(logs(x), logs(y)), 0.496, 0.026);
      near(metric('needed'), 26_554, 1);
      near(metric('ratio'), 0.9529, 1e-3);
    });

    it('reads the bits from 64 loops on', async () => {
      for (const loops of [64, 256, 4096, 1e5]) assert.equal((await finished({ loops })).metric('wrong'), 0);
      assert.ok((await finished({ loops: 1 })).metric('wrong') > 0);
    });

    it('goes on beyond the loops that are drawn', async () => {
      const { metric } = await finished({ loops: 1e5 });
      near(metric('ratio') / metric('law'), 1, 0.1);
    });

    it('gains by power, loses by bandwidth', async () => {
      const { metric } = await finished();
      near((await finished({ power: 4 })).metric('law') / metric('law'), 2, 1e-6);
      const wide = await finished({ bandwidth: 20 });
      near(wide.metric('law') / metric('law'), 0.5, 1e-6);
      near(wide.metric('rise'), 17.5, 1e-6);
    });

    it('shows a stuck node by what its neighbours do', async () => {
      const { metric, last } = await finished();
      assert.ok(Math.abs(metric('stuck')) > Math.abs(metric('healthy')));
      assert.match(last.reading, /the stuck node looks more alive \(-0\.585\) than a healthy one \(0\.399\)/);
      const apart = await finished({ pitch: 400 });
      assert.ok(Math.abs(apart.metric('stuck')) < 0.01);
      assert.match(apart.last.reading, /stands out from a healthy one/);
      const image = last.plots.find((plot): plot is HeatmapPlot => plot.id === 'image')!;
      assert.equal(image.marks!.length, 12);
    });

    it('images with less noise the longer it stays', async () => {
      const { metric } = await finished();
      near(metric('quadrature') / 6.52, 1, 0.05);
      near(metric('likeness'), 0.981, 5e-3);
      near((await finished({ dwell: 1 })).metric('likeness'), 0.85, 5e-3);
      near((await finished({ dwell: 100 })).metric('likeness'), 0.998, 1e-3);
      near((await finished({ dwell: 1000 })).metric('quadrature') / metric('quadrature'), 0.1, 1e-3);
    });

    it('says so where nothing changes', async () => {
      assert.match((await finished({ bits: '11111111' })).last.reading, /^The node never changes/);
    });
  });
}

/** Of the line of least squares. */
function slope(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const top = x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  return top / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}

describe('laser voltage probing: what starts the demo', () => {
  it('takes the numbers of the code in its units', () => {
    const code = (value: number) => ({ value, from: 'code' as const });
    const { params, notes } = seededParams(demo.controls, {
      averages: code(10_000),
      wavelength: code(1064),
      aperture: code(2.5),
      bandwidth: code(2e9),
    });
    assert.deepEqual(
      [params['loops'], params['wavelength'], params['aperture'], params['bandwidth'], notes],
      [10_000, 1064, 2.5, 2, []],
    );
  });
});
