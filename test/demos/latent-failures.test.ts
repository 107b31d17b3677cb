import assert from 'node:assert/strict';
import type { LinePlot, TablePlot } from '../../src/demos/contract/frame';
import demo from '../../src/demos/latent-failures';
import {
  accelerationFactor,
  afterBurnIn,
  bestBurnIn,
  cumulativeHazard,
  fitBound,
  hazard,
  noneInSample,
  outlierScreen,
  partsToShow,
  type Lot,
} from '../../src/demos/latent-failures/lot';
import type { Engine } from '../../src/engine/backend';
import { engineNames, runsOnce, seededFromCode, startEngine } from './engines';

function near(actual: number, expected: number, relative: number, what = 'value'): void {
  assert.ok(
    Math.abs(actual / expected - 1) <= relative,
    `${what}: ${actual} is not ${expected} ± ${relative}`,
  );
}

const lot: Lot = { weakShare: 0.002, weak: { shape: 0.7, scale: 5000 }, main: { shape: 2.5, scale: 1e7 } };
const stress = {
  energy: 0.7,
  gamma: 5,
  use: { kelvin: 328.15, volts: 1 },
  stress: { kelvin: 398.15, volts: 1.4 },
};
const mission = 15_000;

describe('latent failures: the formulas', () => {
  const acceleration = accelerationFactor(stress);
  const after = (hours: number) => afterBurnIn(lot, acceleration * hours, mission);

  it('accelerate by temperature and voltage', () => {
    near(accelerationFactor({ ...stress, gamma: 0 }), 77.645, 1e-3);
    near(acceleration, 573.726, 1e-3);
    near(accelerationFactor({ ...stress, energy: 0 }), 7.3891, 1e-4);
  });

  it('count field failures and fallout', () => {
    for (const [hours, dppm] of [
      [0, 1768.9],
      [8, 632.36],
      [24, 196.32],
      [48, 51.79],
      [96, 7.744],
      [168, 4.383],
      [240, 6.603],
      [500, 18.94],
    ] as const)
      near(after(hours).dppm, dppm, 1e-3, `${hours} h`);
    near(after(96).dppmWeak, 5.885, 1e-3);
    near(after(24).fallout, 1737.97, 1e-3);
    for (const hours of [0, 24, 500])
      near(after(hours).dppmWeak + after(hours).dppmMain, after(hours).dppm, 2e-3);
  });

  it('find the best burn-in', () => {
    const best = bestBurnIn((hours) => after(hours).dppm, 0.1, 500);
    assert.ok(Math.abs(best.hours - 146.5) <= 1);
    near(best.dppm, 4.154, 1e-3);
  });

  it('draw a bathtub', () => {
    for (const [time, fit] of [
      [10, 1783],
      [1e3, 328],
      [1e4, 44.9],
      [1e5, 0.283],
      [1e6, 7.91],
    ] as const)
      near(1e9 * hazard(lot, time), fit, 5e-3, `${time} h`);
    const step = 1e-3;
    near(
      (cumulativeHazard(lot, 100 + step) - cumulativeHazard(lot, 100 - step)) / (2 * step),
      hazard(lot, 100),
      1e-4,
    );
  });

  it('say what samples see and prove', () => {
    for (const [share, parts, none] of [
      [0.002, 77, 0.857],
      [0.002, 231, 0.63],
      [0.002, 2400, 0.0082],
      [1e-4, 77, 0.992],
      [1e-4, 231, 0.977],
      [1e-4, 2400, 0.787],
    ] as const)
      near(noneInSample(share, parts), none, 2e-3, `${parts} parts`);
    near(fitBound(231, 1000, 77.645, 0.6), 51.09, 1e-3);
    near(partsToShow(1, 0.9), 2_302_584, 1e-6);
  });

  it('screen outliers', () => {
    near(outlierScreen(0.002, 6, 6).caught, 0.5, 1e-9);
    near(outlierScreen(0.002, 6, 4).caught, 0.02275, 1e-3);
    near(1e6 * outlierScreen(0.002, 6, 4).lost, 0.001, 0.02);
    near(outlierScreen(0.002, 6, 6).weakShare, 0.001001, 1e-4);
    near(outlierScreen(0.002, 6, 0).weakShare, 0.002, 1e-6);
  });
});

