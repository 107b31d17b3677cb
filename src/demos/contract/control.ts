/** What the user can set before or while a demo runs. */

/** A number, or the id of another control whose value is the bound. */
export type Bound = number | { readonly control: string };

/** A literal of the user's code that sets a control: the value of `role`, or an element of it. */
export interface Seed {
  readonly role: string;
  readonly index?: number;
  /** Arithmetic over roles in the expression language of entries, e.g. `1 / eps`. */
  readonly expression?: string;
  /** Out of range: take the nearest bound and say so (true), or ignore the literal (false, the default). */
  readonly clamp?: boolean;
}

interface ControlBase {
  readonly id: string;
  readonly label: string;
  /** TeX of the symbol in the formula that this control sets. */
  readonly tex?: string;
  readonly help?: string;
  readonly seeds?: readonly Seed[];
  /** The role whose literal can be replaced by this control's value. */
  readonly writes?: string;
}

export interface RangeControl extends ControlBase {
  readonly kind: 'range';
  readonly scale: 'linear' | 'log' | 'integer';
  readonly min: Bound;
  readonly max: Bound;
  readonly step?: number;
  readonly unit?: string;
  readonly default: number;
}
export interface ChoiceControl extends ControlBase {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly default: string;
}
export interface MultiChoiceControl extends ControlBase {
  readonly kind: 'multi-choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly default: readonly string[];
}
export interface ToggleControl extends ControlBase {
  readonly kind: 'toggle';
  readonly default: boolean;
}
export interface TextControl extends ControlBase {
  readonly kind: 'text';
  readonly maxLength: number;
  readonly default: string;
}
export interface ListControl extends ControlBase {
  readonly kind: 'list';
  readonly min: number;
  readonly max: number;
  readonly maxItems: number;
  readonly default: readonly number[];
}
export interface PointControl extends ControlBase {
  readonly kind: 'point';
  readonly default: readonly [number, number];
}
/** Runs something once: its value counts the presses. */
export interface ButtonControl extends ControlBase {
  readonly kind: 'button';
  readonly default: 0;
}

export type Control =
  | RangeControl
  | ChoiceControl
  | MultiChoiceControl
  | ToggleControl
  | TextControl
  | ListControl
  | PointControl
  | ButtonControl;

export type ControlValue = number | string | boolean | readonly number[] | readonly string[];
export type Params = Readonly<Record<string, ControlValue>>;

/** The value type of each control of a demo, from its declaration. */
export type ParamsOf<C extends readonly Control[]> = {
  readonly [K in C[number] as K['id']]: K extends RangeControl | ButtonControl
    ? number
    : K extends ChoiceControl | TextControl
      ? string
      : K extends MultiChoiceControl
        ? readonly string[]
        : K extends ToggleControl
          ? boolean
          : readonly number[];
};
