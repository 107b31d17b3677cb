/** Sequences in which a value must be found by the key that shares its block. */
import type { Random } from '../contract/demo';

export const keys = 64;
export const values = 16;
const fillers = 8;
export const symbols = keys + values + fillers;
export const blockLength = 8;

export interface Lookups {
  readonly sequences: number;
  readonly blocks: number;
  /** Symbols of all tokens, sequence by sequence and block by block. */
  readonly tokens: Int32Array;
  /** For each sequence: the key that is asked for, the block that holds it, and the value in that block. */
  readonly queries: Int32Array;
  readonly places: Int32Array;
  readonly answers: Int32Array;
}

/** Blocks of one key, one value and fillers at random positions; no key comes twice in a sequence. */
export function lookups(random: Random, sequences: number, blocks: number): Lookups {
  const tokens = new Int32Array(sequences * blocks * blockLength);
  const [queries, places, answers] = [0, 0, 0].map(() => new Int32Array(sequences)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let sequence = 0; sequence < sequences; sequence++) {
    const order = random.shuffle(keys);
    const asked = random.integer(blocks);
    for (let block = 0; block < blocks; block++) {
      const start = (sequence * blocks + block) * blockLength;
      for (let i = 0; i < blockLength; i++) tokens[start + i] = keys + values + random.integer(fillers);
      const [keyAt, valueAt] = random.shuffle(blockLength);
      const value = random.integer(values);
      tokens[start + keyAt!] = order[block]!;
      tokens[start + valueAt!] = keys + value;
      if (block === asked) answers[sequence] = value;
    }
    queries[sequence] = order[asked]!;
    places[sequence] = asked;
  }
  return { sequences, blocks, tokens, queries, places, answers };
}
