/** Something wrong with an input, as a value: the words and the place, ready for a person. */
export interface Problem {
  /** Stable and short, for tests and filters: `schema`, `unknown-source`, `yaml`. */
  readonly code: string;
  /** One sentence that says what is wrong and, where known, what to write instead. */
  readonly message: string;
  readonly severity: 'error' | 'warning';
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
}
