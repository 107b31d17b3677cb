/** The four kinds of colour theme, named as the panel's body class names them. */
export type ThemeKind = 'light' | 'dark' | 'hc-dark' | 'hc-light';

/**
 * Colours of a drawing, as CSS colours. Pictures in hovers are images and inherit nothing, so every
 * colour is baked in.
 */
export interface Palette {
  readonly kind: ThemeKind;
  readonly foreground: string;
  readonly muted: string;
  readonly background: string;
  readonly grid: string;
  /** The value that the user wrote. */
  readonly accent: string;
  readonly good: string;
  readonly warning: string;
  readonly error: string;
  /** Colour-blind safe, in order of use. */
  readonly series: readonly string[];
}
