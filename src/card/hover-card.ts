/** The plain content of a hover card (design: title line, summary, formula, worked line, picture, verdict). */
import type { FormulaImage } from '../catalog/entry';
import type { Verdict } from '../catalog/verdict';
import type { Picture } from '../pictures/picture';

export type CardAction = 'explain' | 'demo' | 'insert' | 'know' | 'unknow';

/** All text is plain: the sinks escape it. */
export interface HoverCard {
  readonly concept: string;
  readonly title: string;
  readonly category: string;
  readonly actions: readonly CardAction[];
  readonly summary: string;
  readonly formula?: FormulaImage;
  /** TeX of the formula: the alternative text of its image, or shown as code where no image is there yet. */
  readonly tex?: string;
  /** The formula with the user's numbers, one line each. */
  readonly worked: readonly string[];
  readonly picture?: Picture & { readonly width: number; readonly height: number };
  readonly verdict?: Verdict;
  /** Title of the pack, where the entry is not ours. */
  readonly pack?: string;
  /** One line only: the user knows this. */
  readonly folded: boolean;
}
