import assert from 'node:assert/strict';
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import { adam } from '../../src/demos/models/adam';
import { tf } from '../../src/engine/tensorflow';
import { startEngine } from './engines';

describe('Adam for plain numbers', () => {
  before(() => startEngine('cpu'));

  it('takes the steps of the engine', () => {
    const scales = [0.1, 10, 0, 1];
    const weights = Float64Array.from([1, -2, 0.5, 0.3]);
    const optimize = adam(weights.length);
    tf.tidy(() => {
      const variable = tf.variable(tf.tensor1d([...weights]));
      const optimizer = tf.train.adam(0.05);
      for (let step = 0; step < 20; step++) {
        optimize(
          weights,
          weights.map((weight, i) => 2 * scales[i]! ** 2 * weight),
          0.05,
        );
        optimizer.minimize(() => tf.sum(tf.square(tf.mul(variable as Tensor1D, scales))) as Scalar);
        variable
          .dataSync()
          .forEach((expected, i) => assert.ok(Math.abs(weights[i]! - expected) < 1e-5, `step ${step}, ${i}`));
      }
      assert.ok(Math.abs(weights[0]!) < 0.2 && weights[2] === 0.5);
    });
  });
});
