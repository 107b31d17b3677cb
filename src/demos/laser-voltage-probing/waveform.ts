/** The pattern on a node, and how well it can be read. */

export const bitCount = 8;
export const samplesPerBit = 32;
export const sampleCount = bitCount * samplesPerBit;
/** Samples in which an edge comes within 1/e of its end. */
const riseSamples = 3;

/** Eight bits of a text; what is missing or no bit is 0. */
export function bitsOf(text: string): number[] {
  const bits = [...text].filter((char) => char === '0' || char === '1').map(Number);
  return Array.from({ length: bitCount }, (_, i) => bits[i] ?? 0);
}

/** The level of the node from 0 to 1, in a loop: the edges of one pole, settled over three rounds. */
export function nodeLevels(bits: readonly number[]): number[] {
  const step = 1 - Math.exp(-1 / riseSamples);
  let level = bits.at(-1)!;
  let levels: number[] = [];
  for (let round = 0; round < 3; round++)
    levels = bits.flatMap((bit) =>
      Array.from({ length: samplesPerBit }, () => (level += step * (bit - level))),
    );
  return levels;
}

/** The relative change of the reflected light around its mean. */
export function modulationOf(levels: readonly number[], depth: number): number[] {
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  return levels.map((level) => depth * (level - mean));
}

export function rms(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return Math.sqrt(sum / values.length);
}

/** Bits by the second half of each, over a threshold midway between the highest and the lowest. */
export function decode(waveform: ArrayLike<number>): number[] {
  const half = samplesPerBit / 2;
  const levels = Array.from({ length: bitCount }, (_, bit) => {
    let sum = 0;
    for (let i = 0; i < half; i++) sum += waveform[bit * samplesPerBit + half + i]!;
    return sum / half;
  });
  const threshold = (Math.max(...levels) + Math.min(...levels)) / 2;
  return levels.map((level) => Number(level > threshold));
}
