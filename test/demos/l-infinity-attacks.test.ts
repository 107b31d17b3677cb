import assert from 'node:assert/strict';
import demo from '../../src/demos/l-infinity-attacks';
import { linfStep, pgd, randomSigns, uniformStart } from '../../src/demos/attacks/linf';
import type { BarPlot, Frame, ImageGridPlot, LinePlot, TablePlot } from '../../src/demos/contract/frame';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { Workshop } from '../../src/engine/workshop';
import { startRun } from '../../src/engine/runner';
import { runToEnd, engineNames, everyFrame, startEngine, type EngineName, type FinishedRun } from './engines';

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

/** Four pixels and the logits (-f/2, f/2) with f = w·x + b; the true class is 0, so the loss climbs with f. */
const linear = { w: [1, -2, 0.5, 3], b: -0.4, x: [0.2, 0.6, 0.5, 0.3] };
const scoreOf = (x: ArrayLike<number>) => linear.w.reduce((sum, weight, i) => sum + weight * x[i]!, linear.b);

for (const name of engineNames)
  describe(`sign attacks on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    const x = () => tf.tensor2d(linear.x, [1, 4]);
    const gradient = () => tf.tensor2d(linear.w, [1, 4]);

    it('flip a linear score at |f| / ‖w‖₁', () => {
      near(scoreOf(linear.x), -0.25, 1e-12, 'f');
      near(0.25 / 6.5, 0.0384615, 1e-7, 'radius');
      for (const [eps, flips] of [
        [0.038, false],
        [0.0384, false],
        [0.0386, true],
        [0.039, true],
      ] as const)
        assert.equal(scoreOf(linfStep(tf, x(), x(), gradient(), eps, eps).dataSync()) > 0, flips, `${eps}`);
    });

    it('reach that score with steps of a quarter', async () => {
      const settings = { alpha: 0.0385 / 4, eps: 0.0385, steps: 20 };
      const last = await pgd(tf, x(), x(), gradient, settings, () => undefined);
      near(scoreOf(last.dataSync()), 0.00025, 1e-6, 'f');
    });

    it('never leave ball and box, from wherever they start', async () => {
      const images = tf.tensor2d([0, 1, 0.02, 0.97, 0.5, 0.5, 0.04, 0.96], [2, 4]);
      const slope = () => tf.tensor2d([-1, 1, -1, 1, 1, -1, -1, 0], [2, 4]);
      const eps = 0.1;
      const inside = (at: ArrayLike<number>) => {
        const from = images.dataSync();
        for (let i = 0; i < from.length; i++) {
          assert.ok(
            Math.abs(at[i]! - from[i]!) <= eps + 1e-6,
            `pixel ${i} moved from ${from[i]} to ${at[i]}`,
          );
          assert.ok(at[i]! >= 0 && at[i]! <= 1);
        }
      };
      const start = uniformStart(tf, createRandom(7), images, eps);
      inside(start.dataSync());
      inside(randomSigns(tf, createRandom(5), images, eps).dataSync());
      await pgd(tf, images, start, slope, { alpha: 0.025, eps, steps: 20 }, (_, at) => inside(at.dataSync()));
    });

    it('run away without the projection', () => {
      let at = tf.tensor2d([0.4, 0.4, 0.4, 0.4], [1, 4]);
      const from = at;
      // A ball as large as the box projects nothing.
      for (let step = 0; step < 20; step++) at = linfStep(tf, from, at, gradient(), 0.025, 1);
      near(tf.max(tf.sub(at, from)).dataSync()[0]!, 0.5, 1e-5, 'distance');
    });

    it('stay where the gradient is zero', () => {
      const still = linfStep(tf, x(), x(), tf.zeros([1, 4]), 0.1, 0.1).dataSync();
      assert.deepEqual([...still], [...x().dataSync()]);
    });
  });

for (const name of engineNames)
  describe(`L-infinity attacks on ${name}`, function () {
    this.timeout(180_000);
    const reference = referenceRuns(name);
    const { run, point } = reference;
    before(reference.start);
    after(reference.stop);

    const expected: readonly (readonly [
      what: string,
      params: object,
      metrics: Record<string, number>,
      by?: number,
    ])[] = [
      ['ε = 0.1', {}, { noise: 0.965, fgsm: 0.06, pgd: 0.025, clean: 0.975 }],
      ['ε = 8/255', { eps: 8 / 255, alpha: 2 / 255 }, { fgsm: 0.765, pgd: 0.755 }],
      ['ε = 0.04', { eps: 0.04, alpha: 0.01, steps: 20 }, { noise: 0.965, fgsm: 0.64, pgd: 0.605 }],
      ['5 steps of 0.01', { alpha: 0.01, steps: 5 }, { pgd: 0.48 }, 0.03],
      ['10 steps of 0.01', { alpha: 0.01, steps: 10 }, { pgd: 0.035 }, 0.03],
      ['logits times 1000', { scale: 1000 }, { fgsm: 0.97 }],
      ['the margin loss', { loss: 'margin' }, { fgsm: 0.04 }],
      ['the margin loss on logits times 100', { loss: 'margin', scale: 100 }, { fgsm: 0.04 }],
      ['the margin loss on logits times 1000', { loss: 'margin', scale: 1000 }, { fgsm: 0.04 }],
      ['the hardened twin', { model: 'hardened', steps: 20 }, { clean: 0.98, pgd: 0.37 }, 0.05],
      [
        'the hardened twin at 0.06',
        { model: 'hardened', eps: 0.06, alpha: 0.015, steps: 20 },
        { pgd: 0.68 },
        0.05,
      ],
    ];
    for (const [what, params, metrics, tolerance = 0.02] of expected)
      it(`gives the published accuracies for ${what}`, async () => {
        const { metric } = await point(params);
        for (const [id, value] of Object.entries(metrics))
          near(metric(`accuracy-${id}`), value, tolerance, id);
      });

    it('goes blind when the logits are multiplied by 100', async () => {
      const { metric, last } = await point({ scale: 100 });
      assert.ok(metric('accuracy-fgsm') >= 0.9, `${metric('accuracy-fgsm')} right`);
      assert.ok(metric('zero-gradients') >= 0.9, `${metric('zero-gradients')} zero`);
      assert.match(last.reading, /^9\d(\.\d)? % of the gradients are exactly zero/);
    });

    it('keeps every pixel within ε and inside the box', async () => {
      for (const params of [{}, { eps: 0.3, alpha: 0.3, steps: 40, start: true }]) {
        const { metric, last } = await point(params);
        const { eps = 0.1 } = params as { eps?: number };
        near(metric('largest-change'), eps, 1e-6, 'largest change');
        const images = last.plots.find((plot): plot is ImageGridPlot => plot.kind === 'images')!.images;
        for (const value of images[2]!.pixels) assert.ok(value >= 0 && value <= 1);
      }
    });

    it('measures a curve that falls to zero, noise aside', async () => {
      const [random, fgsm, twenty] = curve(await run({}));
      const at = (series: typeof fgsm, eps: number) => series!.y[[...series!.x].indexOf(eps)]!;
      for (let i = 1; i < twenty!.y.length; i++) assert.ok(twenty!.y[i]! <= twenty!.y[i - 1]!, `point ${i}`);
      for (const eps of [0.12, 0.15, 0.2]) assert.equal(at(twenty, eps), 0, `PGD at ${eps}`);
      near(at(twenty, 0.1), 0.02, 0.02, 'PGD at 0.1');
      near(at(fgsm, 0.1), 0.06, 0.02, 'FGSM at 0.1');
      assert.ok(at(random, 0.1) >= 0.95, 'noise at 0.1');
      assert.ok(at(fgsm, 0.2) <= 0.05, 'FGSM at 0.2');
    });
  });

describe('what is to be seen of L-infinity attacks', function () {
  this.timeout(180_000);
  const reference = referenceRuns('wasm');
  const run = reference.run;
  before(reference.start);
  after(reference.stop);

  it('a larger ε: noise stays harmless while FGSM and PGD fall', async () => {
    const [small, large] = [await run({ eps: 0.02, alpha: 0.005 }), await run({})];
    assert.ok(small.metric('accuracy-noise') - large.metric('accuracy-noise') < 0.02);
    for (const id of ['accuracy-fgsm', 'accuracy-pgd'])
      assert.ok(small.metric(id) - large.metric(id) > 0.7, id);
  });

  it('steps that cannot reach ε: false robustness, and it is said', async () => {
    const [short, enough] = [await run({ alpha: 0.01, steps: 5 }), await run({})];
    assert.ok(short.metric('accuracy-pgd') > 10 * enough.metric('accuracy-pgd'));
    assert.match(
      short.last.reading,
      /^PGD leaves 4\d.* only because 5 steps of 0\.01 get no farther than 0\.05/,
    );
    assert.deepEqual(failedChecks(short), ['The steps can reach ε', 'Many steps beat one']);
    assert.deepEqual(failedChecks(enough), []);
  });

  it('a random start: hardly any change here', async () => {
    const [without, withStart] = [await run({}), await run({ start: true })];
    near(withStart.metric('accuracy-pgd'), without.metric('accuracy-pgd'), 0.02, 'PGD');
  });

  it('larger logits: FGSM seems to fail with cross-entropy, not with the margin', async () => {
    const [blind, seeing] = [await run({ scale: 1000 }), await run({ scale: 1000, loss: 'margin' })];
    assert.ok(blind.metric('accuracy-fgsm') - seeing.metric('accuracy-fgsm') > 0.9);
    assert.ok(failedChecks(blind).includes('Gradients are not zero'));
    assert.deepEqual(failedChecks(seeing), []);
  });

  it('the hardened twin: the curve moves to the right', async () => {
    const [[, , soft], [, , hard]] = [curve(await run({})), curve(await run({ model: 'hardened' }))];
    const half = (series: typeof soft) => series!.x[[...series!.y].findIndex((share) => share < 0.5)]!;
    assert.ok(half(hard) > 1.5 * half(soft), `half is lost at ${half(hard)} and ${half(soft)}`);
  });

  it('shows the chosen image before anything is trained', async () => {
    const { frames } = await run({ image: 3 });
    const images = frames[0]!.plots.find((plot): plot is ImageGridPlot => plot.kind === 'images')!;
    assert.deepEqual(
      images.images.map(({ label }) => label),
      ['original: a 3'],
    );
    assert.equal(frames[0]!.metrics.length, 0);
  });

  it('shows one image with its change and what is read in it', async () => {
    const { last, metric } = await run({});
    const images = last.plots.find((plot): plot is ImageGridPlot => plot.kind === 'images')!.images;
    const bars = last.plots.find((plot): plot is BarPlot => plot.kind === 'bar')!;
    const [clean, attacked] = bars.series.map(({ values }) => [...values]);
    assert.equal(clean!.indexOf(Math.max(...clean!)), 0);
    assert.match(images[0]!.label, /^original: 0 \(/);
    const read = attacked!.indexOf(Math.max(...attacked!));
    assert.ok(read !== 0 && images[2]!.label.startsWith(`attacked: ${read} (`) && images[2]!.mark === 'bad');
    near(metric('true-class'), attacked![0]!, 5e-4, 'true class');
    for (const value of images[1]!.pixels) assert.ok(Math.abs(value) <= 1 + 1e-5);
  });

  it('says step by step how PGD gets on', async () => {
    const { frames, last } = await run({});
    const steps = last.plots.find((plot): plot is LinePlot => plot.id === 'steps')!;
    assert.deepEqual(
      [...steps.series[0]!.x],
      Array.from({ length: 11 }, (_, i) => i),
    );
    assert.deepEqual(steps.references, [{ axis: 'x', at: 4, label: 'reaches ε' }]);
    assert.ok(frames.some(({ reading }) => /^After step \d of PGD/.test(reading)));
    assert.match(last.reading, /^With ε = 0\.1 random signs leave 96\.5 % .* one sign step [56].* PGD [1-4]/);
  });

  it('trains once, and keeps the curve while only ε changes', async () => {
    const engine = await startEngine('wasm');
    const workshop = new Workshop();
    const first = await runToEnd(demo, {}, { engine, workshop, clock: everyFrame() });
    const second = await runToEnd(demo, { eps: 0.05 }, { engine, workshop, clock: everyFrame() });
    assert.ok(first.frames.some(({ reading }) => reading.startsWith('The classifier learns')));
    assert.ok(!second.frames.some(({ reading }) => reading.startsWith('The classifier learns')));
    assert.deepEqual(curve(second).slice(0, 3), curve(first).slice(0, 3), 'the curve is kept');
    workshop.dispose();
  });
});

const curve = ({ last }: FinishedRun) =>
  last.plots.find((plot): plot is LinePlot => plot.id === 'accuracy')!.series;

function failedChecks({ last }: Point): unknown[] {
  const table = last.plots.find((plot): plot is TablePlot => plot.id === 'health')!;
  return table.rows.filter((row) => row[2] === 'no').map(([check]) => check);
}

/** Runs on one engine that share the classifier, once for the same parameters. */
function referenceRuns(name: EngineName) {
  const runs = new Map<string, Promise<FinishedRun>>();
  const points = new Map<string, Promise<Point>>();
  let engine: Engine;
  let workshop: Workshop;
  const once = <T>(known: Map<string, Promise<T>>, params: object, start: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify(params);
    const result = known.get(key) ?? start();
    known.set(key, result);
    return result;
  };
  return {
    async start() {
      engine = await startEngine(name);
      workshop = new Workshop();
    },
    stop: () => workshop.dispose(),
    run: (params: object) =>
      once(runs, params, () => runToEnd(demo, { ...params }, { engine, workshop, clock: everyFrame() })),
    /** The run up to the last step of PGD, without the curve. */
    point: (params: object) => once(points, params, () => runToPoint(params, engine, workshop)),
  };
}

type Point = Pick<FinishedRun, 'last' | 'metric'>;

async function runToPoint(params: object, engine: Engine, workshop: Workshop): Promise<Point> {
  let last: Frame | undefined;
  const run = startRun(
    demo,
    { ...params },
    {
      engine,
      workshop,
      clock: everyFrame(),
      onFrame: (frame) => {
        if (last) return;
        const isMeasured = frame.metrics.length > 0 && !frame.reading.startsWith('After step');
        if (!isMeasured) return;
        last = frame;
        run.cancel();
      },
    },
  );
  const outcome = await run.finished;
  assert.ok(last, outcome.kind === 'failed' ? outcome.message : 'PGD came to its end');
  const { metrics } = last;
  return { last, metric: (id) => metrics.find((metric) => metric.id === id)!.value };
}
