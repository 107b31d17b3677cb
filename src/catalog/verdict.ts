/** How usual a value is, in words. */
export interface Verdict {
  readonly level: 'usual' | 'info' | 'warning' | 'error';
  /** `0.1 is usual (0.05 – 0.2; Szegedy et al. 2016)`. Plain text. */
  readonly text: string;
}
