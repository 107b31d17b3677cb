/**
 * Three ways to learn q̈ from position and velocity. All derivatives are written out, in plain numbers: the networks are
 * so small that an engine would spend its time on calls.
 */
import type { Random } from '../contract/demo';

export interface Dynamics {
  /** Written by whoever trains. */
  readonly weights: Float64Array;
  acceleration(q: number, v: number): number;
  /** Adds the derivative of (q̈ − target)² / 2 by each weight. Returns q̈ − target. */
  addGradient(q: number, v: number, target: number, gradient: Float64Array): number;
}

/** L and its derivatives; v is q̇. */
export interface Lagrangian {
  readonly l: number;
  readonly q: number;
  readonly v: number;
  readonly qv: number;
  readonly vv: number;
}

export interface LagrangianNetwork extends Dynamics {
  lagrangian(q: number, v: number): Lagrangian;
}

/** A mass that comes this near to 0 counts as this. */
const leastMass = 0.1;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/**
 * L = ½v² + c · softplus(q·W_q + v·W_v + b) and its derivatives by the chain rule; ½v² is fixed, which takes the freedom
 * of scale away.
 * @param weights W_q, W_v, b and c, one after the other
 */
export function lagrangianOf(weights: Float64Array, q: number, v: number): Lagrangian {
  const width = weights.length / 4;
  const found = { l: v ** 2 / 2, q: 0, v, qv: 0, vv: 1 };
  for (let k = 0; k < width; k++) {
    const wq = weights[k]!;
    const wv = weights[width + k]!;
    const c = weights[3 * width + k]!;
    const h = q * wq + v * wv + weights[2 * width + k]!;
    const s = sigmoid(h);
    const s1 = s * (1 - s);
    found.l += c * softplus(h);
    found.q += c * s * wq;
    found.v += c * s * wv;
    found.qv += c * s1 * wq * wv;
    found.vv += c * s1 * wv * wv;
  }
  return found;
}

/** Euler-Lagrange solved for the acceleration (Cranmer et al. 2020), in one dimension. */
export function eulerLagrange({ q, qv, vv }: Lagrangian, v: number): number {
  return (q - qv * v) / Math.max(vv, leastMass);
}

/** The same motion from another Lagrangian: L + d/dt F(q) with F = `strength` · sin q. */
export function withGauge(lagrangian: Lagrangian, q: number, v: number, strength: number): Lagrangian {
  const [sin, cos] = [strength * Math.sin(q), strength * Math.cos(q)];
  return {
    l: lagrangian.l + cos * v,
    q: lagrangian.q - sin * v,
    v: lagrangian.v + cos,
    qv: lagrangian.qv - sin,
    vv: lagrangian.vv,
  };
}

/** Normal weights of a layer, with variance `scale`² / inputs. */
function layer(random: Random, inputs: number, outputs: number, scale = 1): number[] {
  const deviation = scale / Math.sqrt(inputs);
  return Array.from({ length: inputs * outputs }, () => deviation * random.normal());
}

const hiddenBias = (random: Random, width: number): number[] => layer(random, 1, width, 0.5);

/** Any Lagrangian. `gauge` adds a total time derivative of that strength, which no weight changes. */
export function lagrangianNetwork(random: Random, width: number, gauge: number): LagrangianNetwork {
  const weights = Float64Array.from([
    ...layer(random, 1, 2 * width),
    ...hiddenBias(random, width),
    ...layer(random, width, 1, 0.1),
  ]);
  const lagrangian = (q: number, v: number) => withGauge(lagrangianOf(weights, q, v), q, v, gauge);
  return {
    weights,
    lagrangian,
    acceleration: (q, v) => eulerLagrange(lagrangian(q, v), v),
    addGradient: (q, v, target, gradient) => addLagrangianGradient(weights, q, v, target, gradient),
  };
}

/** Of q̈ = (L_q − L_qv·v) / L_vv, term by term through the hidden units. */
export function addLagrangianGradient(
  weights: Float64Array,
  q: number,
  v: number,
  target: number,
  gradient: Float64Array,
): number {
  const width = weights.length / 4;
  const found = lagrangianOf(weights, q, v);
  const acceleration = eulerLagrange(found, v);
  const error = acceleration - target;
  const byQ = error / Math.max(found.vv, leastMass);
  const byQv = -v * byQ;
  const byVv = found.vv > leastMass ? -acceleration * byQ : 0;
  for (let k = 0; k < width; k++) {
    const wq = weights[k]!;
    const wv = weights[width + k]!;
    const c = weights[3 * width + k]!;
    const s = sigmoid(q * wq + v * wv + weights[2 * width + k]!);
    const s1 = s * (1 - s);
    const s2 = s1 * (1 - 2 * s);
    const curvature = wq * wv * byQv + wv * wv * byVv;
    const byH = c * (s1 * wq * byQ + s2 * curvature);
    gradient[k]! += c * (s * byQ + s1 * wv * byQv) + q * byH;
    gradient[width + k]! += c * s1 * (wq * byQv + 2 * wv * byVv) + v * byH;
    gradient[2 * width + k]! += byH;
    gradient[3 * width + k]! += s * wq * byQ + s1 * curvature;
  }
  return error;
}

