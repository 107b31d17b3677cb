/** All controls of a demo: those that stand in the formula or the code first, the others folded where there are many. */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { Control, ControlValue, Params } from '../../demos/contract/control';
import type { ConceptView } from '../../protocol/messages';
import { sameValue } from './control-value';
import { controlRow } from './controls';
import type { Origins } from './origins';

/** What the rows show and do. */
export interface ControlState {
  readonly controls: readonly Control[];
  readonly view: ConceptView;
  readonly params: Params;
  readonly origins: Origins;
  readonly problems: ReadonlyMap<string, string>;
  readonly outcomes: ReadonlyMap<string, string>;
}

export interface ControlActions {
  set(id: string, value: ControlValue): void;
  refuse(id: string, problem: string): void;
  writeBack(id: string, role: string): void;
}

/** As many controls as this need no folding. */
const mostUnfolded = 4;
/** Fewer than this in sight would hide the demo's point. */
const leastUnfolded = 2;
/** Pixels of the demo from which its controls stand beside the plots; the style sheet has the same number. */
const wide = 640;

/** The role that a control stands for: in the code, else of the symbol that it shows. */
export function roleOf({ writes, seeds, tex }: Control, view: ConceptView): string | undefined {
  return (
    writes ?? seeds?.[0]?.role ?? view.symbols.find((symbol) => tex !== undefined && symbol.tex === tex)?.role
  );
}

/** Splits controls into those always in sight and those that may be folded. */
export function foldedOf(controls: readonly Control[], view: ConceptView): [Control[], Control[]] {
  if (controls.length <= mostUnfolded) return [[...controls], []];
  const linked = (control: Control) => roleOf(control, view) !== undefined || control.tex !== undefined;
  const ordered = [...controls.filter(linked), ...controls.filter((control) => !linked(control))];
  const count = Math.min(mostUnfolded - 1, Math.max(leastUnfolded, controls.filter(linked).length));
  const first = ordered.slice(0, count);
  return [controls.filter((one) => first.includes(one)), controls.filter((one) => !first.includes(one))];
}

export class ControlPanel {
  readonly element = document.createElement('div');
  private readonly help = new Set<string>();
  private unfolded: boolean | undefined;
  private state: ControlState | undefined;

  constructor(private readonly actions: ControlActions) {
    this.element.className = 'controls';
    this.element.role = 'group';
    this.element.ariaLabel = 'Settings';
  }

  show(state: ControlState): void {
    this.state = state;
    this.unfolded ??= (this.element.parentElement?.clientWidth ?? 0) >= wide;
    const [first, others] = foldedOf(state.controls, state.view);
    const rows = (list: readonly Control[]) => list.map((control) => this.row(state, control));
    render(
      html`${deviation(state)} ${rows(first)}
      ${
        others.length > 0
          ? html`<details
              class="more"
              ?open=${this.unfolded}
              @toggle=${(event: Event) => (this.unfolded = (event.currentTarget as HTMLDetailsElement).open)}
            >
              <summary>${others.length} more settings</summary>
              <div class="more-controls">${rows(others)}</div>
            </details>`
          : nothing
      }`,
      this.element,
    );
  }

  private row(state: ControlState, control: Control): TemplateResult {
    const { id, writes } = control;
    const { code } = state.view;
    const writable = code && writes !== undefined && code.writable.includes(writes);
    return controlRow({
      control,
      role: roleOf(control, state.view),
      params: state.params,
      origin: state.origins.byControl[id]!,
      problem: state.problems.get(id),
      target: writable ? { label: code.label, outcome: state.outcomes.get(id) } : undefined,
      helpShown: this.help.has(id),
      toggleHelp: () => {
        if (!this.help.delete(id)) this.help.add(id);
        if (this.state) this.show(this.state);
      },
      set: (value) => this.actions.set(id, value),
      refuse: (problem) => this.actions.refuse(id, problem),
      writeBack: () => this.actions.writeBack(id, writes ?? ''),
    });
  }
}

/** How the settings stand to those of the code, in one line. */
function deviation({ controls, params, origins }: ControlState): TemplateResult | typeof nothing {
  const stated = controls.filter(({ id }) => origins.byControl[id]?.stated);
  const place = stated[0] && origins.byControl[stated[0].id]?.from;
  if (stated.length < 2 || place === undefined) return nothing;
  const moved = stated.filter(({ id }) => !sameValue(params[id], origins.byControl[id]?.value)).length;
  const words =
    moved === 0
      ? `All ${stated.length} values as in ${place}`
      : `${moved} of ${stated.length} values differ from ${place}`;
  return html`<p class="deviation">${words}</p>`;
}
