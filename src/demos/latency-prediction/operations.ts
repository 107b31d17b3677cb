/** The operations that are measured: what they compute, and how much they compute and move. */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';

export const kinds = ['matMul', 'relu', 'softmax'] as const;
export type Kind = (typeof kinds)[number];

/** `matMul` of M × K with K × N; `relu` and `softmax` of M rows and N columns. */
export interface Operation {
  readonly kind: Kind;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  /** Not shown to the predictor. */
  readonly heldOut: boolean;
}

/** Floating-point operations; of a softmax the largest, the difference, the exponential, the sum and the quotient. */
export function flopsOf({ kind, m, k, n }: Operation): number {
  return kind === 'matMul' ? 2 * m * k * n : kind === 'relu' ? m * n : 5 * m * n;
}

/** Bytes read and written in 32-bit floats, each number once. */
export function bytesOf({ kind, m, k, n }: Operation): number {
  return kind === 'matMul' ? 4 * (m * k + k * n + m * n) : 8 * m * n;
}

/** Milliseconds by the roofline: as fast as arithmetic and memory allow. Peak in FLOP/s, bandwidth in bytes/s. */
export function rooflineTime(flops: number, bytes: number, peak: number, bandwidth: number): number {
  return 1000 * Math.max(flops / peak, bytes / bandwidth);
}

const perKind: Readonly<Record<Kind, number>> = { matMul: 3, relu: 2, softmax: 2 };
/** Kinds of operations with this many shapes, in proportion. */
const unit = 7;

/** About `count` operations, three matMul for two relu and two softmax; of each kind every third is held out. */
export function chooseOperations(random: Random, count: number, wanted: readonly string[]): Operation[] {
  const pick = (values: readonly number[]) => values[random.integer(values.length)]!;
  return kinds.flatMap((kind) => {
    const operations = Array.from({ length: Math.floor((count * perKind[kind]) / unit) }, (_, i) => {
      const isProduct = kind === 'matMul';
      return {
        kind,
        m: pick(isProduct ? [8, 16, 32, 64, 128, 192] : [1, 4, 16, 64, 128, 256]),
        k: isProduct ? pick([8, 16, 32, 64, 128, 256]) : 1,
        n: pick(isProduct ? [8, 16, 32, 64, 128, 256] : [16, 64, 128, 256, 512, 1024]),
        heldOut: i % 3 === 2,
      };
    });
    return wanted.includes(kind) ? operations : [];
  });
}

/** What a timer calls: the operation, and reading its result so that it has really been computed. */
export interface Prepared {
  call(): void;
  dispose(): void;
}

export function prepare(tf: Tf, { kind, m, k, n }: Operation): Prepared {
  if (kind === 'matMul') {
    const [a, b] = [filled(tf, m, k), filled(tf, k, n)];
    return asked([a, b], () => tf.matMul(a, b));
  }
  const x = filled(tf, m, n);
  return asked([x], () => (kind === 'relu' ? tf.relu(x) : tf.softmax(x)));
}

/** matMul, relu, matMul, softmax in one go: a small network, and the operations that it is made of. */
export const network: readonly Operation[] = [
  { kind: 'matMul', m: 32, k: 64, n: 128, heldOut: true },
  { kind: 'relu', m: 32, k: 1, n: 128, heldOut: true },
  { kind: 'matMul', m: 32, k: 128, n: 64, heldOut: true },
  { kind: 'softmax', m: 32, k: 1, n: 64, heldOut: true },
];

export function prepareNetwork(tf: Tf): Prepared {
  const [x, first, second] = [filled(tf, 32, 64), filled(tf, 64, 128), filled(tf, 128, 64)];
  return asked([x, first, second], () =>
    tf.tidy(() => tf.softmax(tf.matMul(tf.relu(tf.matMul(x, first)), second))),
  );
}

function asked(inputs: readonly Tensor[], compute: () => Tensor): Prepared {
  return {
    call: () => {
      const result = compute();
      result.dataSync();
      result.dispose();
    },
    dispose: () => inputs.forEach((input) => input.dispose()),
  };
}

/** Numbers of both signs, none of them denormal. */
function filled(tf: Tf, rows: number, columns: number): Tensor2D {
  const values = Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(1 + i));
  return tf.tensor2d(values, [rows, columns]);
}
