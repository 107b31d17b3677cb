import assert from 'node:assert/strict';
import type { Frame, HeatmapPlot, LinePlot, TablePlot } from '../../src/demos/contract/frame';
import demo from '../../src/demos/layer-normalization';
import { batchNorm, layerNorm, rmsNorm } from '../../src/demos/models/normalize';
import type { Engine } from '../../src/engine/backend';
import { tf } from '../../src/engine/tensorflow';
import { type FinishedRun, engineNames, runToEnd, runsOnce, startEngine } from './engines';

/** Reference values of torch in float64. */
const rows = [
  [1, 2, 3, 4],
  [-1, 0, 0, 5],
  [10, 10, 10, 10.5],
];

function near(actual: number, expected: number, tolerance: number, what = 'value'): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);
}

function allNear(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => near(actual[i]!, value, tolerance, `value[${i}]`));
}

for (const name of engineNames) {
  describe(`normalization on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    const x = () => tf.tensor2d(rows);

    it('agrees with the reference', () => {
      allNear(
        layerNorm(tf, x(), 1e-5).dataSync(),
        [
          [-1.341635, -0.447212, 0.447212, 1.341635],
          [-0.852802, -0.426401, -0.426401, 1.705604],
          [-0.577289, -0.577289, -0.577289, 1.731866],
        ].flat(),
        1e-5,
      );
      const third = layerNorm(tf, x(), 1e-3).dataSync().slice(8);
      allNear(third, [-0.571289, -0.571289, -0.571289, 1.713866], 1e-5);
    });

    it('applies gain and bias by feature', () => {
      const [gain, bias] = [tf.tensor1d([1, 2, 0.5, 1]), tf.tensor1d([0, 0.1, -0.1, 1])];
      const first = layerNorm(tf, x(), 1e-5, gain, bias).dataSync().slice(0, 4);
      allNear(first, [-1.341635, -0.794424, 0.123606, 2.341635], 1e-5);
    });

    it('takes no notice of a factor and a shift of the whole row', () => {
      const changed = layerNorm(tf, tf.add(tf.mul(x(), 3), 7), 1e-12).dataSync();
      allNear(changed, [...layerNorm(tf, x(), 1e-12).dataSync()], 1e-4);
    });

    it('leaves mean 0 and variance σ²/(σ² + ε)', () => {
      const eps = 0.1;
      const y = layerNorm(tf, x(), eps);
      allNear(tf.mean(y, 1).dataSync(), [0, 0, 0], 1e-5);
      const variances = tf.moments(x(), 1).variance.dataSync();
      const expected = [...variances].map((variance) => variance / (variance + eps));
      allNear(tf.mean(tf.square(y), 1).dataSync(), expected, 1e-5);
    });

    it('has a gradient that a shift of the row does not meet', () => {
      const weighted = (row: never) => tf.sum(tf.mul(layerNorm(tf, row, 1e-5), [1, -2, 0.5, 3]));
      const gradient = tf
        .grad(weighted as never)(tf.tensor2d([rows[0]!]))
        .dataSync();
      allNear(gradient, [1.47579, -1.967735, -0.49193, 0.983875], 1e-5);
      near(
        [...gradient].reduce((sum, value) => sum + value, 0),
        0,
        1e-5,
        'sum',
      );
    });

    it('equals group normalization with one group on whole examples', () => {
      const image = tf.tensor4d(
        Array.from({ length: 24 }, (_, i) => Math.sin(i * i)),
        [1, 2, 3, 4],
      );
      const { mean, variance } = tf.moments(image, [1, 2, 3], true);
      const grouped = tf.mul(tf.sub(image, mean), tf.rsqrt(tf.add(variance, 1e-5)));
      allNear(layerNorm(tf, tf.reshape(image, [1, 24]), 1e-5).dataSync(), [...grouped.dataSync()], 1e-5);
    });

    it('is constant for one feature, and ±1 for two', () => {
      allNear(layerNorm(tf, tf.tensor2d([[3], [-8]]), 1e-5).dataSync(), [0, 0], 1e-6);
      allNear(
        layerNorm(
          tf,
          tf.tensor2d([
            [3, 8],
            [5, -20],
          ]),
          1e-5,
        ).dataSync(),
        [-1, 1, 1, -1],
        1e-4,
      );
    });

    it('differs from batch normalization and RMSNorm', () => {
      const columns = batchNorm(tf, x(), 1e-5);
      allNear(tf.mean(columns, 0).dataSync(), [0, 0, 0, 0], 1e-5);
      allNear(batchNorm(tf, tf.tensor2d([rows[0]!]), 1e-5).dataSync(), [0, 0, 0, 0], 1e-6);
      const root = Math.sqrt(7.5);
      allNear(rmsNorm(tf, x(), 0).dataSync().slice(0, 4), [1 / root, 2 / root, 3 / root, 4 / root], 1e-5);
    });
  });
}

describe('layer normalization: the demo', function () {
  this.timeout(240_000);
  let engine: Engine;
  /** Runs on WASM, once for the same parameters. */
  const trained = runsOnce(demo, () => ({ engine }));
  /** Of the batch before it is normalized. */
  const rowMeans = ({ plots }: Frame) =>
    (plots.find(({ id }) => id === 'moments') as TablePlot).rows.map(([, mean]) => Number(mean));
  /** The batch in a network that is quick to train. */
  const small = { depth: 2 };
  before(async () => {
    engine = await startEngine('wasm');
  });

  it('shows batch and activations before it trains', async () => {
    const { frames } = await trained({});
    const first = frames[0]!;
    assert.equal(first.progress, 0);
    const heatmap = first.plots.find((plot): plot is HeatmapPlot => plot.id === 'after')!;
    assert.deepEqual([heatmap.grid.rows, heatmap.grid.columns], [4, 8]);
    assert.equal((first.plots.find(({ id }) => id === 'sizes') as LinePlot).series[1]!.x.length, 8);
  });

  for (const seed of [1, 2])
    it(`seed ${seed}, weights too small: the signal dies, and layer norm saves it`, async () => {
      const { metric } = await trained({ gain: 0.3, seed });
      assert.ok(metric('size-plain') < 1e-4 && metric('size-plain') > 1e-6, `${metric('size-plain')}`);
      near(metric('size-norm'), 0.7, 0.1, 'with layer norm');
      near(metric('loss-plain'), Math.LN2, 0.01, 'stuck at ln 2');
      assert.ok(metric('accuracy-norm') >= 0.96);
      assert.ok(metric('loss-norm') < 0.2);
    });

  it('weights too large: the loss starts in the hundreds and never recovers, and layer norm takes no notice', async () => {
    const { metric, last } = await trained({ gain: 3 });
    assert.ok(metric('size-plain') > 1e3, `${metric('size-plain')}`);
    assert.ok(metric('first-loss-plain') > 100, `${metric('first-loss-plain')}`);
    const stuck = last.metrics.find(({ id }) => id === 'loss-plain')?.value ?? NaN;
    assert.ok(Number.isNaN(stuck) || stuck > 0.6, `${stuck}`);
    assert.match(last.reading, Number.isNaN(stuck) ? /not a number from step \d+ on/ : /0\.69/);
    assert.ok(metric('accuracy-norm') >= 0.96);
    const loss = last.plots.find((plot): plot is LinePlot => plot.id === 'loss')!;
    for (const { y } of loss.series) assert.ok([...y].every(Number.isFinite));
  });

  it('the right weights need no layer norm', async () => {
    const { metric } = await trained({ gain: 1 });
    assert.ok(metric('loss-plain') < 0.2 && metric('loss-norm') < 0.2);
    assert.ok(metric('accuracy-norm') >= 0.96);
  });

  it('layer norm takes no notice of ×3 and +7; RMSNorm minds the 7', async () => {
    const { metric, last } = await trained({ ...small, eps: 1e-12, triple: true, shift: true });
    assert.ok(rowMeans(last).some((mean) => mean > 20));
    assert.equal(metric('change'), 0);
    assert.equal(metric('row-mean'), 0);
    near(metric('row-deviation'), 1, 1e-4);
    const rms = await trained({ ...small, norm: 'rms', shift: true });
    assert.ok(rms.metric('change') > 0.1);
    assert.ok(rms.metric('row-mean') > 0.5, 'and keeps the mean');
  });

  it('a batch of one changes nothing for layer norm, and leaves batch norm nothing', async () => {
    const values = (run: FinishedRun) =>
      (
        run.last.plots.find((plot): plot is HeatmapPlot => plot.id === 'after')!.grid.values as number[]
      ).slice(-8);
    const [four, one] = [await trained({ ...small }), await trained({ ...small, single: true })];
    allNear(values(one), values(four), 1e-6);
    const batch = await trained({ ...small, single: true, norm: 'batch' });
    allNear(values(batch), new Array<number>(8).fill(0), 1e-6);
    assert.match(batch.last.reading, /every variance and every output is 0/);
  });

  it('does not train again for another batch', async () => {
    const { Workshop } = await import('../../src/engine/workshop');
    const workshop = new Workshop();
    const whole = await runToEnd(demo, small, { engine, workshop });
    const again = await runToEnd(demo, { ...small, shift: true }, { engine, workshop });
    assert.equal(again.frames.length, 1);
    assert.equal(again.metric('loss-norm'), whole.metric('loss-norm'));
    assert.notDeepEqual(rowMeans(again.last), rowMeans(whole.last));
    workshop.dispose();
  });

  it('gain 0.5: layer norm decides whether it learns, on both engines', async () => {
    const onWasm = await trained({});
    const onCpu = await runToEnd(demo, {}, { engine: await startEngine('cpu') });
    engine = await startEngine('wasm');
    for (const { metric, last } of [onWasm, onCpu]) {
      assert.ok(metric('loss-norm') < 0.2, `${metric('loss-norm')}`);
      assert.ok(metric('loss-plain') > 0.6, `${metric('loss-plain')}`);
      assert.match(
        last.reading,
        /^LayerNorm gives each row mean 0 and deviation 1, .* in the end the loss is 0\.0\d+ with layer norm and 0\.69\d? without/,
      );
    }
    near(onCpu.metric('size-norm'), onWasm.metric('size-norm'), 1e-3);
    console.log(`      ${onWasm.ms.toFixed(0)} ms on wasm, ${onCpu.ms.toFixed(0)} ms on cpu`);
  });
});
