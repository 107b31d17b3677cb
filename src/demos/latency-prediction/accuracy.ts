/** How well times are predicted. */
import { correlation, mean, median } from '../metrics/summary';

export interface Accuracy {
  /** Mean and median of |predicted − measured| / measured. */
  readonly meanError: number;
  readonly medianError: number;
  /** Share of predictions within 10 % of the measurement. */
  readonly near: number;
  /** Spearman's rank correlation. */
  readonly rank: number;
}

/** Nothing where there is nothing to compare. */
export function accuracyOf(predicted: readonly number[], measured: readonly number[]): Accuracy | undefined {
  if (measured.length === 0) return undefined;
  const errors = measured.map((time, i) => Math.abs(predicted[i]! - time) / time);
  return {
    meanError: mean(errors),
    medianError: median(errors),
    near: mean(errors.map((error) => Number(error <= 0.1))),
    rank: correlation(ranks(predicted), ranks(measured)),
  };
}

/** Places in ascending order; equal values share the mean of theirs. */
export function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal - 1) / 2;
  });
}
