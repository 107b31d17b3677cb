/** What the importer finds in a raw text, and what it doubts. */

/** One entry of a raw glossary, as it stands in the text. */
export interface RawEntry {
  readonly term: string;
  /** Further parts of the heading: aliases and keywords, in their order. */
  readonly aliases: readonly string[];
  /** The category as the text calls it. */
  readonly category?: string;
  /** 1-based line of the heading. */
  readonly line: number;
  /** 1-based line of `body[0]`. */
  readonly bodyLine: number;
  readonly body: readonly string[];
}

/** Something that a person should look at. `line` is 1-based in the raw text. */
export interface Doubt {
  readonly line: number;
  /** Stable and short: `heading`, `formula`, `code`, `merge`, `boilerplate`, … */
  readonly code: string;
  readonly text: string;
  /** Further lines, in rising order, where there are too many of the kind to write each out. */
  readonly also?: readonly number[];
}

export type Report = (line: number, code: string, text: string) => void;

/** Takes the lines of a text one after the other and tells the entries that it finds. */
export interface Splitter {
  push(text: string, line: number): void;
  end(): void;
}

/** A piece of hostile or damaged text, short and harmless enough for a message. */
export function quote(text: string, most = 80): string {
  const plain = text
    .slice(0, most * 2)
    .replace(/\p{C}+/gu, '·')
    .trim();
  return `'${plain.length > most ? `${plain.slice(0, most)}…` : plain}'`;
}

/** `GAN (generative adversarial network)` and `Mean squared error / MSE` name aliases with the term. */
export function splitTerm(text: string): { term: string; aliases: string[] } {
  const clean = text
    .replace(/[*_`]+/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim();
  const inner = /^(.+?)\s*\(([^()]{2,60})\)$/.exec(clean);
  const [term, ...others] = (inner ? inner[1]! : clean).split(/\s+\/\s+/);
  return { term: term!, aliases: [...others, ...(inner ? [inner[2]!] : [])].map((alias) => alias.trim()) };
}

/** A copy that does not keep the piece of raw text alive from which a text was cut. */
export function own(text: string): string {
  return ` ${text}`.slice(1);
}
