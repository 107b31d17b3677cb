import assert from 'node:assert/strict';
import type { BarPlot, ImageGridPlot, LinePlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/latent-space-arithmetic';
import { factorNames, type FactorName } from '../../src/demos/models/sprite-renderer';
import type { Engine } from '../../src/engine/backend';
import { engineNames, runsOnce, startEngine, type FinishedRun } from './engines';

function between(value: number, low: number, high: number, what: string): void {
  assert.ok(value >= low && value <= high, `${what}: ${value} is not within ${low} and ${high}`);
}
const plot = <T>({ last }: FinishedRun, id: string): T => last.plots.find((one) => one.id === id) as T;
const change = (run: FinishedRun, row: number, name: FactorName): number =>
  plot<BarPlot>(run, 'sums').series[row]!.values[factorNames.indexOf(name)]!;

for (const name of engineNames)
  describe(`latent space arithmetic on ${name}`, function () {
    this.timeout(180_000);
    let engine: Engine;
    const run = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
    });

    it('glasses follow the head in codes and float in pixels', async () => {
      const { metric } = await run();
      between(metric('latent'), 0.01, 0.016, 'codes');
      between(metric('pixel'), 0.07, 0.095, 'pixels');
      between(metric('nothing'), 0.16, 0.19, 'nothing');
      between(metric('floor'), 0.006, 0.011, 'floor');
      between(metric('wins'), 95, 100, 'wins');
      between(metric('cosine'), 0.99, 1, 'mean cosine');
      between(metric('cosine-least'), 0.98, 1, 'least cosine');
      assert.ok(metric('unlike') < metric('unlike-pixel'));
    });

    it('vectors add', async () => {
      const result = await run();
      between(change(result, 0, 'glasses'), 1.9, 2.1, 'glasses alone');
      between(change(result, 1, 'smile'), 1.2, 1.5, 'smile alone');
      between(change(result, 2, 'glasses'), 1.9, 2.1, 'glasses of both');
      between(change(result, 2, 'smile'), 1.2, 1.5, 'smile of both');
      for (const other of ['turn', 'size', 'hair'] as const)
        between(change(result, 2, other), -0.15, 0.15, other);
    });

    it('a few examples do next to nothing, a hundred are enough', async () => {
      const { x, y } = plot<LinePlot>(await run(), 'exemplars').series[0]!;
      const error = (n: number) => y[Array.from(x).indexOf(n)]!;
      for (const [n, expected] of [
        [1, 0.17],
        [2, 0.125],
        [3, 0.104],
        [5, 0.087],
        [10, 0.06],
        [30, 0.035],
        [100, 0.023],
        [1000, 0.0125],
      ] as const)
        between(error(n), 0.8 * expected, 1.2 * expected, `${n} examples`);
    });

    it('a search that leaves its inputs out counts wrong answers as right', async () => {
      const [full, part] = [await run(), await run({ alpha: 0.4 })];
      for (const id of ['right', 'right-without']) between(full.metric(id), 99, 100, id);
      assert.equal(full.metric('input'), 0);
      between(part.metric('input'), 98, 100, 'inputs returned');
      between(part.metric('right'), 0, 2, 'right');
      between(part.metric('right-without'), 20, 35, 'right without inputs');
      assert.match(part.last.reading, /the nearest code is an input in \d+ of 100/);
    });

    if (name === 'wasm') {
      it('smile and hair are carried over as well', async () => {
        for (const [attribute, latent, pixel, wins] of [
          ['smile', 0.0171, 0.0978, 96],
          ['hair', 0.027, 0.0568, 86],
        ] as const) {
          const { metric } = await run({ attribute });
          between(metric('latent'), 0.85 * latent, 1.15 * latent, `codes, ${attribute}`);
          between(metric('pixel'), 0.95 * pixel, 1.05 * pixel, `pixels, ${attribute}`);
          assert.ok(metric('latent') < 0.6 * metric('pixel'));
          between(metric('wins'), wins - 4, wins + 4, `wins, ${attribute}`);
          between(metric('cosine-least'), 0.98, 1, 'least cosine');
        }
      });

      it('taking away what is not there leaves the data', async () => {
        const [plus, minus] = [await run(), await run({ alpha: -1 })];
        assert.ok(minus.metric('unlike') > 3 * plus.metric('unlike'));
        assert.match(minus.last.reading, /^Taking away what C does not have/);
      });

      it('more examples: the error that is shown falls', async () => {
        const [few, many] = [await run({ exemplars: 1 }), await run({ exemplars: 1000 })];
        between(few.metric('exemplars'), 0.13, 0.2, 'one');
        between(many.metric('exemplars'), 0.01, 0.016, 'a thousand');
        const labels = plot<ImageGridPlot>(many, 'equation').images.map(({ label }) => label);
        assert.ok(labels.includes('mean of 1000'), labels.join());
        assert.match(few.last.reading, /a vector of 1 example a side/);
      });

      it('a vector of examples is added by the same share as an offset', async () => {
        const twice = await run({ alpha: 2, exemplars: 1000 });
        between(twice.metric('exemplars') / twice.metric('latent'), 0.8, 1.2, 'examples against one pair');
      });

      it('has its legend from the first frame on', async () => {
        const legends = (await run()).frames.map(({ plots }) =>
          plots.flatMap((one) => (one.kind === 'bar' ? one.series.map(({ name }) => name) : [])).join(),
        );
        assert.deepEqual(new Set(legends).size, 1);
      });

      it('starts from the code', () => {
        const { params } = seededParams(demo.controls, {
          exemplars: { value: 30, from: 'code' },
          alpha: { value: 0.5, from: 'code' },
        });
        assert.deepEqual([params['exemplars'], params['alpha']], [30, 0.5]);
      });
    }
  });