for (const name of engineNames) {
  describe(`latent failures: the demo on ${name}`, function () {
    this.timeout(120_000);
    let engine: Engine;
    const finished = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
    });

    it('simulates what the formulas say', async () => {
      const { metric, last } = await finished();
      near(metric('dppm'), 196.32, 1e-3);
      assert.equal(metric('simulated-weak'), 2092);
      assert.ok(Math.abs(metric('simulated-never') - 1825) <= 2);
      assert.ok(Math.abs(metric('simulated-shipped') - 1_046_786) <= 5);
      assert.ok(Math.abs(metric('simulated') - 230) <= 2);
      const expected = (metric('dppm') * metric('simulated-shipped')) / 1e6;
      assert.ok(Math.abs(metric('simulated') - expected) < 3 * Math.sqrt(expected), `${expected} expected`);
      assert.match(
        last.reading,
        /^24 h of burn-in take the field failures from 1770 to 196 per million; 146 h/,
      );
      const paper = last.plots.find((plot): plot is LinePlot => plot.id === 'weibull')!;
      const { x, y } = paper.series[2]!;
      const formula = Array.from(x, (time) => cumulativeHazard(lot, time));
      const rare = formula.map((value) => 2 ** 20 * value < 100);
      Array.from(y).forEach((value, i) => rare[i] || near(value, formula[i]!, 0.4, `${x[i]} h`));
    });

    it('has a burn-in that is long enough, and longer ones that wear parts out', async () => {
      const dppm = async (hours: number) => (await finished({ hours })).metric('dppm');
      assert.ok((await dppm(24)) > (await dppm(146.5)));
      assert.ok((await dppm(500)) > (await dppm(146.5)));
      assert.match((await finished({ hours: 500 })).last.reading, /wears good parts out/);
      assert.match((await finished({ hours: 146.5 })).last.reading, /as low as it gets/);
    });

    it('needs less time at more volts or heat', async () => {
      const best = async (params: Record<string, unknown>) => (await finished(params)).metric('best-hours');
      assert.ok((await best({ volts: 1.5 })) < (await best({})));
      assert.ok((await best({ celsius: 150 })) < (await best({})));
    });

    it('has a tenth of the early failures with a tenth of the weak parts', async () => {
      const few = await finished({ weakPpm: 200, hours: 0.1 });
      const many = await finished({ hours: 0.1 });
      near(few.metric('dppm'), many.metric('dppm') / 10, 0.01);
    });

    it('loses the early failures sooner with a greater shape', async () => {
      assert.ok(
        (await finished({ weakShape: 1 })).metric('dppm-weak') < (await finished()).metric('dppm-weak'),
      );
    });

    it('finds by the limit only what stands out', async () => {
      near((await finished({ separation: 6 })).metric('caught'), 50, 1e-6);
      assert.ok((await finished({ separation: 2 })).metric('caught') < 0.01);
      near((await finished({ separation: 6 })).metric('dppm'), 98.3, 0.01);
    });

    it('lets samples miss a few weak parts', async () => {
      const { metric, last } = await finished({ weakPpm: 100 });
      near(metric('none-2400'), 0.787, 2e-3);
      const table = last.plots.find((plot): plot is TablePlot => plot.id === 'samples')!;
      assert.deepEqual(
        table.rows.map(([, parts]) => parts),
        [77, 231, 2400],
      );
    });
  });
}

describe('latent failures: what starts the demo', () => {
  const from = (values: Record<string, number>) => seededFromCode(demo, values);

  it('takes hours and energy of the code', () => {
    const { params, notes } = from({ hours: 96, ea: 0.9 });
    assert.deepEqual([params['hours'], params['energy'], notes], [96, 0.9, []]);
  });

  it('gives a Weibull distribution to the population that it fits', () => {
    const weak = from({ shape: 0.5, scale: 2000 });
    assert.deepEqual(
      [weak.params['weakShape'], weak.params['weakScale'], weak.params['mainShape'], weak.notes],
      [0.5, 2000, 2.5, []],
    );
    const main = from({ shape: 3, scale: 1e6 });
    assert.deepEqual(
      [main.params['mainShape'], main.params['mainScale'], main.params['weakShape'], main.notes],
      [3, 1e6, 0.7, []],
    );
  });
});
