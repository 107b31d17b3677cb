/** The controls that are not sliders. */
import { html, noChange, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ChoiceControl, ControlValue, MultiChoiceControl } from '../../demos/contract/control';
import { formatNumber } from '../../util/number';
import type { ControlRow } from './control-row';
import { parseNumber } from './control-value';

/** More options than this become a list to pick from. */
const mostRadios = 4;

/** The list takes its options as data: it reads no words of slotted ones while it is folded. */
export function choice(row: ControlRow, control: ChoiceControl): TemplateResult {
  const value = row.params[control.id];
  if (control.options.length > mostRadios) {
    return html`<vscode-single-select
      label=${control.label}
      .options=${control.options}
      .value=${live(String(value))}
      @change=${(event: Event) => row.set((event.currentTarget as HTMLSelectElement).value)}
    ></vscode-single-select>`;
  }
  return html`<div class="segments" role="radiogroup" aria-labelledby="label-${control.id}">
    ${control.options.map(
      (option) =>
        html`<label class="segment">
          <input
            type="radio"
            name="control-${control.id}"
            value=${option.value}
            .checked=${live(option.value === value)}
            @change=${() => row.set(option.value)}
          />
          <span>${option.label}</span>
        </label>`,
    )}
  </div>`;
}

export function multiChoice(row: ControlRow, control: MultiChoiceControl): TemplateResult {
  const chosen = (row.params[control.id] ?? []) as readonly string[];
  const change = (value: string, on: boolean) =>
    row.set(control.options.map((o) => o.value).filter((o) => (o === value ? on : chosen.includes(o))));
  return html`<div class="checks">
    ${control.options.map(
      ({ value, label }) =>
        html`<vscode-checkbox
          label=${label}
          .checked=${live(chosen.includes(value))}
          @change=${(event: Event) => change(value, (event.currentTarget as HTMLInputElement).checked)}
        ></vscode-checkbox>`,
    )}
  </div>`;
}

export function toggle(row: ControlRow): TemplateResult {
  const value = row.params[row.control.id] === true;
  return html`<vscode-checkbox
    toggle
    aria-labelledby="label-${row.control.id}"
    label=${value ? 'on' : 'off'}
    .checked=${live(value)}
    @change=${(event: Event) => row.set((event.currentTarget as HTMLInputElement).checked)}
  ></vscode-checkbox>`;
}

export function textEntry(
  row: ControlRow,
  shown: string,
  read: (text: string) => { readonly value: ControlValue } | { readonly problem: string },
): TemplateResult {
  const typed = (event: Event) => {
    const result = read((event.currentTarget as HTMLInputElement).value);
    if ('problem' in result) row.refuse(result.problem);
    else row.set(result.value);
  };
  return html`<input
    class="entry wide"
    type="text"
    spellcheck="false"
    aria-labelledby="label-${row.control.id}"
    aria-invalid=${row.problem ? 'true' : 'false'}
    .value=${row.problem ? noChange : live(shown)}
    @change=${typed}
  />`;
}

/** Two coordinates; the plot that names this control lets the user point instead. */
export function point(row: ControlRow): TemplateResult {
  const now = (row.params[row.control.id] ?? [0, 0]) as readonly number[];
  const coordinate = (axis: 0 | 1) => {
    const typed = (event: Event) => {
      const value = parseNumber((event.currentTarget as HTMLInputElement).value);
      if (value === undefined) row.refuse('Type a number.');
      else row.set(axis === 0 ? [value, now[1] ?? 0] : [now[0] ?? 0, value]);
    };
    return html`<label>
      ${axis === 0 ? 'x' : 'y'}
      <input
        class="entry"
        type="text"
        inputmode="decimal"
        aria-label="${row.control.label}, ${axis === 0 ? 'x' : 'y'}"
        .value=${row.problem ? noChange : live(formatNumber(now[axis] ?? 0))}
        @change=${typed}
      />
    </label>`;
  };
  return html`<div class="coordinates">${coordinate(0)}${coordinate(1)}</div>`;
}

export function pressed(row: ControlRow): TemplateResult {
  return html`<button class="secondary" @click=${() => row.set(Number(row.params[row.control.id] ?? 0) + 1)}>
    ${row.control.label}
  </button>`;
}
