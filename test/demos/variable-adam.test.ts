import assert from 'node:assert/strict';
import type { Scalar, Variable } from '@tensorflow/tfjs-core';
import { variableAdam } from '../../src/demos/models/variable-adam';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, startEngine } from './engines';

for (const name of engineNames)
  describe(`Adam for variables on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    const start = () => ({
      matrix: tf.variable(tf.tensor2d([1, -2, 0.5, 3, 0, -1], [2, 3])) as Variable,
      vector: tf.variable(tf.tensor1d([0.3, -0.7])) as Variable,
      apart: tf.variable(tf.tensor1d([5])) as Variable,
    });
    const lossOf = ({ matrix, vector }: ReturnType<typeof start>) =>
      tf.sum(tf.square(tf.tanh(tf.sub(tf.matMul(tf.reshape(vector, [1, 2]), matrix), 1)))) as Scalar;

    it('takes the steps of TensorFlow.js, and leaves alone what the loss does not reach', () => {
      const [stock, plain] = [start(), start()];
      const optimizer = tf.train.adam(0.05);
      const adam = variableAdam(tf, Object.values(plain));
      for (let step = 0; step < 25; step++) {
        const expected = optimizer.minimize(() => lossOf(stock), true, Object.values(stock))!.dataSync()[0]!;
        const loss = adam.minimize(() => lossOf(plain), 0.05);
        assert.ok(Math.abs(loss - expected) < 1e-5, `step ${step}: ${loss} is not ${expected}`);
      }
      for (const part of ['matrix', 'vector'] as const) {
        const expected = stock[part].dataSync();
        plain[part]
          .dataSync()
          .forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-5, `${part} ${i}`));
      }
      assert.deepEqual([...plain.apart.dataSync()], [5]);
    });

    it('takes the rate of each step, and leaves no tensor', () => {
      const { vector } = start();
      const adam = variableAdam(tf, [vector]);
      const { numTensors } = tf.memory();
      const before = [...vector.dataSync()];
      adam.minimize(() => tf.sum(tf.square(vector)), 0);
      assert.deepEqual([...vector.dataSync()], before);
      adam.minimize(() => tf.sum(tf.square(vector)), 0.1);
      // The first steps of Adam are as long as the rate, whatever the gradient.
      vector.dataSync().forEach((x, i) => assert.ok(Math.abs(Math.abs(x - before[i]!) - 0.1) < 1e-3));
      assert.equal(tf.memory().numTensors, numTensors);
    });
  });
