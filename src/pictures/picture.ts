/** The contract of a hover picture: one file `pictures/<id>.ts` exports `draw` as its default. */
import type { LiteralValue } from '../resolver/site';
import type { Palette } from '../util/theme';

export interface PictureInput {
  /** The API that the code uses, or nothing where only a word matched. */
  readonly symbol?: string;
  /** Values read from the code, by role. Untrusted: any size, sign, NaN, infinity. */
  readonly roles: Readonly<Record<string, LiteralValue>>;
  /** Defaults of the API for roles that the code does not give, then the concept's own. */
  readonly defaults: Readonly<Record<string, LiteralValue>>;
  readonly palette: Palette;
  /** Pixels. The hover gives at most 480 x 70, the panel its own width and 120 to 180. */
  readonly width: number;
  readonly height: number;
}

export interface Picture {
  /** A complete SVG element with xmlns, width and height; no script, link, foreignObject or event. */
  readonly svg: string;
  /** The same content in one sentence, with the same numbers, for screen readers. */
  readonly text: string;
}

/** Pure and quick (< 1 ms). Returns nothing where no honest picture can be drawn. */
export interface Draw {
  (input: PictureInput): Picture | undefined;
  /**
   * Roles that only add to the picture: where the code gives one that could not be read, the picture is drawn without
   * it. For any other role there is no picture then.
   */
  readonly optional?: readonly string[];
}
