/**
 * Three ways to learn q̈ from position and velocity. Derivatives by q and v are written out, so that training needs
 * gradients by the weights alone.
 */
import type { Rank, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';

type Matrix = Variable<Rank.R2>;

/** One number a state, in columns of one. */
export interface State {
  readonly q: Tensor2D;
  readonly v: Tensor2D;
}

export interface Dynamics {
  readonly variables: readonly Variable[];
  acceleration(state: State): Tensor2D;
}

/** L and its derivatives; v is q̇. */
export interface Lagrangian {
  readonly l: Tensor2D;
  readonly q: Tensor2D;
  readonly v: Tensor2D;
  readonly qv: Tensor2D;
  readonly vv: Tensor2D;
}

export interface LagrangianNetwork extends Dynamics {
  lagrangian(state: State): Lagrangian;
}

/** Weights of L = ½v² + c · softplus(q·W_q + v·W_v + b). */
export interface LagrangianWeights {
  readonly wq: Tensor2D;
  readonly wv: Tensor2D;
  readonly b: Tensor2D;
  readonly c: Tensor2D;
}

/** A mass that comes this near to 0 counts as this. */
const leastMass = 0.1;

/** L and its derivatives by the chain rule; ½v² is fixed, which takes the freedom of scale away. */
export function lagrangianOf(tf: Tf, { wq, wv, b, c }: LagrangianWeights, { q, v }: State): Lagrangian {
  const h: Tensor2D = tf.add(tf.add(tf.matMul(q, wq), tf.matMul(v, wv)), b);
  const s = tf.sigmoid(h);
  const s2 = tf.mul(s, tf.sub(1, s));
  const times = (x: Tensor2D, ...weights: Tensor2D[]): Tensor2D =>
    tf.matMul(
      weights.reduce((product, w) => tf.mul<Tensor2D>(product, w), x),
      c,
    );
  return {
    l: tf.add(tf.mul(tf.square(v), 0.5), tf.matMul(tf.softplus(h), c)),
    q: times(s, wq),
    v: tf.add(v, times(s, wv)),
    qv: times(s2 as Tensor2D, wq, wv),
    vv: tf.add(1, times(s2 as Tensor2D, wv, wv)),
  };
}

/** Euler-Lagrange solved for the acceleration (Cranmer et al. 2020), in one dimension. */
export function eulerLagrange(tf: Tf, { q, qv, vv }: Lagrangian, v: Tensor2D): Tensor2D {
  return tf.div(tf.sub(q, tf.mul(qv, v)), tf.maximum(vv, leastMass));
}

/** The same motion from another Lagrangian: L + d/dt F(q) with F = `strength` · sin q. */
export function withGauge(tf: Tf, lagrangian: Lagrangian, { q, v }: State, strength: number): Lagrangian {
  const [sin, cos] = [tf.mul(tf.sin(q), strength), tf.mul(tf.cos(q), strength)];
  return {
    l: tf.add(lagrangian.l, tf.mul(cos, v)),
    q: tf.sub(lagrangian.q, tf.mul(sin, v)),
    v: tf.add(lagrangian.v, cos),
    qv: tf.sub(lagrangian.qv, sin),
    vv: lagrangian.vv,
  };
}

const normals = (random: Random, count: number, scale: number) =>
  Float32Array.from({ length: count }, () => scale * random.normal());

function layer(tf: Tf, random: Random, inputs: number, outputs: number, scale = 1): Matrix {
  return tf.variable(
    tf.tensor2d(normals(random, inputs * outputs, scale / Math.sqrt(inputs)), [inputs, outputs]),
  );
}

const hiddenBias = (tf: Tf, random: Random, width: number): Matrix =>
  tf.variable(tf.tensor2d(normals(random, width, 0.5), [1, width]));

/** Any Lagrangian. `gauge` adds a total time derivative of that strength. */
export function lagrangianNetwork(tf: Tf, random: Random, width: number, gauge: number): LagrangianNetwork {
  const wq = layer(tf, random, 1, width);
  const wv = layer(tf, random, 1, width);
  const b = hiddenBias(tf, random, width);
  const c = layer(tf, random, width, 1, 0.1);
  const lagrangian = (state: State) => withGauge(tf, lagrangianOf(tf, { wq, wv, b, c }, state), state, gauge);
  return {
    variables: [wq, wv, b, c] as unknown as Variable[],
    lagrangian,
    acceleration: (state) => eulerLagrange(tf, lagrangian(state), state.v),
  };
}

/** Kinetic minus potential energy with a positive mass that depends on q (Lutter et al. 2019). */
export function structuredNetwork(tf: Tf, random: Random, width: number): Dynamics {
  const mass = scalarNetwork(tf, random, width, 0.1);
  const potential = scalarNetwork(tf, random, width, 1);
  return {
    variables: [...mass.variables, ...potential.variables],
    acceleration: ({ q, v }) => {
      const u = mass.at(q);
      // softplus(0.5413) is 1: the mass starts near 1.
      const shifted = tf.add(u.value, 0.5413);
      const m = tf.add(tf.softplus(shifted), 0.01);
      const byQ = tf.mul(tf.sigmoid(shifted), u.slope);
      const force = tf.add(tf.mul(tf.mul(byQ, 0.5), tf.square(v)), potential.at(q).slope);
      return tf.neg(tf.div(force, m));
    },
  };
}

/** A tanh network of q with one hidden layer, and its derivative. */
function scalarNetwork(tf: Tf, random: Random, width: number, scale: number) {
  const w = layer(tf, random, 1, width);
  const b = hiddenBias(tf, random, width);
  const c = layer(tf, random, width, 1, scale);
  return {
    variables: [w, b, c] as unknown as Variable[],
    at: (q: Tensor2D) => {
      const t = tf.tanh(tf.add(tf.matMul(q, w), b)) as Tensor2D;
      const slope = tf.mul(tf.sub(1, tf.square(t)), w) as Tensor2D;
      return { value: tf.matMul(t, c), slope: tf.matMul(slope, c) };
    },
  };
}

/** Acceleration straight from position and velocity. */
export function plainNetwork(tf: Tf, random: Random, width: number): Dynamics {
  const w = layer(tf, random, 2, width);
  const b = hiddenBias(tf, random, width);
  const c = layer(tf, random, width, 1);
  const d: Matrix = tf.variable(tf.zeros<Rank.R2>([1, 1]));
  return {
    variables: [w, b, c, d] as unknown as Variable[],
    acceleration: ({ q, v }) => {
      const t = tf.tanh(tf.add(tf.matMul(tf.concat([q, v], 1), w), b)) as Tensor2D;
      return tf.add(tf.matMul(t, c), d);
    },
  };
}
