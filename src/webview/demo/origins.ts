/** Where the start values of a demo's controls come from. */
import type { Control, Params } from '../../demos/contract/control';
import type { Demo } from '../../demos/contract/demo';
import { seededParams } from '../../demos/contract/seed';
import type { ConceptView } from '../../protocol/messages';
import type { Origin } from './control-row';

export interface Origins {
  readonly params: Params;
  readonly byControl: Readonly<Record<string, Origin>>;
  /** One sentence for each literal of the code that could not be taken as it is. */
  readonly notes: readonly string[];
}

export function originsOf(demo: Demo, view: ConceptView): Origins {
  const values = view.code?.values ?? {};
  const { params, notes } = seededParams(demo.controls, values);
  const stated = (control: Control) =>
    (control.seeds ?? []).some(({ role }) => values[role]?.from === 'code') &&
    seededParams([control], values).notes.length === 0;
  const byControl = Object.fromEntries(
    demo.controls.map((control): [string, Origin] => {
      const origin = stated(control)
        ? { stated: true, from: view.code?.label ?? 'the code' }
        : { stated: false, from: 'usual start' };
      return [control.id, { value: params[control.id] ?? control.default, ...origin }];
    }),
  );
  return { params, byControl, notes };
}
