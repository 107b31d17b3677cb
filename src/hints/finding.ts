import type { Range } from '../util/range';
import type { LiteralValue } from '../resolver/site';

/** A hint about one place of the code, as a value: words are made from it at the edge. */
export interface Finding {
  /** `label-smoothing/negative`, `label-smoothing/hard-limit`. Stable: settings and suppress comments name it. */
  readonly rule: string;
  readonly concept: string;
  readonly level: 'error' | 'warning' | 'info';
  readonly range: Range;
  readonly message: string;
  /** The cited source in words, e.g. `Szegedy et al. 2016, CVPR`. */
  readonly source?: string;
  readonly url?: string;
  /** A replacement for the text of `range`. */
  readonly fix?: { readonly title: string; readonly text: string };
  readonly role?: string;
  readonly value?: LiteralValue;
}
