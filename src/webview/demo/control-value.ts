/** The arithmetic of controls: slider positions, typed text, and what differs from the user's code. */
import type { Control, ControlValue, RangeControl } from '../../demos/contract/control';
import { formatNumber } from '../../util/number';

export interface Limits {
  readonly min: number;
  readonly max: number;
}

/** Steps of a slider over a control without a step of its own, and over every logarithmic one. */
const sliderSteps = 100;

/** The nearest value that the control allows; rounded so that 0.1 + 0.05 is 0.15. */
export function nearest(control: RangeControl, limits: Limits, value: number): number {
  const stepped =
    control.scale === 'integer'
      ? Math.round(value)
      : control.scale === 'linear' && control.step
        ? limits.min + Math.round((value - limits.min) / control.step) * control.step
        : value;
  return Number(Math.min(limits.max, Math.max(limits.min, stepped)).toPrecision(12));
}

/** What a native slider needs. A logarithmic control slides over the exponent. */
export function sliderOf(control: RangeControl, limits: Limits): { min: number; max: number; step: number } {
  if (control.scale === 'log') {
    const min = Math.log10(limits.min);
    const max = Math.log10(limits.max);
    return { min, max, step: (max - min) / sliderSteps };
  }
  const step = control.step ?? (control.scale === 'integer' ? 1 : (limits.max - limits.min) / sliderSteps);
  return { ...limits, step };
}

export function positionOf(control: RangeControl, value: number): number {
  return control.scale === 'log' ? Math.log10(value) : value;
}

/**
 * The value at a slider's position. Logarithmic values have two significant digits, as people write them, but at the
 * slider's ends they are the bounds.
 */
export function valueAt(control: RangeControl, limits: Limits, position: number): number {
  if (control.scale !== 'log') return nearest(control, limits, position);
  const { min, max, step } = sliderOf(control, limits);
  if (position > max - step / 2) return limits.max;
  if (position < min + step / 2) return limits.min;
  return nearest(control, limits, Number((10 ** position).toPrecision(2)));
}

/** 0 to 1 along the slider; outside where the value is beyond a bound. */
export function shareOf(control: RangeControl, limits: Limits, value: number): number {
  const { min, max } = sliderOf(control, limits);
  return max > min ? (positionOf(control, value) - min) / (max - min) : 0;
}

/** `0.15`, `1e-5`, `10,000`, `0,15`, `50%`; nothing where the text is no number. */
export function parseNumber(text: string): number | undefined {
  const compact = text.trim().replace(/[\s_]/g, '');
  const grouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d*)?(e[-+]?\d+)?$/i.test(compact);
  const plain = grouped ? compact.replaceAll(',', '') : compact.replace(/^([^.,]*),([^.,]*)$/, '$1.$2');
  const percent = plain.endsWith('%');
  const digits = percent ? plain.slice(0, -1) : plain;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(digits)) return undefined;
  const value = percent ? Number(digits) / 100 : Number(digits);
  return Number.isFinite(value) ? value : undefined;
}

/** Reads what was typed into a range control: its value, or one sentence that says what is wrong. */
export function typedNumber(
  control: RangeControl,
  limits: Limits,
  text: string,
): { readonly value: number } | { readonly problem: string } {
  const value = parseNumber(text);
  const span = `${formatNumber(limits.min)} to ${formatNumber(limits.max)}`;
  if (value === undefined) return { problem: `Type a number from ${span}.` };
  if (value < limits.min || value > limits.max) return { problem: `The range is ${span}.` };
  if (control.scale === 'integer' && !Number.isInteger(value))
    return { problem: `Type a whole number from ${span}.` };
  return { value };
}

/** Numbers separated by commas, semicolons or blanks, or one sentence that says what is wrong. */
export function typedList(
  control: Extract<Control, { kind: 'list' }>,
  text: string,
): { readonly value: readonly number[] } | { readonly problem: string } {
  const parts = text.split(/[,;\s]+/).filter(Boolean);
  const values = parts.map(parseNumber).filter((value) => value !== undefined);
  if (values.length < parts.length || parts.length === 0)
    return { problem: 'Type numbers with commas between them.' };
  if (values.length > control.maxItems) return { problem: `At most ${control.maxItems} numbers.` };
  if (values.some((value) => value < control.min || value > control.max)) {
    return { problem: `Each number is from ${formatNumber(control.min)} to ${formatNumber(control.max)}.` };
  }
  return { value: values };
}

/** The value as people write it. */
export function valueText(control: Control, value: ControlValue): string {
  if (control.kind === 'range' && typeof value === 'number') {
    return formatNumber(value) + (control.unit ? ` ${control.unit}` : '');
  }
  if (control.kind === 'toggle') return value ? 'on' : 'off';
  if (control.kind === 'choice')
    return control.options.find((option) => option.value === value)?.label ?? String(value);
  if (Array.isArray(value))
    return value.map((item) => (typeof item === 'number' ? formatNumber(item) : item)).join(', ');
  return String(value);
}

export function sameValue(a: ControlValue | undefined, b: ControlValue | undefined): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-9 * Math.max(1e-12, Math.abs(a), Math.abs(b));
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => item === b[i]);
  return a === b;
}
