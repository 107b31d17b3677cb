import assert from 'node:assert/strict';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { createRandom } from '../../../src/engine/random';
import { tf } from '../../../src/engine/tensorflow';
import { engineNames, startEngine } from '../../demos/engines';

type Scalar = (x: Tensor) => Tensor;

function filled(shape: number[], seed = 1): Tensor {
  const { normal } = createRandom(seed);
  return tf.tensor(Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, normal), shape);
}

function near(actual: Tensor, expected: Tensor, tolerance: number, what: string): void {
  assert.deepEqual(actual.shape, expected.shape, what);
  const [a, b] = [actual.dataSync(), expected.dataSync()];
  a.forEach((value, i) => {
    const allowed = tolerance * Math.max(1, Math.abs(b[i]!));
    assert.ok(Math.abs(value - b[i]!) <= allowed, `${what}[${i}]: ${value} is not ${b[i]}`);
  });
}

/** Central differences of a scalar function, coordinate by coordinate; exact for quadratic ones whatever `h` is. */
function differences(f: Scalar, x: Tensor, h = 1e-2): Tensor {
  const at = x.dataSync();
  const slope = at.map((_, i) => {
    const moved = (by: number) => {
      const values = Float32Array.from(at);
      values[i]! += by;
      return f(tf.tensor(values, x.shape)).dataSync()[0]!;
    };
    return (moved(h) - moved(-h)) / (2 * h);
  });
  return tf.tensor(Float32Array.from(slope), x.shape);
}

/** Sum of squares with unequal weights, so that no symmetry hides a wrong gradient. */
function weighted(y: Tensor): Tensor {
  const weights = tf.tensor(
    Float32Array.from({ length: y.size }, (_, i) => 0.3 + 0.2 * (i % 5)),
    y.shape,
  );
  return tf.sum(tf.mul(weights, tf.square(y)));
}

