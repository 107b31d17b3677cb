/** What the panel shows of a concept, as plain data. */
import type { LiteralValue } from '../resolver/site';
import type { Verdict } from './verdict';

/** A concept as the panel shows it. Strings ending in `Html` are safe HTML of article/; all others are plain text. */
export interface ConceptView {
  /** Grows with each view: a write-back names the view it belongs to. */
  readonly view: number;
  readonly concept: string;
  readonly title: string;
  readonly category: string;
  readonly summary: string;
  /** Title of the pack where it is not ours. */
  readonly pack?: string;
  readonly formula?: string;
  readonly symbols: readonly {
    readonly tex: string;
    readonly means: string;
    readonly role?: string;
    readonly value?: string;
    /** How the API at hand spells the role: `label_smoothing`. */
    readonly spelled?: string;
  }[];
  readonly worked: readonly string[];
  readonly verdict?: Verdict;
  /** Sized for the panel, in the colours of the theme that is active when it is sent. */
  readonly picture?: {
    readonly svg: string;
    readonly text: string;
    readonly width: number;
    readonly height: number;
  };
  readonly articleHtml: string;
  readonly corrections: readonly {
    readonly claimHtml: string;
    readonly rightHtml: string;
    readonly source?: string;
  }[];
  readonly equivalents: readonly {
    readonly framework: string;
    readonly code: string;
    readonly defaults: readonly {
      readonly role: string;
      readonly value: string;
      readonly differs: boolean;
    }[];
    readonly note?: string;
    readonly docs?: string;
    /** `code` with the values of the user's code in it, where these differ. */
    readonly yours?: string;
  }[];
  /** Where to read on: the official documentation of the API at hand, and the paper. */
  readonly links?: readonly {
    readonly kind: 'documentation' | 'paper';
    readonly label: string;
    readonly url: string;
  }[];
  readonly names: readonly {
    readonly symbol: string;
    readonly since?: string;
    readonly removed?: string;
    readonly note?: string;
  }[];
  readonly snippets: readonly {
    readonly id: string;
    readonly framework: string;
    readonly description: string;
    readonly code: string;
  }[];
  readonly related: readonly { readonly id: string; readonly title: string }[];
  readonly sources: readonly { readonly id: string; readonly cite: string; readonly url?: string }[];
  /** The id of the demo, where there is one. */
  readonly demo?: string;
  /** The place of the code that the view was made from. */
  readonly code?: CodePlace;
  readonly known: boolean;
  /** The page that shows it; absent where nothing of it can be controlled. */
  readonly surface?: Surface;
}

/** The page around a concept: a view that may follow the cursor, or an editor tab. */
export interface Surface {
  readonly kind: 'view' | 'tab';
  /** Whether there is something to go back or forward to. */
  readonly back: boolean;
  readonly forward: boolean;
  /** A view that is not pinned follows the cursor. */
  readonly pinned: boolean;
  /** What the page keeps and gives back after a reload. */
  readonly state: SurfaceState;
}

export interface SurfaceState {
  readonly concept: string;
  readonly pinned: boolean;
  readonly place?: { readonly uri: string; readonly line: number; readonly character: number };
}

export interface CodePlace {
  /** File name and 1-based line, for people: `train.py:42`. */
  readonly label: string;
  /** Values by role: what the code states, and the defaults of the API it uses. */
  readonly values: Readonly<
    Record<
      string,
      { readonly value: LiteralValue; readonly text: string; readonly from: 'code' | 'api' | 'concept' }
    >
  >;
  /** Roles whose literal can be replaced. */
  readonly writable: readonly string[];
}
