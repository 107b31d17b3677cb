/** The controls of a demo as rows: label, input, typed entry, reset, and how the value compares with the code. */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Control, RangeControl } from '../../demos/contract/control';
import { rangeLimits } from '../../demos/contract/params';
import { icon } from '../page/head';
import type { ControlRow } from './control-row';
import {
  positionOf,
  sameValue,
  shareOf,
  sliderOf,
  typedList,
  typedNumber,
  valueAt,
  valueText,
  type Limits,
} from './control-value';
import { choice, multiChoice, point, pressed, textEntry, toggle } from './plain-controls';

export function controlRow(row: ControlRow): TemplateResult {
  const { control } = row;
  if (control.kind === 'button') return html`<div class="control button">${pressed(row)} ${help(row)}</div>`;
  return html`
    <div
      class="control ${control.kind}"
      role="group"
      aria-labelledby="label-${control.id}"
      data-role=${row.role ?? nothing}
    >
      <div class="control-label">
        <span class="name" id="label-${control.id}">${control.label}</span>
        ${helpButton(row)} ${resetButton(row)}
        ${control.kind === 'range' ? entry(row, control, rangeLimits(control, row.params)) : nothing}
      </div>
      ${input(row)}
      ${row.problem ? html`<p class="problem" role="alert" id="problem-${control.id}">${row.problem}</p>` : nothing}
      ${note(row)} ${row.target?.outcome ? html`<p class="outcome">${row.target.outcome}</p>` : nothing}
      ${help(row)}
    </div>
  `;
}

function input(row: ControlRow): TemplateResult {
  const { control } = row;
  switch (control.kind) {
    case 'range':
      return range(row, control, rangeLimits(control, row.params));
    case 'choice':
      return choice(row, control);
    case 'multi-choice':
      return multiChoice(row, control);
    case 'toggle':
      return toggle(row);
    case 'list':
      return textEntry(row, valueText(control, row.params[control.id] ?? []), (text) =>
        typedList(control, text),
      );
    case 'text':
      return textEntry(row, String(row.params[control.id] ?? ''), (text) => ({
        value: text.slice(0, control.maxLength),
      }));
    case 'point':
      return point(row);
    case 'button':
      return html``;
  }
}

function range(row: ControlRow, control: RangeControl, limits: Limits): TemplateResult {
  const value = Number(row.params[control.id]);
  const slider = sliderOf(control, limits);
  const slid = (event: Event) =>
    row.set(valueAt(control, limits, Number((event.currentTarget as HTMLInputElement).value)));
  return html`<div class="track">
    <input
      type="range"
      min=${slider.min}
      max=${slider.max}
      step=${slider.step}
      .value=${live(String(positionOf(control, value)))}
      .style=${`--fill: ${shareOf(control, limits, value)}`}
      aria-labelledby="label-${control.id}"
      aria-describedby="note-${control.id} help-${control.id}"
      aria-valuetext=${valueText(control, value)}
      @input=${slid}
    />
    ${marker(row, control, limits)}
  </div>`;
}

/** The value to be read and typed over. */
function entry(row: ControlRow, control: RangeControl, limits: Limits): TemplateResult {
  const value = Number(row.params[control.id]);
  const typed = (event: Event) => {
    const result = typedNumber(control, limits, (event.currentTarget as HTMLInputElement).value);
    if ('problem' in result) row.refuse(result.problem);
    else row.set(result.value);
  };
  return html`
    <input
      class="entry"
      type="text"
      inputmode="decimal"
      spellcheck="false"
      aria-label="${control.label}, typed"
      aria-invalid=${row.problem ? 'true' : 'false'}
      aria-describedby=${row.problem ? `problem-${control.id}` : nothing}
      .value=${row.problem ? noChange : live(valueText({ ...control, unit: undefined }, value))}
      @change=${typed}
    />
    ${control.unit ? html`<span class="unit">${control.unit}</span>` : nothing}
  `;
}

function helpButton({ control, helpShown, toggleHelp }: ControlRow): TemplateResult | typeof nothing {
  if (!control.help) return nothing;
  return html`<button
    class="icon-button small"
    aria-label="About ${control.label}"
    title=${control.help}
    aria-expanded=${helpShown ? 'true' : 'false'}
    aria-controls="help-${control.id}"
    @click=${toggleHelp}
  >
    ${icon('info')}
  </button>`;
}

/** Read out with the control also while it is folded. */
function help({ control, helpShown }: ControlRow): TemplateResult | typeof nothing {
  if (!control.help) return nothing;
  return html`<p class="control-help" id="help-${control.id}" ?hidden=${!helpShown}>${control.help}</p>`;
}

/** A tick under the slider where the value of the code stands. */
function marker(row: ControlRow, control: RangeControl, limits: Limits): TemplateResult | typeof nothing {
  if (!row.origin.stated || typeof row.origin.value !== 'number') return nothing;
  const share = shareOf(control, limits, row.origin.value);
  if (share < 0 || share > 1) return nothing;
  return html`<span class="marker" .style=${`--share: ${share}`} aria-hidden="true"></span>`;
}

/** How the value stands to that of the code. */
function note(row: ControlRow): TemplateResult | typeof nothing {
  const { control, params, origin } = row;
  if (!origin.stated) return nothing;
  const words = same(control, params, origin)
    ? `as in ${origin.from}`
    : `${origin.from} has ${valueText(control, origin.value)}`;
  return html`<p class="control-note" id="note-${control.id}"><span>${words}</span>${writeButton(row)}</p>`;
}

const same = (control: Control, params: ControlRow['params'], origin: ControlRow['origin']) =>
  sameValue(params[control.id], origin.value);

function resetButton({ control, params, origin, set }: ControlRow): TemplateResult {
  const words = `Reset ${control.label} to ${valueText(control, origin.value)}`;
  return html`<button
    class="icon-button small"
    aria-label=${words}
    title=${words}
    ?hidden=${same(control, params, origin)}
    @click=${() => set(origin.value)}
  >
    ${icon('discard')}
  </button>`;
}

function writeButton(row: ControlRow): TemplateResult | typeof nothing {
  const { control, params, origin, target } = row;
  const value = params[control.id];
  if (!target || value === undefined || sameValue(value, origin.value)) return nothing;
  return html`<button class="secondary small" @click=${() => row.writeBack()}>
    ${icon('edit')}<span
      >Write ${valueText({ ...control, unit: undefined } as Control, value)} to ${target.label}</span
    >
  </button>`;
}
