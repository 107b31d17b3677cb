/** The tokens that the epsilon demo normalizes. */

export type TokenName = 'normal' | 'tiny' | 'constant' | 'offset' | 'outlier';

const base = [-1.5, -0.5, 0.25, 1.75];

const values: Readonly<Record<TokenName, (i: number) => number>> = {
  normal: (i) => base[i % base.length]!,
  tiny: (i) => base[i % base.length]! * 1e-4,
  constant: () => 0.1,
  offset: (i) => base[i % base.length]! * 0.01 + 10,
  outlier: (i) => (i === 0 ? 300 : base[i % base.length]!),
};

/** @param size number of features; the four values of the base token repeat */
export function makeToken(name: TokenName, size: number, offset = 0): number[] {
  return Array.from({ length: size }, (_, i) => values[name](i) + offset);
}