/** Kinetic minus potential energy with a positive mass that depends on q (Lutter et al. 2019). */
export function structuredNetwork(random: Random, width: number): Dynamics {
  const half = 3 * width;
  const weights = Float64Array.from(
    [0.1, 1].flatMap((scale) => [
      ...layer(random, 1, width),
      ...hiddenBias(random, width),
      ...layer(random, width, 1, scale),
    ]),
  );
  const [forMass, forPotential] = [weights.subarray(0, half), weights.subarray(half)];
  const at = (q: number, v: number) => {
    const u = scalarAt(forMass, q);
    // softplus(0.5413) is 1: the mass starts near 1.
    const s = sigmoid(u.value + 0.5413);
    const mass = softplus(u.value + 0.5413) + 0.01;
    const force = (s * u.slope * v ** 2) / 2 + scalarAt(forPotential, q).slope;
    return { u, s, mass, force };
  };
  return {
    weights,
    acceleration(q, v) {
      const { mass, force } = at(q, v);
      return -force / mass;
    },
    addGradient(q, v, target, gradient) {
      const { u, s, mass, force } = at(q, v);
      const error = -force / mass - target;
      const byForce = -error / mass;
      const byMassSlope = (byForce * v ** 2) / 2;
      const byValue = (error * force * s) / mass ** 2 + byMassSlope * u.slope * s * (1 - s);
      addScalarGradient(forMass, q, byValue, byMassSlope * s, gradient.subarray(0, half));
      addScalarGradient(forPotential, q, 0, byForce, gradient.subarray(half));
      return error;
    },
  };
}

/** A tanh network of q with one hidden layer, and its derivative: c · tanh(q·w + b) from w, b and c. */
function scalarAt(weights: Float64Array, q: number): { readonly value: number; readonly slope: number } {
  const width = weights.length / 3;
  let value = 0;
  let slope = 0;
  for (let k = 0; k < width; k++) {
    const w = weights[k]!;
    const c = weights[2 * width + k]!;
    const t = Math.tanh(q * w + weights[width + k]!);
    value += c * t;
    slope += c * w * (1 - t * t);
  }
  return { value, slope };
}

function addScalarGradient(
  weights: Float64Array,
  q: number,
  byValue: number,
  bySlope: number,
  gradient: Float64Array,
): void {
  const width = weights.length / 3;
  for (let k = 0; k < width; k++) {
    const w = weights[k]!;
    const c = weights[2 * width + k]!;
    const t = Math.tanh(q * w + weights[width + k]!);
    const d = 1 - t * t;
    const byH = c * d * (byValue - 2 * t * w * bySlope);
    gradient[k]! += c * d * bySlope + q * byH;
    gradient[width + k]! += byH;
    gradient[2 * width + k]! += byValue * t + bySlope * d * w;
  }
}

/** Acceleration straight from position and velocity: c · tanh(q·W_q + v·W_v + b) + d. */
export function plainNetwork(random: Random, width: number): Dynamics {
  const weights = Float64Array.from([
    ...layer(random, 2, width),
    ...hiddenBias(random, width),
    ...layer(random, width, 1),
    0,
  ]);
  const hidden = (q: number, v: number, k: number) =>
    Math.tanh(q * weights[k]! + v * weights[width + k]! + weights[2 * width + k]!);
  const acceleration = (q: number, v: number) => {
    let sum = weights[4 * width]!;
    for (let k = 0; k < width; k++) sum += weights[3 * width + k]! * hidden(q, v, k);
    return sum;
  };
  return {
    weights,
    acceleration,
    addGradient(q, v, target, gradient) {
      const error = acceleration(q, v) - target;
      for (let k = 0; k < width; k++) {
        const t = hidden(q, v, k);
        const byH = error * weights[3 * width + k]! * (1 - t * t);
        gradient[k]! += q * byH;
        gradient[width + k]! += v * byH;
        gradient[2 * width + k]! += byH;
        gradient[3 * width + k]! += error * t;
      }
      gradient[4 * width]! += error;
      return error;
    },
  };
}