for (const name of engineNames) {
  describe(`gradients on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    for (const shape of [
      { a: [3, 4], b: [4, 2] },
      { a: [1, 3, 4], b: [1, 4, 2] },
      { a: [2, 3, 4], b: [2, 4, 2] },
      { a: [1, 3, 4], b: [2, 4, 2] },
    ])
      for (const [flipA, flipB] of [
        [false, false],
        [false, true],
        [true, false],
        [true, true],
      ] as const) {
        it(`matMul ${JSON.stringify(shape.a)} ${flipA ? 'transposed ' : ''}by ${JSON.stringify(shape.b)}${flipB ? ' transposed' : ''}`, () => {
          const turned = (s: number[]) => [...s.slice(0, -2), s.at(-1)!, s.at(-2)!];
          const a = filled(flipA ? turned(shape.a) : shape.a, 1);
          const b = filled(flipB ? turned(shape.b) : shape.b, 2);
          const loss = (x: Tensor, y: Tensor) => weighted(tf.matMul(x, y, flipA, flipB));
          const [da, db] = tf.grads((x, y) => loss(x!, y!) as never)([a, b]);
          near(
            da!,
            differences((x) => loss(x, b), a),
            5e-3,
            'da',
          );
          near(
            db!,
            differences((y) => loss(a, y), b),
            5e-3,
            'db',
          );
        });
      }

    for (const { size, filter, strides, pad } of [
      { size: [5, 5], filter: [3, 3], strides: [1, 1], pad: 'same' },
      { size: [5, 5], filter: [3, 3], strides: [1, 1], pad: 'valid' },
      { size: [6, 5], filter: [2, 3], strides: [1, 1], pad: 'same' },
      { size: [6, 6], filter: [3, 3], strides: [2, 2], pad: 'same' },
      { size: [7, 6], filter: [3, 2], strides: [2, 3], pad: 'valid' },
      { size: [8, 8], filter: [1, 1], strides: [3, 3], pad: 'valid' },
      { size: [5, 6], filter: [3, 3], strides: [2, 2], pad: 1 },
      { size: [5, 5], filter: [5, 5], strides: [1, 1], pad: 'valid' },
      {
        size: [5, 5],
        filter: [3, 3],
        strides: [2, 2],
        pad: [
          [0, 0],
          [2, 0],
          [1, 2],
          [0, 0],
        ],
      },
    ] as const) {
      it(`conv2d ${size.join('×')} with ${filter.join('×')}, stride ${strides.join('×')}, padding ${JSON.stringify(pad)}`, () => {
        const x = filled([2, ...size, 2], 3) as Tensor4D;
        const w = filled([...filter, 2, 3], 4) as Tensor4D;
        const loss = (input: Tensor4D, kernel: Tensor4D) =>
          weighted(tf.conv2d(input, kernel, [...strides], pad as never));
        const [dx, dw] = tf.grads((input, kernel) => loss(input as Tensor4D, kernel as Tensor4D) as never)([
          x,
          w,
        ]);
        near(
          dx!,
          differences((input) => loss(input as Tensor4D, w), x),
          2e-2,
          'dx',
        );
        near(
          dw!,
          differences((kernel) => loss(x, kernel as Tensor4D), w),
          2e-2,
          'dw',
        );
      });
    }

    const fallbacks: Record<string, { x: Tensor; f: Scalar }> = {};
    before(() => {
      const depthwise = tf.keep(filled([2, 2, 2, 1], 5)) as Tensor4D;
      const rows = tf.keep(tf.tensor1d([0, 2, 2, 1], 'int32'));
      Object.assign(fallbacks, {
        'gather along axis 0': { x: tf.keep(filled([3, 2])), f: (x: Tensor) => tf.gather(x, rows) },
        'gather along axis 1': { x: tf.keep(filled([2, 3])), f: (x: Tensor) => tf.gather(x, rows, 1) },
        'depthwise conv2d': {
          x: tf.keep(filled([1, 4, 4, 2])),
          f: (x: Tensor) => tf.depthwiseConv2d(x as Tensor4D, depthwise, 1, 'same'),
        },
        'depthwise filter': {
          x: tf.keep(filled([2, 2, 2, 1])),
          f: (w: Tensor) => tf.depthwiseConv2d(tf.ones([1, 4, 4, 2]) as Tensor4D, w as Tensor4D, 1, 'valid'),
        },
      });
    });
    for (const op of ['gather along axis 0', 'gather along axis 1', 'depthwise conv2d', 'depthwise filter'])
      it(op, () => {
        const { x, f } = fallbacks[op]!;
        const loss: Scalar = (v) => weighted(f(v));
        near(tf.grad(loss as never)(x), differences(loss, x, 0.5), 2e-3, op);
      });

    it('softmax cross-entropy by its logits and by its labels', () => {
      const logits = filled([3, 4]);
      const labels = tf.softmax(filled([3, 4], 2));
      const loss = (q: Tensor, z: Tensor) => tf.losses.softmaxCrossEntropy(q, z, undefined, 0.2);
      const [dq, dz] = tf.grads((q, z) => loss(q!, z!) as never)([labels, logits]);
      near(
        dz!,
        differences((z) => loss(labels, z), logits),
        1e-3,
        'dz',
      );
      near(
        dq!,
        differences((q) => loss(q, logits), labels),
        1e-3,
        'dq',
      );
    });
  });

  describe(`second derivatives on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    const target = () => tf.tensor1d([0.2, 0.5, 0.3]);
    const row = (x: Tensor) => tf.reshape(x, [1, -1]);
    const ops: Record<string, Scalar> = {
      tanh: (x) => tf.tanh(x),
      sigmoid: (x) => tf.sigmoid(x),
      exp: (x) => tf.exp(x),
      elu: (x) => tf.elu(x),
      selu: (x) => tf.selu(x),
      softplus: (x) => tf.softplus(x),
      softmax: (x) => tf.softmax(x),
      logSoftmax: (x) => tf.logSoftmax(x),
      logSumExp: (x) => tf.logSumExp(x),
      logSigmoid: (x) => tf.logSigmoid(x),
      pow: (x) => tf.pow(tf.add(tf.square(x), 1), 1.7),
      'a power of 2': (x) => tf.pow(2, x),
      relu: (x) => tf.mul(tf.relu(x), x),
      max: (x) => tf.max(tf.mul(x, tf.square(x))),
      min: (x) => tf.min(tf.mul(x, tf.square(x))),
      erf: (x) => tf.erf(x),
      'softmax cross-entropy': (x) => tf.losses.softmaxCrossEntropy(row(target()), row(x), undefined, 0.1),
      'sigmoid cross-entropy': (x) => tf.losses.sigmoidCrossEntropy(target(), x),
      huber: (x) => tf.losses.huberLoss(target(), x),
      gather: (x) => tf.gather(tf.tanh(x), tf.tensor1d([0, 2, 2], 'int32')),
      matMul: (x) => tf.matMul(row(tf.sin(x)), tf.reshape(tf.exp(x), [-1, 1])),
      conv2d: (x) => {
        const image = tf.reshape(tf.tile(tf.sin(x), [3]), [1, 3, 3, 1]) as Tensor4D;
        const filter = tf.reshape(tf.concat([x, tf.slice(x, 0, 1)]), [2, 2, 1, 1]) as Tensor4D;
        return tf.conv2d(image, filter, 1, 'same');
      },
      'a network': (x) => {
        const hidden = tf.tanh(tf.matMul(row(x), tf.tensor2d([0.3, -0.5, 0.8, 0.1, 1, -1], [3, 2])));
        return tf.sigmoid(tf.matMul(hidden, tf.tensor2d([1.2, -0.7], [2, 1])));
      },
    };
    for (const [op, f] of Object.entries(ops)) {
      it(op, () => {
        const x: Tensor1D = tf.tensor1d([0.3, -0.7, 1.1]);
        const gradient = tf.grad((v: Tensor) => weighted(f(v)) as never);
        const slope: Scalar = (v) => tf.sum(tf.mul(tf.tensor1d([1, 2, -1]), gradient(v)));
        near(tf.grad(slope as never)(x), differences(slope, x), 1e-2, op);
      });
    }

    it('trains on a derivative: u” of a tanh network', () => {
      const x = tf.tensor1d([0.4]);
      const w = tf.tensor1d([0.9]);
      const u = (at: Tensor, weight: Tensor) => tf.tanh(tf.mul(at, weight)) as Tensor;
      const loss: Scalar = (weight) => {
        const first = tf.grad((at: Tensor) => tf.sum(u(at, weight)) as never);
        const second = tf.grad((at: Tensor) => tf.sum(first(at)) as never);
        return tf.sum(tf.square(second(x)));
      };
      near(tf.grad(loss as never)(w), differences(loss, w), 1e-2, 'd/dw u”²');
    });
  });

  describe(`kernels on ${name}`, () => {
    before(() => startEngine(name));
    beforeEach(() => tf.engine().startScope('test'));
    afterEach(() => tf.engine().endScope());

    it('einsum contracts, transposes and sums', () => {
      const [a, b] = [filled([2, 3]), filled([3, 4], 2)];
      near(tf.einsum('ij,jk->ik', a, b), tf.matMul(a, b), 1e-5, 'product');
      near(tf.einsum('ij->ji', a), tf.transpose(a), 1e-6, 'transpose');
      near(tf.einsum('ij->', a), tf.sum(a), 1e-5, 'sum');
    });

    it('transforms there and back, complex and real', () => {
      const [re, im] = [filled([2, 8]), filled([2, 8], 2)];
      const back = tf.ifft(tf.fft(tf.complex(re, im)));
      near(tf.real(back), re, 1e-5, 'real part');
      near(tf.imag(back), im, 1e-5, 'imaginary part');
      near(tf.irfft(tf.rfft(re)), re, 1e-5, 'real transform');
      const impulse = tf.rfft(tf.tensor1d([1, 0, 0, 0]));
      assert.deepEqual([...impulse.dataSync()], [1, 0, 1, 0, 1, 0]);
    });

    it('codes classes one-hot in any type', () => {
      const classes = tf.tensor1d([1, 0], 'int32');
      for (const type of ['int32', 'float32', 'bool'] as const)
        assert.deepEqual([...tf.oneHot(classes, 3, 1, 0, type).dataSync()], [0, 1, 0, 1, 0, 0], type);
      const soft = tf.oneHot(classes, 2, 0.75, 0.25, 'float32');
      assert.deepEqual([...soft.dataSync()], [0.25, 0.75, 0.75, 0.25]);
    });
    it('computes with complex numbers', () => {
      const z = tf.complex([1, 2], [3, -1]);
      const w = tf.complex([0, 1], [2, 1]);
      const values = (t: Tensor) => [...t.dataSync()];
      assert.deepEqual(values(tf.add(z, w)), [1, 5, 3, 0]);
      assert.deepEqual(values(tf.sub(z, w)), [1, 1, 1, -2]);
      assert.deepEqual(values(tf.mul(z, w)), [-6, 2, 3, 1]);
      assert.deepEqual(values(tf.abs(tf.complex([3], [4]))), [5]);
      assert.deepEqual(values(tf.concat([z, w])), [1, 3, 2, -1, 0, 2, 1, 1]);
      assert.deepEqual(values(tf.stack([z, w])), [1, 3, 2, -1, 0, 2, 1, 1]);
      assert.deepEqual(values(tf.reshape(z, [2, 1])), [1, 3, 2, -1]);
      assert.deepEqual(values(tf.clone(z)), [1, 3, 2, -1]);
      assert.deepEqual(values(tf.zerosLike(z)), [0, 0, 0, 0]);
      assert.deepEqual(values(tf.cast(z, 'float32')), [1, 2]);
    });

    it('uses a result of the other backend and its own inputs again', () => {
      const x = filled([3, 2]);
      const before = [...x.dataSync()];
      const rows = tf.tensor1d([2, 0], 'int32');
      const picked = tf.unsortedSegmentSum(x, tf.tensor1d([0, 1, 0], 'int32'), 2);
      near(tf.matMul(picked, tf.transpose(x)), tf.matMul(picked.clone(), x, false, true), 1e-5, 'product');
      assert.deepEqual([...x.dataSync()], before);
      assert.deepEqual([...tf.gather(x, rows).dataSync()], [...before.slice(4), ...before.slice(0, 2)]);
    });

    it('frees all of it', () => {
      const { numTensors, numDataBuffers } = tf.memory();
      tf.tidy(() => {
        const x = filled([3, 4]);
        tf.grad(((v: Tensor) => weighted(tf.gather(v, tf.tensor1d([1, 1], 'int32')))) as never)(x);
        tf.irfft(tf.rfft(x));
        tf.abs(tf.mul(tf.complex(x, x), tf.complex(x, x)));
        tf.grad(((v: Tensor) => tf.sum(tf.grad(((u: Tensor) => weighted(tf.tanh(u))) as never)(v))) as never)(
          x,
        );
      });
      const after = tf.memory();
      assert.equal(after.numTensors, numTensors);
      assert.equal(after.numDataBuffers, numDataBuffers);
    });
  });
}

