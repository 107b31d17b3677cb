import assert from 'node:assert/strict';
import type { FieldPlot, ImageGridPlot, TablePlot } from '../../src/demos/contract/frame';
import demo from '../../src/demos/latent-space-navigation';
import { wayNames, type Way } from '../../src/demos/latent-space-navigation/journeys';
import { codeAt, mapCodes, planeOf, projected } from '../../src/demos/latent-space-navigation/map';
import { objectiveOf, pixelScorer } from '../../src/demos/latent-space-navigation/objective';
import { applyLinear, explainedShares } from '../../src/demos/models/least-squares';
import { loadPixelProbe } from '../../src/demos/models/sprite-meter';
import { drawFactors, evaluationFaces, renderFaces } from '../../src/demos/models/sprite-renderer';
import { spriteVae } from '../../src/demos/models/sprite-vae';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, type FinishedRun, runsOnce, seededFromCode, startEngine } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

type Outcome = Readonly<Record<'smile' | 'leak' | 'norm' | 'residual', number>>;

/** Means over the faces at the start and after each way, by name. */
function outcomesOf({ last }: FinishedRun): Readonly<Record<Way | 'start', Outcome>> {
  const { rows } = last.plots.find((plot): plot is TablePlot => plot.id === 'outcomes')!;
  const named = ['start', ...wayNames].map((name, i) => {
    const [, smile, leak, norm, residual] = rows[i] as [string, number, number, number, number];
    return [name, { smile, leak, norm, residual }];
  });
  return Object.fromEntries(named) as Record<Way | 'start', Outcome>;
}

/** Length and smile within a fifth or 0.03, leak and residual within a fifth or 0.004. */
function isOutcome(outcome: Outcome, expected: readonly number[], what: string): void {
  (['norm', 'smile', 'leak', 'residual'] as const).forEach((id, i) => {
    const value = expected[i]!;
    near(outcome[id], value, Math.max(0.2 * value, i < 2 ? 0.03 : 0.004), `${id} of ${what}`);
  });
}

describe('the plane of the map', () => {
  const plane = planeOf(Float64Array.of(3, 4, 0, 0, 0, 0), Float64Array.of(1, 1, 2, 0, 0, 0));

  it('is spanned by two directions at a right angle, each of length one', () => {
    const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    near(dot(plane.across, plane.across), 1, 1e-12, 'first');
    near(dot(plane.up, plane.up), 1, 1e-12, 'second');
    near(dot(plane.across, plane.up), 0, 1e-12, 'angle');
  });

  it('finds its own places again', () => {
    const start = Float32Array.of(0.5, -1, 0, 2, 1, 0);
    const [x, y] = projected(plane, start, codeAt(plane, start, 1.5, -0.25));
    near(x, 1.5, 1e-6, 'x');
    near(y, -0.25, 1e-6, 'y');
    assert.equal(mapCodes(plane, start).length, 15 * 15 * 6);
  });
});

describe('the reader of pixels', () => {
  it('reads every factor of faces that it was not fitted to', () => {
    const { seed, count } = evaluationFaces;
    const factors = drawFactors(createRandom(seed), count);
    const read = applyLinear(loadPixelProbe(), renderFaces(factors));
    for (const share of explainedShares(factors, read, 5)) assert.ok(share > 0.99, `${share}`);
  });
});

