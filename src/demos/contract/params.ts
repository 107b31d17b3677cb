/** From values of any origin to values that a demo's controls allow. */
import { formatNumber } from '../../util/number';
import type {
  Bound,
  ChoiceControl,
  Control,
  ControlValue,
  ListControl,
  Params,
  RangeControl,
} from './control';

/** A value that the control takes, with what is wrong with the given one where it had to be changed; or why there is none. */
export type Fitted =
  { readonly value: ControlValue; readonly changed?: string } | { readonly problem: string };

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
 * Fits one value to its control. What is said of a value continues "the value …".
 * @param others values of the controls that a bound may name
 */
export function fit(control: Control, value: unknown, others: Params): Fitted {
  switch (control.kind) {
    case 'range':
      return fitRange(control, value, others);
    case 'toggle':
      return typeof value === 'boolean' ? { value } : { problem: 'is not true or false' };
    case 'choice':
      return fitChoice(control, value);
    case 'multi-choice': {
      if (!Array.isArray(value)) return { problem: 'is not a list' };
      const known = control.options.map((option) => option.value).filter((option) => value.includes(option));
      return changed(known, known.length < value.length, 'has items that are not among the choices');
    }
    case 'text':
      if (typeof value !== 'string') return { problem: 'is not text' };
      return changed(
        value.slice(0, control.maxLength),
        value.length > control.maxLength,
        `is longer than ${control.maxLength} characters`,
      );
    case 'list':
      return fitList(control, value);
    case 'point': {
      const [x, y] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
      return isFinite(x) && isFinite(y) ? { value: [x, y] } : { problem: 'is not a pair of numbers' };
    }
    case 'button':
      return isFinite(value) && value >= 0 ? { value: Math.floor(value) } : { problem: 'is not a count' };
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

/** The controls in an order in which a control whose bound names another one comes after it. */
export function independentFirst(controls: readonly Control[]): Control[] {
  const dependent = (c: Control) => c.kind === 'range' && [c.min, c.max].some((b) => typeof b === 'object');
  return [...controls.filter((c) => !dependent(c)), ...controls.filter(dependent)];
}

function fitRange(control: RangeControl, value: unknown, others: Params): Fitted {
  if (!isFinite(value)) return { problem: 'is not a finite number' };
  const { min, max } = rangeLimits(control, others);
  const inside = clamp(value, min, max);
  if (inside !== value)
    return { value: inside, changed: `is outside ${formatNumber(min)} to ${formatNumber(max)}` };
  const whole = control.scale === 'integer' ? Math.round(value) : value;
  return changed(whole, whole !== value, 'is not a whole number');
}

/** Numbers and booleans of the code may stand for options of that name. */
function fitChoice(control: ChoiceControl, value: unknown): Fitted {
  const name = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  const option = control.options.find((o) => o.value === name);
  return option ? { value: option.value } : { problem: 'is not one of the choices' };
}

function fitList(control: ListControl, value: unknown): Fitted {
  const items: unknown[] = Array.isArray(value) ? value.slice(0, control.maxItems) : [];
  if (items.length === 0 || !items.every(isFinite)) return { problem: 'is not a list of numbers' };
  const inside = items.map((item) => clamp(item, control.min, control.max));
  const fewer = (value as unknown[]).length > items.length;
  if (fewer) return { value: inside, changed: `has more than ${control.maxItems} numbers` };
  const limits = `${formatNumber(control.min)} to ${formatNumber(control.max)}`;
  return changed(
    inside,
    inside.some((v, i) => v !== items[i]),
    `has numbers outside ${limits}`,
  );
}

function changed(value: ControlValue, isChanged: boolean, reason: string): Fitted {
  return isChanged ? { value, changed: reason } : { value };
}

function limit(bound: Bound, others: Params, otherwise: number): number {
  if (typeof bound === 'number') return bound;
  const value = others[bound.control];
  return typeof value === 'number' ? value : otherwise;
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
