import assert from 'node:assert/strict';
import { createRandom } from '../../../src/engine/random';
import { tf } from '../../../src/engine/tensorflow';
import { startEngine } from '../../demos/engines';

describe('rows of a matrix on wasm', () => {
  before(() => startEngine('wasm'));
  beforeEach(() => tf.engine().startScope('test'));
  afterEach(() => tf.engine().endScope());

  it('are those that are asked for, in order and again and again', () => {
    const x = tf.tensor2d(Float32Array.from({ length: 15 }, createRandom(1).normal), [5, 3]);
    const rows = tf.gather(x, tf.tensor1d([4, 0, 4, 2], 'int32'));
    const all = x.arraySync();
    assert.deepEqual(rows.arraySync(), [all[4], all[0], all[4], all[2]]);
  });

  it('are taken from columns, whole numbers and other shapes as before', () => {
    const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3], 'int32');
    assert.deepEqual(tf.gather(x, tf.tensor1d([1, 0], 'int32')).arraySync(), [
      [4, 5, 6],
      [1, 2, 3],
    ]);
    const columns = tf.gather(tf.cast(x, 'float32'), tf.tensor1d([2, 0], 'int32'), 1);
    assert.deepEqual(columns.arraySync(), [
      [3, 1],
      [6, 4],
    ]);
  });

  it('are refused where there are none', () => {
    assert.throws(() => tf.gather(tf.ones([2, 2]), tf.tensor1d([2], 'int32')));
  });
});
