import assert from 'node:assert/strict';
import demo from '../../src/demos/landmark-attention';
import { scored } from '../../src/demos/landmark-attention/frame';
import {
  accuracyOf,
  createReader,
  groupedSoftmax,
  read,
  readerTrainer,
  type Softmax,
} from '../../src/demos/landmark-attention/model';
import { lookups } from '../../src/demos/landmark-attention/task';
import type { Engine } from '../../src/engine/backend';
import { createRandom } from '../../src/engine/random';
import { Workshop } from '../../src/engine/workshop';
import { engineNames, runToEnd, startEngine } from './engines';

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, not ${expected} ± ${tolerance}`);

for (const name of engineNames)
  describe(`landmark attention on ${name}`, function () {
    this.timeout(300_000);
    let engine: Engine;
    before(async () => {
      engine = await startEngine(name);
    });

    it('has the weights of the published code', () => {
      const { tf } = engine;
      tf.tidy(() => {
        const [own, landmarks] = [tf.tensor2d([[0.3, 0.7]]), tf.tensor2d([[0.5, 1.5]])];
        const tokens = tf.tensor3d([
          [
            [1, 0],
            [2, -1],
          ],
        ]);
        const { self, weights } = groupedSoftmax(tf, own, landmarks, tokens);
        const found = [...weights.dataSync<'float32'>(), ...self.dataSync<'float32'>()];
        [0.126955, 0.046704, 0.449666, 0.022388, 0.14218, 0.212107].forEach((value, i) =>
          near(found[i]!, value, 1e-5),
        );
        const best = groupedSoftmax(tf, own, tf.tensor2d([[-1e9, 1.5]]), tokens);
        const read = [...best.weights.dataSync<'float32'>(), ...best.self.dataSync<'float32'>()];
        [0, 0, 0.544165, 0.027092, 0.17206, 0.256683].forEach((value, i) => near(read[i]!, value, 1e-5));
        return [];
      });
    });

    it('gives every query the weight 1, and all where k is all', () => {
      const { tf } = engine;
      tf.tidy(() => {
        const reader = createReader(tf, createRandom(5));
        const data = lookups(createRandom(6), 16, 8);
        for (const options of [
          { softmax: 'landmark' },
          { softmax: 'landmark', topK: 2 },
          { softmax: 'single' },
        ] as const) {
          const { self, weights } = read(tf, reader, data, options);
          const sums = tf.add(tf.sum(weights, [1, 2]), tf.squeeze(self, [1])).dataSync<'float32'>();
          for (const sum of sums) near(sum, 1, 5e-6);
        }
        const logits = (topK?: number) =>
          read(tf, reader, data, { softmax: 'landmark', ...(topK && { topK }) }).logits.dataSync<'float32'>();
        const [some, all] = [logits(8), logits()];
        all.forEach((value, i) => near(some[i]!, value, 1e-5));
        tf.dispose(Object.values(reader) as never);
        return [];
      });
    });

    it('learns on four blocks, and finds the value among sixty-four', () => {
      const { tf } = engine;
      const run = (softmax: Softmax, steps: number) => {
        const random = createRandom(0);
        const reader = createReader(tf, random);
        const trainer = readerTrainer(tf, reader, softmax);
        const losses = Array.from({ length: steps }, () => trainer.step(lookups(random, 64, 4)));
        const at = (blocks: number, topK?: number) =>
          accuracyOf(tf, reader, lookups(createRandom(1001), 128, blocks), {
            softmax,
            ...(topK && { topK }),
          }).accuracy;
        return { losses, at, reader };
      };
      const landmark = run('landmark', 150);
      near(landmark.losses[0]!, Math.log(16), 0.15);
      assert.ok(landmark.at(4) >= 0.95, `${landmark.at(4)}`);
      assert.ok(landmark.at(16) >= 0.92, `${landmark.at(16)}`);
      assert.ok(landmark.at(64) >= 0.88, `${landmark.at(64)}`);
      for (const blocks of [4, 16, 64]) near(landmark.at(blocks, 1), landmark.at(blocks), 0.04);
      const single = run('single', 200);
      assert.ok(single.at(4) <= 0.45, `${single.at(4)}`);
      assert.ok(single.at(64) <= 0.2, `${single.at(64)}`);
      tf.dispose([...Object.values(landmark.reader), ...Object.values(single.reader)] as never);
    });
  });

describe('landmark attention', function () {
  this.timeout(300_000);

  it('counts the scores of a query', () => {
    const view = { blocks: 16, softmax: 'landmark', length: 50, context: 32768 } as const;
    assert.equal(scored({ ...view, topK: 5 }), 656 + 250);
    assert.equal(scored({ ...view, topK: 1, length: 8, context: 512 }), 64 + 8);
    assert.equal(scored({ ...view, topK: undefined }), 656 + 32768);
  });

  it('says what is to be seen, and looks at it without training again', async () => {
    const workshop = new Workshop();
    const engine = await startEngine('wasm');
    const { last, metric, ms } = await runToEnd(demo, {}, { engine, workshop });
    console.log(`      ${ms.toFixed(0)} ms`);
    assert.match(
      last.reading,
      /^16 blocks: reading one block is right in 9\d.* one softmax in [1-3]\d.* 706 scores\.$/,
    );
    assert.ok(metric('gate') > 0.8, `${metric('gate')}`);
    near(metric('accuracy'), metric('accuracy-all'), 0.04);
    const again = await runToEnd(demo, { blocks: 64, topK: 'all', softmax: 'single' }, { engine, workshop });
    assert.equal(again.frames.length, 1);
    assert.ok(again.metric('accuracy') >= 0.88);
    workshop.dispose();
  });
});
