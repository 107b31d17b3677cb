/** From what an operation computes and moves to how long it takes. */
import { bytesOf, flopsOf, kinds, type Kind, type Operation } from './operations';

export interface Measured {
  readonly operation: Operation;
  /** Milliseconds. */
  readonly time: number;
}

/** Milliseconds: of a call, of one FLOP and of one byte. */
export interface Costs {
  readonly call: number;
  readonly flop: number;
  readonly byte: number;
}

export const predictorNames = ['flops', 'global', 'kinds'] as const;
export type PredictorName = (typeof predictorNames)[number];

export interface Predictor {
  /** The costs of a kind; nothing where no operation of it was measured. */
  costsOf(kind: Kind): Costs | undefined;
}

/** `flops`: one rate for all. `global`: call, FLOPs and bytes, for all. `kinds`: the same for each kind by itself. */
export function fitPredictor(name: PredictorName, measured: readonly Measured[]): Predictor {
  if (name !== 'kinds') {
    const costs = fitCosts(measured, name === 'flops' ? ['flop'] : ['call', 'flop', 'byte']);
    return { costsOf: () => costs };
  }
  const byKind = new Map(
    kinds.map((kind) => [
      kind,
      fitCosts(
        measured.filter(({ operation }) => operation.kind === kind),
        kind === 'matMul' ? ['call', 'flop', 'byte'] : ['call', 'byte'],
      ),
    ]),
  );
  return { costsOf: (kind) => byKind.get(kind) };
}

/** Milliseconds; nothing where the predictor has never seen the kind. */
export function predict(predictor: Predictor, operation: Operation): number | undefined {
  const costs = predictor.costsOf(operation.kind);
  return costs && costs.call + costs.flop * flopsOf(operation) + costs.byte * bytesOf(operation);
}

const quantity: Readonly<Record<keyof Costs, (operation: Operation) => number>> = {
  call: () => 1,
  flop: flopsOf,
  byte: bytesOf,
};

function fitCosts(measured: readonly Measured[], terms: readonly (keyof Costs)[]): Costs | undefined {
  if (measured.length === 0) return undefined;
  const rows = measured.map(({ operation }) => terms.map((term) => quantity[term](operation)));
  const found = fitRelative(
    rows,
    measured.map(({ time }) => time),
  );
  const costs = { call: 0, flop: 0, byte: 0 };
  terms.forEach((term, i) => (costs[term] = found[i]!));
  return costs;
}

const sweeps = 200_000;

/**
 * Non-negative least squares on relative residuals, min Σ (1 − Σ c·x / t)² with c ≥ 0, by coordinate descent on columns of
 * length 1.
 * @param times above 0, one a row
 */
export function fitRelative(rows: readonly (readonly number[])[], times: readonly number[]): number[] {
  const columns = rows[0]!.map((_, j) => rows.map((row, i) => row[j]! / times[i]!));
  const lengths = columns.map((column) => Math.hypot(...column));
  const units = columns.map((column, j) => column.map((value) => value / lengths[j]!));
  const products = units.map((a) => units.map((b) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)));
  const wanted = units.map((unit) => unit.reduce((sum, value) => sum + value, 0));
  const found = columns.map(() => 0);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let change = 0;
    for (let j = 0; j < found.length; j++) {
      const rest = products[j]!.reduce((sum, product, l) => sum + (l === j ? 0 : product * found[l]!), 0);
      const next = Math.max(0, wanted[j]! - rest);
      change = Math.max(change, Math.abs(next - found[j]!));
      found[j] = next;
    }
    if (change < 1e-13) break;
  }
  return found.map((value, j) => value / lengths[j]!);
}
