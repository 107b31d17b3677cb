import assert from 'node:assert/strict';
import type { BarPlot, FieldPlot, ImageGridPlot, LinePlot } from '../../src/demos/contract/frame';
import { seededParams } from '../../src/demos/contract/seed';
import demo from '../../src/demos/latent-direction';
import { biasedFactors, directionsOf, estimatorNames } from '../../src/demos/latent-direction/labelled';
import { correlation } from '../../src/demos/metrics/summary';
import {
  classMeanDirection,
  jointDirections,
  logisticNormal,
  unit,
  withoutPart,
} from '../../src/demos/models/latent-directions';
import { cosine, dot } from '../../src/demos/models/rows';
import { factorCount, factorIndex, renderFaces } from '../../src/demos/models/sprite-renderer';
import { encodeFaces, spriteVae } from '../../src/demos/models/sprite-vae';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { engineNames, runsOnce, startEngine, type FinishedRun } from './engines';

function between(value: number, low: number, high: number, what: string): void {
  assert.ok(value >= low && value <= high, `${what}: ${value} is not within ${low} and ${high}`);
}
const plot = <T>({ last }: FinishedRun, id: string): T => last.plots.find((one) => one.id === id) as T;

describe('estimates of a direction', () => {
  const random = createRandom(1);
  const count = 400;
  const codes = Float32Array.from({ length: count * 6 }, () => random.normal());
  const has = (i: number) => codes[i * 6 + 3]! > 0;
  const axis = [0, 0, 0, 1, 0, 0];

  it('find a planted direction', () => {
    between(cosine(classMeanDirection(codes, 6, has), axis), 0.95, 1, 'class means');
    between(cosine(logisticNormal(codes, 6, has), axis), 0.99, 1, 'logistic');
  });

  it('give the logistic normal of scikit-learn', () => {
    // LogisticRegression(tol=1e-10).fit([[0], [1], [2], [3]], [0, 1, 0, 1]).coef_ in scikit-learn 1.9.1
    const normal = logisticNormal(Float32Array.from([0, 1, 2, 3]), 1, (i) => i % 2 === 1);
    between(normal[0]!, 0.45285, 0.4529, 'coefficient');
  });

  it('leave nothing along what is projected out', () => {
    const [a, b] = [classMeanDirection(codes, 6, has), Float64Array.from([1, 2, 3, 4, 5, 6])];
    between(dot(withoutPart(a, b), b), -1e-12, 1e-12, 'product');
    between(dot(unit(b), unit(b)), 1 - 1e-12, 1 + 1e-12, 'length');
  });

  it('recover planted regression rows', () => {
    const factors = Float32Array.from({ length: count * 2 }, () => random.normal());
    const planted = [
      [1, -2, 0.5],
      [0, 3, 1],
    ];
    const z = Float32Array.from({ length: count * 3 }, (_, i) => {
      const row = Math.floor(i / 3);
      return 7 + factors[2 * row]! * planted[0]![i % 3]! + factors[2 * row + 1]! * planted[1]![i % 3]!;
    });
    jointDirections(factors, z, count).forEach((direction, k) =>
      direction.forEach((value, j) => between(value - planted[k]![j]!, -1e-5, 1e-5, `${k}, ${j}`)),
    );
  });
});

describe('labels that go together', () => {
  it('correlate as told', () => {
    for (const [rho, expected] of [
      [0, -0.01],
      [0.5, 0.431],
      [0.8, 0.723],
    ] as const) {
      const factors = biasedFactors(createRandom(21), 400, rho);
      const column = (k: number) => Array.from({ length: 400 }, (_, i) => factors[i * factorCount + k]!);
      const found = correlation(column(factorIndex.glasses), column(factorIndex.size));
      between(found, expected - 1e-3, expected + 1e-3, `rho ${rho}`);
    }
  });
});

