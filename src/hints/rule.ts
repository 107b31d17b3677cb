/** A rule over the shape of code, for what names and literals alone do not say. */
import type { Node } from '../resolver/syntax-tree';
import type { Analysis, LiteralValue, Site } from '../resolver/site';

/** What the code around a place says, as values of roles. */
export type Shape = Readonly<Record<string, LiteralValue>>;

/** The code around a place. */
export interface Code {
  readonly analysis: Analysis;
  /** The syntax nodes from the root down to the place; none in a language without a grammar. */
  readonly path: readonly Node[];
  textOf(node: Node): string;
  /** What stands at a node: of `self.norm` the answer for `norm`. */
  siteOf(node: Node): Site | undefined;
  /** Computed once for this version of the document. The value must hold no node: trees are freed. */
  once<T>(key: string, compute: () => T): T;
}

/** A place to ask. Of a symbol, all places that stand for the same are asked too. */
export interface Standing {
  /** Offset of a name. */
  readonly start: number;
  readonly end: number;
  readonly isSymbol?: boolean;
}

/** Every match of a pattern (global). */
export function* standing(pattern: RegExp, text: string, isSymbol = false): Generator<Standing> {
  for (const { index, 0: found } of text.matchAll(pattern))
    yield { start: index, end: index + found.length, isSymbol };
}

/**
 * One file `rules/<id>.ts` exports one as its default. An entry takes part by `shapes: { <id>: [roles] }`: these roles
 * then have values like those of literals, and its worked lines, rules, picture and demo speak of them.
 */
export interface Rule {
  /** The roles that it can give. */
  readonly roles: readonly string[];
  /** The concept that answers where the shape says all and no name does. */
  readonly concept?: string;
  /** With `concept`: where in a text it may answer, for the scan of whole files; rather too many places than too few. */
  stands?(text: string): Iterable<Standing>;
  /** With `stands`: symbols whose other names lead to such places. */
  readonly symbols?: RegExp;
  /**
   * What the code says at a site; nothing where that is not certain. It is asked with every hover, so it looks at the
   * site first and at the syntax only where that may matter.
   */
  at(site: Site, code: Code): Shape | undefined;
}
