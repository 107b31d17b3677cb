/** Values of controls as short text, for links and command lines: `eps=0.2`, `scores=1,2.5,-3`, `shuffle=true`. */
import type { Control, ControlValue, Params } from './control';
import { checkedParams } from './params';

/** The value that `textOf` wrote, or one that a person typed; nothing where the text has no value of this kind. */
export function valueFromText(control: Control, text: string): ControlValue | undefined {
  switch (control.kind) {
    case 'range':
    case 'button':
      return finite(text);
    case 'toggle':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'choice':
      return control.options.some((option) => option.value === text) ? text : undefined;
    case 'multi-choice': {
      const parts = text === '' ? [] : text.split(',');
      return parts.every((part) => control.options.some((option) => option.value === part))
        ? parts
        : undefined;
    }
    case 'text':
      return text;
    case 'list':
    case 'point': {
      const numbers = text.split(',').map(finite);
      const complete = control.kind === 'list' || numbers.length === 2;
      return complete && numbers.every((number) => number !== undefined) ? numbers : undefined;
    }
  }
}

export const textOf = (value: ControlValue): string =>
  Array.isArray(value) ? value.join(',') : String(value);

function finite(text: string): number | undefined {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) ? value : undefined;
}

/** Longer texts of one value are not read: no control has use for them. */
const longest = 2000;

/** Ids and texts of all values, so that a link shows the same after a default has changed. */
export const textsOf = (controls: readonly Control[], params: Params): [string, string][] =>
  controls.flatMap(({ id }) => (params[id] === undefined ? [] : [[id, textOf(params[id])]]));

/**
 * The values of a link, which anybody may have written: only those that name a control and have a value that it
 * allows, brought within its limits. Never throws.
 * @param textFor the text for a control's id, where the link has one
 */
export function paramsOfTexts(
  controls: readonly Control[],
  textFor: (id: string) => string | null | undefined,
): Params {
  const given: Record<string, ControlValue> = {};
  for (const control of controls) {
    const text = textFor(control.id);
    if (typeof text !== 'string' || text.length > longest) continue;
    const value = valueFromText(control, text);
    if (value !== undefined) given[control.id] = value;
  }
  const checked = checkedParams(controls, given);
  return Object.fromEntries(Object.keys(given).map((id) => [id, checked[id]!]));
}