for (const name of engineNames)
  describe(`latent directions on ${name}`, function () {
    this.timeout(180_000);
    let engine: Engine;
    const run = runsOnce(demo, () => ({ engine }));
    const leaks = ({ metric }: FinishedRun) => estimatorNames.map((estimator) => metric(`leak-${estimator}`));
    before(async () => {
      engine = await startEngine(name);
    });

    it('class means drag size along, regression does not, projection over-corrects', async () => {
      const expected = [0.495, 0.044, -0.595, -0.233, 0.011];
      const result = await run();
      leaks(result).forEach((leak, i) =>
        between(leak, expected[i]! - 0.08, expected[i]! + 0.08, estimatorNames[i]!),
      );
      between(result.metric('correlation'), 0.72, 0.73, 'correlation');
      between(result.metric('rise'), 1.5, 1.7, 'rise');
      assert.match(
        result.last.reading,
        /^Labels that correlate by 0\.723 make class means drag size by 0\.4\d/,
      );
    });

    it('has directions for every bias and number of labels', () => {
      const vae = spriteVae(engine.tf);
      for (let rho = 0; rho <= 0.9; rho += 0.15) {
        const factors = biasedFactors(createRandom(21), 60, rho);
        const labelled = { factors, codes: encodeFaces(engine.tf, vae, renderFaces(factors)) };
        for (const count of [20, 35, 60])
          for (const direction of Object.values(directionsOf(labelled, count)))
            assert.ok(direction.every(Number.isFinite), `${rho}, ${count}`);
      }
    });

    it('has its legends from the first frame on', async () => {
      const legends = (await run()).frames.map(({ plots }) =>
        plots.flatMap((one) => (one.kind === 'bar' ? one.series.map(({ name }) => name) : [])).join(),
      );
      assert.deepEqual(new Set(legends).size, 1);
    });

    if (name === 'wasm') {
      it('less biased labels: all stay nearly straight, except what was projected', async () => {
        for (const [rho, expected] of [
          [0, [-0.001, -0.105, -0.108, -0.018, 0.006]],
          [0.5, [0.304, -0.043, -0.458, -0.101, 0.004]],
        ] as const) {
          const result = await run({ rho });
          leaks(result).forEach((leak, i) =>
            between(leak, expected[i]! - 0.08, expected[i]! + 0.08, `${estimatorNames[i]} at ${rho}`),
          );
        }
        assert.match(
          (await run({ rho: 0 })).last.reading,
          /^With labels that correlate by -0\.0097\d*, class means drag size by/,
        );
      });

      it('a bent direction needs a longer step', async () => {
        between((await run({ rho: 0 })).metric('step'), 1.1, 1.35, 'unbiased');
        between((await run()).metric('step'), 1.5, 1.8, 'biased');
      });

      it('few labels: all tilt; more labels heal regression, not class means', async () => {
        const { counts, least, most } = (({ x, y }) => ({
          counts: Array.from(x),
          least: y[0]!,
          most: y[y.length - 1]!,
        }))(plot<LinePlot>(await run(), 'learning').series.find((series) => series.name === 'regression')!);
        assert.deepEqual([counts[0], counts.at(-1)], [20, 1000]);
        assert.ok(least < most && most > 0.98, `${least} ${most}`);
        between((await run({ labels: 1000 })).metric('cosine'), 0.8, 0.9, 'class means of 1000');
        between((await run({ labels: 1000, estimator: 'joint' })).metric('cosine'), 0.98, 1, 'regression');
        const [few, many] = [await run({ rho: 0, labels: 20 }), await run({ rho: 0, labels: 1000 })];
        assert.ok(few.metric('cosine') < 0.95 && many.metric('cosine') > 0.99);
      });

      it('a binary attribute switches on within a short stretch', async () => {
        const at = async (alpha: number) =>
          (await run({ rho: 0, estimator: 'joint', alpha })).metric('glasses');
        between(await at(0.5), 0.1, 0.5, 'at 0.5');
        between(await at(1), 0.9, 1.4, 'at 1');
        between(await at(2), 1.85, 2.15, 'at 2');
      });

      it('far along, faces are less like faces', async () => {
        const [usual, far] = [await run({ estimator: 'joint' }), await run({ estimator: 'joint', alpha: 4 })];
        assert.ok(far.metric('unlike') > 2 * usual.metric('unlike'));
        const { images } = plot<ImageGridPlot>(far, 'strip');
        assert.equal(images.at(-1)!.label, 'α = 4');
      });

      it('shows the chosen direction among all', async () => {
        const result = await run({ estimator: 'minusMeans' });
        assert.deepEqual(
          plot<FieldPlot>(result, 'plane').paths!.map(({ style }) => style),
          ['points', ...estimatorNames.map(() => undefined)],
        );
        assert.equal(plot<BarPlot>(result, 'changes').series[0]!.name, 'means − means');
        assert.ok(result.metric('leak') < -0.5);
      });

      it('starts from the code', () => {
        const { params } = seededParams(demo.controls, { alpha: { value: -2.5, from: 'code' } });
        assert.equal(params['alpha'], -2.5);
      });
    }
  });
