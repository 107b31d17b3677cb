/** From values of any origin to values that a demo's controls allow. */
import type { Bound, Control, ControlValue, Params, RangeControl } from './control';

/** A value that the control takes, and whether it had to be changed for that; or why there is none. */
export type Fitted =
  { readonly value: ControlValue; readonly clamped: boolean } | { readonly problem: string };

/** The defaults of all controls. */
export function defaultParams(controls: readonly Control[]): Params {
  return checkedParams(controls, {});
}

/**
 * One value for each control and nothing else: what lies outside is moved to the nearest bound, what is of another
 * kind or missing becomes the default. Never throws, whatever `params` holds.
 */
export function checkedParams(
  controls: readonly Control[],
  params: Readonly<Record<string, unknown>>,
): Params {
  const checked: Record<string, ControlValue> = {};
  for (const control of independentFirst(controls)) {
    const given = Object.hasOwn(params, control.id) ? params[control.id] : undefined;
    const fitted = fit(control, given, checked);
    const usable = 'problem' in fitted ? fit(control, control.default, checked) : fitted;
    checked[control.id] = 'problem' in usable ? control.default : usable.value;
  }
  return checked;
}

/**
 * Fits one value to its control.
 * @param others values of the controls that a bound may name
 */
export function fit(control: Control, value: unknown, others: Params): Fitted {
  switch (control.kind) {
    case 'range':
      return fitRange(control, value, others);
    case 'toggle':
      return typeof value === 'boolean' ? exact(value) : { problem: 'is not true or false' };
    case 'choice': {
      const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
      const option = control.options.find((o) => o.value === text);
      return option ? exact(option.value) : { problem: 'is not one of the choices' };
    }
    case 'multi-choice': {
      if (!Array.isArray(value)) return { problem: 'is not a list' };
      const known = control.options.map((o) => o.value).filter((option) => value.includes(option));
      return { value: known, clamped: known.length < value.length };
    }
    case 'text':
      if (typeof value !== 'string') return { problem: 'is not text' };
      return { value: value.slice(0, control.maxLength), clamped: value.length > control.maxLength };
    case 'list': {
      if (!Array.isArray(value) || value.length === 0) return { problem: 'is not a list of numbers' };
      const items: unknown[] = value.slice(0, control.maxItems);
      if (!items.every(isFinite)) return { problem: 'is not a list of numbers' };
      const inside = items.map((item) => clamp(item, control.min, control.max));
      return { value: inside, clamped: value.length > items.length || inside.some((v, i) => v !== items[i]) };
    }
    case 'point': {
      if (!Array.isArray(value) || value.length !== 2 || !value.every(isFinite))
        return { problem: 'is not a pair of numbers' };
      return exact([value[0], value[1]]);
    }
    case 'button':
      return isFinite(value) && value >= 0 ? exact(Math.floor(value)) : { problem: 'is not a count' };
  }
}

/** The limits of a range, those that other controls set included. */
export function rangeLimits(
  control: RangeControl,
  others: Params,
): { readonly min: number; readonly max: number } {
  const min = limit(control.min, others, -Infinity);
  return { min, max: Math.max(min, limit(control.max, others, Infinity)) };
}

function fitRange(control: RangeControl, value: unknown, others: Params): Fitted {
  if (!isFinite(value)) return { problem: 'is not a finite number' };
  const { min, max } = rangeLimits(control, others);
  const whole = control.scale === 'integer' ? Math.round(value) : value;
  const inside = clamp(whole, min, max);
  return { value: inside, clamped: inside !== value };
}

function limit(bound: Bound, others: Params, otherwise: number): number {
  if (typeof bound === 'number') return bound;
  const value = others[bound.control];
  return typeof value === 'number' ? value : otherwise;
}

/** A control whose bound names another one is fitted after all that do not. */
function independentFirst(controls: readonly Control[]): Control[] {
  const dependent = (c: Control) => c.kind === 'range' && [c.min, c.max].some((b) => typeof b === 'object');
  return [...controls.filter((c) => !dependent(c)), ...controls.filter(dependent)];
}

function exact(value: ControlValue): Fitted {
  return { value, clamped: false };
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
