/** Starts a demo from the user's code: literals set controls. */
import type { LiteralValue } from '../../resolver/site';
import { evaluate, formatValue } from '../../util/expression';
import type { Control, ControlValue, Params, Seed } from './control';
import { fit, independentFirst } from './params';

/** The value of a role, as a match or the panel's view of one carries it. */
export interface SeedValue {
  readonly value: LiteralValue;
  readonly from: 'code' | 'api' | 'concept';
}

export interface Seeded {
  /** A value for every control. */
  readonly params: Params;
  /** One sentence for each literal that could not be taken as it is. Plain text. */
  readonly notes: readonly string[];
}

/**
 * The parameters that a demo starts with: what the code states where a control can take it, the default elsewhere.
 * Defaults of an API do not count, since a demo is to show the concept at work.
 * @param values by role; may hold anything that source code can say
 */
export function seededParams(
  controls: readonly Control[],
  values: Readonly<Record<string, SeedValue>>,
): Seeded {
  const params: Record<string, ControlValue> = {};
  const notes: string[] = [];
  for (const control of independentFirst(controls)) {
    const fallback = fit(control, control.default, params);
    params[control.id] = 'value' in fallback ? fallback.value : control.default;
    const seed = control.seeds?.find((candidate) => literalFor(candidate, values) !== undefined);
    if (!seed) continue;
    const literal = literalFor(seed, values)!;
    const fitted = fit(control, literal, params);
    const problem = 'value' in fitted ? fitted.changed : fitted.problem;
    if ('value' in fitted && (!problem || seed.clamp)) params[control.id] = fitted.value;
    if (problem) {
      const start = formatValue(params[control.id] as LiteralValue);
      notes.push(
        `${control.label}: the value ${formatValue(literal)} ${problem}; the demo starts from ${start}.`,
      );
    }
  }
  return { params, notes };
}

function literalFor(seed: Seed, values: Readonly<Record<string, SeedValue>>): LiteralValue | undefined {
  const stated = Object.hasOwn(values, seed.role) ? values[seed.role] : undefined;
  if (stated?.from !== 'code') return undefined;
  if (seed.expression !== undefined) {
    return evaluate(seed.expression, {
      value: (role) => (Object.hasOwn(values, role) ? values[role]?.value : undefined),
    });
  }
  if (seed.index === undefined) return stated.value;
  return Array.isArray(stated.value) ? (stated.value as readonly LiteralValue[])[seed.index] : undefined;
}
