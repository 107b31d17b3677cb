/** Scores that ask whether single latents stand for single factors, from codes of images whose factors are known. */
import { correlation, mean } from '../metrics/summary';

export const factorBins = 10;
export const latentBins = 20;

/** A table of numbers, row by row, `columns` a row. */
export interface Samples {
  readonly columns: number;
  readonly values: Float32Array;
}

export interface Scores {
  /** Mutual information in nats, one row a latent, one column a factor. */
  readonly information: readonly (readonly number[])[];
  /** Mutual information gap (Chen et al. 2018). */
  readonly mig: number;
  /** Gap between the two largest squared correlations (after Kumar et al. 2018). */
  readonly sap: number;
}

/** Factors fall into 10 bins and latents into 20, of equal width over their observed range. */
export function scoreCodes(codes: Samples, factors: Samples): Scores {
  const latentColumns = columnsOf(codes);
  const factorColumns = columnsOf(factors);
  const binnedLatents = latentColumns.map((column) => equalWidthBins(column, latentBins));
  const binnedFactors = factorColumns.map((column) => equalWidthBins(column, factorBins));
  const information = binnedLatents.map((latent) =>
    binnedFactors.map((factor) => mutualInformation(latent, factor)),
  );
  const mig = binnedFactors.map((factor, k) => {
    const entropy = mutualInformation(factor, factor);
    return entropy > 0 ? gap(information.map((row) => row[k]!)) / entropy : 0;
  });
  const sap = factorColumns.map((factor) =>
    gap(latentColumns.map((latent) => correlation(latent, factor) ** 2)),
  );
  return { information, mig: mean(mig), sap: mean(sap) };
}

/** The largest value minus the second largest; of one value, itself. */
function gap(values: readonly number[]): number {
  const [first = 0, second = 0] = [...values].sort((a, b) => b - a);
  return first - second;
}

function columnsOf({ columns, values }: Samples): Float32Array[] {
  const rows = values.length / columns;
  return Array.from({ length: columns }, (_, c) =>
    Float32Array.from({ length: rows }, (_, r) => values[r * columns + c]!),
  );
}

/** The bin of each value; a constant column lies in the first. */
export function equalWidthBins(values: Float32Array, bins: number): Uint8Array {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const width = (high - low) / bins;
  return Uint8Array.from(values, (value) =>
    width > 0 ? Math.min(bins - 1, Math.floor((value - low) / width)) : 0,
  );
}

/** I(a; b) in nats from counts; of a column with itself, its entropy. */
export function mutualInformation(a: Uint8Array, b: Uint8Array): number {
  const [binsA, binsB] = [a, b].map((column) => 1 + column.reduce((most, bin) => Math.max(most, bin), 0));
  const joint = new Uint32Array(binsA! * binsB!);
  const [countsA, countsB] = [new Uint32Array(binsA!), new Uint32Array(binsB!)];
  for (let i = 0; i < a.length; i++) {
    joint[a[i]! * binsB! + b[i]!]! += 1;
    countsA[a[i]!]! += 1;
    countsB[b[i]!]! += 1;
  }
  let sum = 0;
  joint.forEach((count, cell) => {
    const expected = countsA[Math.floor(cell / binsB!)]! * countsB[cell % binsB!]!;
    if (count > 0) sum += (count / a.length) * Math.log((count * a.length) / expected);
  });
  return sum;
}
