/** What a benchmark reports: a measured value beside its yardstick from the same run. */
export interface Row {
  readonly what: string;
  /** In `unit`. */
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'MB/s' | '%' | 'frames/s';
  /** The budget in words, e.g. `p99 < 2 ms`. */
  readonly budget: string;
  readonly held: boolean;
  readonly yardstick?: { readonly what: string; readonly value: number; readonly unit: Row['unit'] };
}

/** A file `test/bench/<name>.bench.ts` exports one as its default. */
export type Bench = () => Promise<readonly Row[]>;

/** The value below which `share` (0 to 1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** Milliseconds of each of `times` calls, after `warm` calls that are not counted. */
export function time(times: number, call: (i: number) => unknown, warm = 20): number[] {
  for (let i = 0; i < warm; i++) call(i);
  return Array.from({ length: times }, (_, i) => {
    const start = performance.now();
    call(i);
    return performance.now() - start;
  });
}

/**
 * Milliseconds of processor time of this process that each of some calls takes, in turn, so that a busy machine slows
 * all alike. @returns by call its samples
 */
export function processorTimes(times: number, calls: readonly (() => unknown)[], warm = 20): number[][] {
  const samples: number[][] = calls.map(() => []);
  for (let i = -warm; i < times; i++)
    for (const [which, call] of calls.entries()) {
      const start = process.cpuUsage();
      call();
      const { user, system } = process.cpuUsage(start);
      if (i >= 0) samples[which]!.push((user + system) / 1000);
    }
  return samples;
}

/** `time` for two things in turn, so that a busy machine slows both alike. */
export function timeBoth(
  times: number,
  a: (i: number) => unknown,
  b: (i: number) => unknown,
  warm = 20,
): [number[], number[]] {
  const samples: [number[], number[]] = [[], []];
  for (let i = -warm; i < times; i++) {
    for (const [which, call] of [a, b].entries()) {
      const start = performance.now();
      call(Math.max(i, 0));
      if (i >= 0) samples[which]!.push(performance.now() - start);
    }
  }
  return samples;
}
