/** What a control's row shows and can do. */
import type { Control, ControlValue, Params } from '../../demos/contract/control';

/** What a control starts from, and is reset to. */
export interface Origin {
  readonly value: ControlValue;
  /** Where the value comes from: `train.py:42`, `the default of the API`, `the usual start`. */
  readonly from: string;
  /** True where the code states it. */
  readonly stated: boolean;
}

export interface ControlRow {
  readonly control: Control;
  /** The role that the control stands for in formula and code. */
  readonly role: string | undefined;
  readonly params: Params;
  readonly origin: Origin;
  /** One sentence about a typed value that was refused. */
  readonly problem: string | undefined;
  /** Where the value can be written back: the place, and what came of it last time. */
  readonly target: { readonly label: string; readonly outcome: string | undefined } | undefined;
  readonly helpShown: boolean;
  toggleHelp(): void;
  set(value: ControlValue): void;
  refuse(problem: string): void;
  writeBack(): void;
}
