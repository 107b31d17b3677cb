/** Demos that exist to be run badly. */
import { defineDemo, type Demo } from '../../src/demos/contract/demo';
import type { Frame } from '../../src/demos/contract/frame';

/** A frame with one number. */
export function frameOf(value: number, progress = 0): Frame {
  return {
    plots: [],
    metrics: [{ id: 'value', label: 'value', value }],
    progress,
    reading: `The value is ${value}.`,
  };
}

export const valueOf = (frame: Frame) => frame.metrics[0]!.value;

/** Shows 1, 2, … `count`, with a variable, a tensor and a kept one alive all the time. */
export const counting: Demo = defineDemo({
  id: 'counting',
  engine: 'cpu',
  controls: [{ kind: 'range', id: 'count', label: 'count', scale: 'integer', min: 1, max: 1000, default: 5 }],
  async run({ tf, emit }, { count }) {
    const sum = tf.variable(tf.scalar(0));
    tf.keep(tf.ones([3]));
    const one = tf.scalar(1);
    for (let i = 1; i <= count; i++) {
      tf.tidy(() => sum.assign(tf.add(sum, one)));
      await emit(frameOf(sum.dataSync()[0]!, i / count));
    }
  },
});

export const endless: Demo = defineDemo({
  id: 'endless',
  engine: 'cpu',
  controls: [],
  async run({ tf, emit }) {
    const state = tf.variable(tf.zeros([64]));
    for (let i = 0; ; i++) {
      tf.tidy(() => state.assign(tf.add(state, tf.ones([64]))));
      tf.zeros([2]);
      await emit(frameOf(i));
    }
  },
});

/** Throws in the middle of a gradient, where tensors are alive that nobody holds. */
export const throwing: Demo = defineDemo({
  id: 'throwing',
  engine: 'cpu',
  controls: [],
  async run({ tf, emit }) {
    await emit(frameOf(1));
    tf.grad((x) => {
      tf.tanh(tf.exp(x));
      throw new Error('The matrix is singular.\n    at line 3');
    })(tf.ones([2]));
  },
});
