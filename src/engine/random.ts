/** The generator of every demo: Mulberry32 (T. Ettinger, public domain). All arithmetic is modulo 2^32. */
import type { Random } from '../demos/contract/demo';

/** @param seed taken modulo 2^32; the same seed gives the same numbers on every engine */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function uniform(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Box-Muller; the sine twin is thrown away, so that one normal is always two uniforms. */
  function normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    return radius * Math.cos(2 * Math.PI * uniform());
  }

  const integer = (n: number) => Math.floor(uniform() * n);

  /** Fisher-Yates, from the last element down. */
  function shuffle(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = integer(i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  return { uniform, normal, integer, shuffle };
}
