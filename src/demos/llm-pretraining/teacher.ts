/** A toy language: a random Markov chain of 64 symbols, whose entropy is known exactly. */
import type { Random } from '../contract/demo';

export const symbols = 64;
const cells = symbols ** 2;

export interface Teacher {
  /** Probability of each pair of a symbol and the next one: symbols x symbols. */
  readonly joint: Float64Array;
  /** Nats per symbol that no model can fall below, and what the symbols alone have. */
  readonly entropyRate: number;
  readonly unigramEntropy: number;
  /** Draws a pair as its cell in `joint`; two uniforms. */
  draw(random: Random): number;
}

/**
 * Standard normal from u itself, where the generator of the demos takes 1 - u: the language and the sweep of seed 1 are
 * those whose numbers are published with this demo's tests.
 */
export function gaussian(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(random.uniform() || Number.MIN_VALUE));
  return radius * Math.cos(2 * Math.PI * random.uniform());
}

/** Logits are a sum of factors of falling size minus a Zipf penalty, so that a low rank says most, never all. */
export function createTeacher(random: Random): Teacher {
  const factors = () => Float64Array.from({ length: cells }, () => gaussian(random));
  const [u, v] = [factors(), factors()];
  const raw = Float64Array.from({ length: symbols }, (_, k) => (k + 1) ** -0.5);
  const scale = Math.hypot(...raw);
  const rank = random.shuffle(symbols);
  const transition = new Float64Array(cells);
  for (let i = 0; i < symbols; i++) {
    const logits = Float64Array.from({ length: symbols }, (_, j) => {
      let sum = -0.7 * Math.log(rank[j]! + 1);
      for (let k = 0; k < symbols; k++) sum += (raw[k]! / scale) * u[i * symbols + k]! * v[j * symbols + k]!;
      return sum;
    });
    const most = Math.max(...logits);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit - most), 0);
    logits.forEach((logit, j) => (transition[i * symbols + j] = Math.exp(logit - most) / total));
  }
  const stationary = stationaryOf(transition);
  const joint = transition.map((p, i) => p * stationary[Math.floor(i / symbols)]!);
  const entropy = (p: Float64Array, q: Float64Array) =>
    p.reduce((sum, share, i) => (share > 0 ? sum - share * Math.log(q[i]!) : sum), 0);
  const alias = aliasTable(joint);
  return {
    joint,
    entropyRate: entropy(joint, transition),
    unigramEntropy: entropy(stationary, stationary),
    draw(chance) {
      const cell = Math.floor(chance.uniform() * cells);
      return chance.uniform() < alias.keep[cell]! ? cell : alias.other[cell]!;
    },
  };
}

/** Shares of the symbols in the long run, by power iteration. */
function stationaryOf(transition: Float64Array): Float64Array {
  let shares = new Float64Array(symbols).fill(1 / symbols);
  for (let step = 0; step < 200; step++) {
    const next = new Float64Array(symbols);
    transition.forEach((p, i) => (next[i % symbols]! += p * shares[Math.floor(i / symbols)]!));
    shares = next;
  }
  return shares;
}

/** Vose's alias method: a draw costs two uniforms, whatever the number of cells. */
function aliasTable(joint: Float64Array): { readonly keep: Float64Array; readonly other: Uint16Array } {
  const keep = joint.map((p) => p * cells);
  const other = Uint16Array.from({ length: cells }, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  keep.forEach((p, i) => (p < 1 ? small : large).push(i));
  while (small.length > 0 && large.length > 0) {
    const [less, more] = [small.pop()!, large.pop()!];
    other[less] = more;
    keep[more] = keep[more]! + keep[less]! - 1;
    (keep[more] < 1 ? small : large).push(more);
  }
  for (const rest of [...small, ...large]) keep[rest] = 1;
  return { keep, other };
}
