/** Config files, whatever their format, as keys with values. */
import type { Range } from '../../util/range';
import type { Literal } from '../site';

/** A key with its value, as a parser of one format delivers it. */
export interface Entry {
  /** `label_smoothing`, without quotes. */
  readonly key: string;
  readonly keyRange: Range;
  /** Key and value together. */
  readonly range: Range;
  readonly valueRange?: Range;
  /** A scalar or a list of scalars. */
  readonly literal?: Literal;
  /** Scalars of the value: itself, or the elements of a list. */
  readonly scalars: readonly Literal[];
  readonly children: readonly Entry[];
}

/** Deeper nesting is not read. */
export const maxNesting = 64;
