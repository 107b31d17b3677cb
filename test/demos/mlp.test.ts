import assert from 'node:assert/strict';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { createMlp, type Mlp } from '../../src/demos/models/mlp';
import { createRandom } from '../../src/engine/random';
import { tf } from '../../src/engine/tensorflow';
import { engineNames, startEngine } from './engines';

const activations = {
  relu: (x: Tensor2D): Tensor2D => tf.relu(x),
  tanh: (x: Tensor2D): Tensor2D => tf.tanh(x),
  silu: (x: Tensor2D): Tensor2D => tf.mul(x, tf.sigmoid(x)),
};

/** The same layers as TensorFlow.js records them one by one. */
const recorded = ({ layers }: Mlp, activate: (x: Tensor2D) => Tensor2D, x: Tensor2D): Tensor2D =>
  layers.reduce((input, { weights, biases }, i) => {
    const sum: Tensor2D = tf.add(tf.matMul(input, weights), biases);
    return i < layers.length - 1 ? activate(sum) : sum;
  }, x);

for (const name of engineNames)
  describe(`a fully connected network on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    for (const activation of ['relu', 'tanh', 'silu'] as const)
      for (const sizes of [
        [4, 3],
        [4, 6, 5, 3],
      ])
        it(`has the gradients that are written out: ${activation}, ${sizes.join('-')}`, () => {
          const random = createRandom(1);
          const mlp = createMlp(tf, random, sizes, { activation });
          for (const { biases } of mlp.layers)
            biases.assign(tf.tensor1d(Array.from({ length: biases.size }, () => random.normal())));
          const x = tf.variable(
            tf.tensor2d(
              Float32Array.from({ length: 28 }, () => random.normal()),
              [7, 4],
            ),
          );
          const all = [x, ...mlp.variables] as never[];
          const loss = (logits: Tensor2D) => tf.sum(tf.square(tf.sub(logits, 1))) as Scalar;
          const written = tf.variableGrads(() => loss(mlp.logits(x as never)), all);
          const expected = tf.variableGrads(
            () => loss(recorded(mlp, activations[activation], x as never)),
            all,
          );
          assert.equal(Object.keys(written.grads).length, all.length);
          for (const [of, gradient] of Object.entries(expected.grads)) {
            const own = written.grads[of]!.dataSync();
            gradient.dataSync().forEach((value, i) => {
              const difference = Math.abs(own[i]! - value);
              assert.ok(difference < 1e-4 * Math.max(1, Math.abs(value)), `${of} ${i}: ${own[i]}, ${value}`);
            });
          }
        });
  });
