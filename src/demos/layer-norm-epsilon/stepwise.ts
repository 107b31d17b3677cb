/** Layer normalization one operation at a time, each result rounded as the number format does it. */
import { bf16, fp16, fp32, roundTo, type FloatFormat } from '../../util/float-format';

export type ModeName = 'fp32' | 'fp16' | 'bf16' | 'mixed';

/** In which format the token and the output are held, and in which everything between is computed. */
interface Mode {
  readonly label: string;
  readonly storage: FloatFormat;
  readonly arithmetic: FloatFormat;
}

export const modes: Readonly<Record<ModeName, Mode>> = {
  fp32: { label: 'fp32', storage: fp32, arithmetic: fp32 },
  fp16: { label: 'fp16', storage: fp16, arithmetic: fp16 },
  bf16: { label: 'bf16', storage: bf16, arithmetic: bf16 },
  mixed: { label: 'fp16, statistics in fp32', storage: fp16, arithmetic: fp32 },
};

export const modeNames = Object.keys(modes) as ModeName[];

/** Each intermediate result of the normalization of one token. */
export interface Normalization {
  readonly mean: number;
  readonly variance: number;
  /** ε as the arithmetic stores it. */
  readonly eps: number;
  /** σ² + ε. */
  readonly sum: number;
  readonly root: number;
  /** 1/√(σ² + ε): what the centred token is multiplied with. */
  readonly inverse: number;
  readonly output: readonly number[];
}

type Round = (value: number) => number;
const exactly: Round = (value) => value;

/** @param onePass variance as E[x²] − E[x]² instead of E[(x − μ)²] */
export function normalizeIn(
  mode: ModeName,
  token: readonly number[],
  eps: number,
  onePass = false,
): Normalization {
  const { storage, arithmetic } = modes[mode];
  const store: Round = (value) => roundTo(storage, value);
  return normalize(token, eps, onePass, (value) => roundTo(arithmetic, value), store);
}

/** In doubles: what the half-precision results are compared with. */
export function normalizeExactly(token: readonly number[], eps: number): Normalization {
  return normalize(token, eps, false, exactly, exactly);
}

function normalize(
  token: readonly number[],
  given: number,
  onePass: boolean,
  r: Round,
  store: Round,
): Normalization {
  const x = token.map((value) => r(store(value)));
  const meanOf = (values: readonly number[]) =>
    r(values.reduce((sum, value) => r(sum + value), 0) / x.length);
  const squareOf = (value: number) => r(value * value);

  const mean = meanOf(x);
  const centred = x.map((value) => r(value - mean));
  const variance = onePass ? r(meanOf(x.map(squareOf)) - squareOf(mean)) : meanOf(centred.map(squareOf));
  const eps = r(given);
  const sum = r(variance + eps);
  const root = r(Math.sqrt(sum));
  const inverse = r(1 / root);
  return { mean, variance, eps, sum, root, inverse, output: centred.map((c) => store(r(c * inverse))) };
}

/** Standard deviation of a token's values, the biased one. */
export function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