describe('quick kernels of the CPU backend', () => {
  before(() => startEngine('cpu'));
  beforeEach(() => tf.engine().startScope('test'));
  afterEach(() => tf.engine().endScope());

  const values = (x: Tensor) => x.dataSync<'float32'>();

  for (const [rows, inner, columns] of [
    [1, 1, 1],
    [3, 4, 2],
    [5, 7, 9],
    [33, 50, 49],
  ] as const)
    it(`multiply and transpose ${rows} x ${inner} x ${columns}`, () => {
      const [a, b] = [filled([rows, inner]), filled([inner, columns], 2)] as [Tensor2D, Tensor2D];
      const [x, y] = [values(a), values(b)];
      const expected = Array.from({ length: rows * columns }, (_, cell) => {
        const [i, j] = [Math.floor(cell / columns), cell % columns];
        return Array.from({ length: inner }, (_, k) => x[i * inner + k]! * y[k * columns + j]!).reduce(
          (sum, term) => sum + term,
          0,
        );
      });
      near(tf.matMul(a, b), tf.tensor(expected, [rows, columns]), 1e-6, 'product');
      near(tf.transpose(tf.transpose(a)), a, 0, 'twice transposed');
      assert.equal(values(tf.transpose(a))[rows - 1], x[(rows - 1) * inner]);
      // A matrix that came through transpose flags goes the stock way.
      near(tf.matMul(tf.transpose(a), b, true, false), tf.matMul(a, b), 1e-6, 'flags');
    });

  const pairs: [number[], number[]][] = [
    [[], [2, 3]],
    [[1], [4]],
    [[3], [2, 3]],
    [
      [1, 3],
      [2, 3],
    ],
    [
      [1, 1],
      [2, 3],
    ],
    [
      [2, 3],
      [4, 2, 3],
    ],
    [
      [2, 1],
      [2, 3],
    ],
    [
      [1, 1, 3],
      [2, 3],
    ],
    [
      [2, 1, 3],
      [2, 4, 3],
    ],
  ];
  for (const [less, more] of pairs)
    it(`combine [${less.join()}] with [${more.join()}] as repeating by hand does`, () => {
      const [a, b] = [filled(less), filled(more, 2)];
      const shape = tf.backend_util.assertAndGetBroadcastShape(less, more);
      const full = (x: Tensor) => tf.broadcastTo(x, shape);
      const { numTensors, numDataBuffers } = tf.memory();
      for (const combine of [tf.add, tf.sub, tf.mul, tf.div, tf.squaredDifference] as const)
        for (const [left, right] of [
          [a, b],
          [b, a],
        ] as const)
          tf.tidy(() => near(combine(left, right), combine(full(left), full(right)), 0, combine.name));
      assert.deepEqual([tf.memory().numTensors, tf.memory().numDataBuffers], [numTensors, numDataBuffers]);
    });

  it('leave whole numbers and flags of truth to the stock kernels', () => {
    const sum = tf.add(tf.tensor1d([1, 2, 3], 'int32'), tf.scalar(1, 'int32'));
    assert.deepEqual([sum.dtype, [...sum.dataSync()]], ['int32', [2, 3, 4]]);
    assert.deepEqual([...tf.transpose(tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32')).dataSync()], [1, 3, 2, 4]);
  });
});