for (const name of engineNames)
  describe(`navigation on ${name}`, function () {
    this.timeout(180_000);
    let engine: Engine;
    const run = runsOnce(demo, () => ({ engine }));
    before(async () => {
      engine = await startEngine(name);
    });

    it('has the slope of the objective', () => {
      tf.tidy(() => {
        const start = tf.tensor2d([[0.3, -0.5, 0.8, 0.1, -1.2, 0.4]]);
        const loss = objectiveOf(
          tf,
          pixelScorer(tf, spriteVae(tf)),
          { target: 0.9, keep: 2, near: 0.02, short: 0.1 },
          start,
        );
        const at = [0.5, -0.2, 0.6, 0.3, -1, 0];
        const slope = tf
          .grad((x) => loss(x as never))(tf.tensor2d([at]))
          .dataSync();
        const h = 1e-2;
        for (let k = 0; k < 6; k++) {
          const moved = (by: number) =>
            loss(tf.tensor2d([at.map((value, i) => value + (i === k ? by : 0))])).dataSync()[0]!;
          const difference = (moved(h) - moved(-h)) / (2 * h);
          near(slope[k]!, difference, 0.02 * Math.max(Math.abs(difference), 0.2), `slope ${k}`);
        }
      });
    });

    it('six ways give what was published', async () => {
      const outcomes = outcomesOf(await run({}));
      for (const [way, expected] of [
        ['start', [2.37, -0.14, 0, 0.008]],
        ['maximise', [4.12, 1.21, 0.148, 0.046]],
        ['reach', [2.74, 0.85, 0.085, 0.014]],
        ['keep', [2.71, 0.85, 0.009, 0.011]],
        ['straight', [2.76, 0.9, 0.012, 0.012]],
        ['short', [1.1, 0.54, 0.502, 0.018]],
      ] as const)
        isOutcome(outcomes[way], expected, way);
    });

    it('a constraint on the rest keeps it; without a target faces break', async () => {
      const { reach, keep, maximise } = outcomesOf(await run({}));
      assert.ok(keep.leak < reach.leak / 4);
      assert.ok(maximise.residual > 3 * keep.residual);
    });

    if (name === 'wasm') {
      it('shows the numbers of the way shown', async () => {
        const shown = await run({});
        const { keep } = outcomesOf(shown);
        for (const id of ['smile', 'leak', 'norm', 'residual'] as const)
          assert.equal(shown.metric(id), keep[id], id);
        assert.match(shown.last.reading, /^The target of 0\.9 is reached/);
        assert.match((await run({ way: 'maximise' })).last.reading, /until the faces break/);
        assert.match((await run({ way: 'short' })).last.reading, /^Short codes pull every face/);
      });

      it('marks the picked point on the map', async () => {
        const { last } = await run({ point: [-1, 2.5] });
        const map = last.plots.find((plot): plot is FieldPlot => plot.id === 'map')!;
        assert.deepEqual([map.particles!.x[2], map.particles!.y[2]], [-1, 2.5]);
      });

      it('shows the way on the map and the face at a point', async () => {
        const { last } = await run({ background: 'residual' });
        const map = last.plots.find((plot): plot is FieldPlot => plot.kind === 'field')!;
        assert.deepEqual([map.paths![1]!.x.length, map.picks], [81, 'point']);
        const [corner, middle] = [map.grid!.values[0]!, map.grid!.values[7 * 15 + 7]!];
        assert.ok(corner > 2 * middle, `${corner} at the corner, ${middle} in the middle`);
        const faceAt = async (point: readonly [number, number]) =>
          (await run({ point })).last.plots.find((plot): plot is ImageGridPlot => plot.id === 'point')!
            .images[0]!;
        assert.equal((await faceAt([0, 0])).mark, 'good');
        assert.equal((await faceAt([4, 4])).mark, 'bad');
      });

      it('half the step size and a pull to the start: nearer, and less of a smile', async () => {
        const finished = await run({ rate: 0.05, way: 'stay' });
        isOutcome(outcomesOf(finished).stay, [2.56, 0.74, 0.01, 0.009], 'stay');
        assert.match(finished.last.reading, /^The target of 0\.9 is nearly reached/);
      });

      it('a target outside the data is chased with pictures that are no faces', async () => {
        const far = await run({ way: 'reach', target: 2 });
        isOutcome(outcomesOf(far).reach, [4.69, 1.27, 0.16, 0.06], 'reach 2');
        assert.ok(far.metric('residual') > 0.04);
        isOutcome(
          outcomesOf(await run({ target: 2, rate: 0.05 })).keep,
          [3.98, 1.22, 0.046, 0.042],
          'keep 2',
        );
        assert.match(far.last.reading, /^A target of 2 leaves the data/);
      });

      it('small steps get half way in eighty, larger ones agree', async () => {
        const small = await run({ rate: 0.02 });
        assert.ok(small.metric('smile') < 0.6);
        near((await run({ rate: 0.3 })).metric('smile'), (await run({})).metric('smile'), 0.03, 'smile');
      });

      it('starts from the code', () => {
        const start = (values: Record<string, number>) => seededFromCode(demo, values).params;
        const { target, rate, steps } = start({ target: 1.5, rate: 0.05, steps: 1000 });
        assert.deepEqual([target, rate, steps], [1.5, 0.05, 300]);
      });
    }
  });
