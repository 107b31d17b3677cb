/**
 * What the resolver says of a position in source code. It knows no concept: `catalog/lookup` turns a
 * site into an answer.
 */
import type { Node } from './syntax-tree';
import type { Range } from '../util/range';

/** A document as the resolver wants it. A notebook is one document: its code cells joined (see notebook.ts). */
export interface SourceDocument {
  /** Identity for caching; never opened. */
  readonly uri: string;
  /** Grows with every change. */
  readonly version: number;
  /** VS Code's language id: `python`, `typescript`, `typescriptreact`, `javascript`, `javascriptreact`, `yaml`, … */
  readonly languageId: string;
  readonly text: string;
}

/** One replaced span: `[start, oldEnd)` of the old text became `[start, newEnd)` of the new one. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * A symbol, spelled as in entries: `py:torch.nn.CrossEntropyLoss`, `js:@tensorflow/tfjs.losses.softmaxCrossEntropy`.
 * Aliases, from-imports and re-exports are undone (`tf.keras.losses.X` is `py:keras.losses.X`).
 */
export type SymbolId = string;

/** `None`, `null` and `undefined` are `null`. */
export type LiteralValue =
  number | boolean | string | null | readonly LiteralValue[] | { readonly [key: string]: LiteralValue };

/** A value that the source states. Absent where it is not certain: never a guess. */
export interface Literal {
  readonly value: LiteralValue;
  /** `1e-5`, `1/8`, `"mean"` as written. */
  readonly text: string;
  /** Where `text` stands. */
  readonly range: Range;
  /** `literal`: written at the site. `constant`: a name, one assignment back. `default`: a parameter's default value. */
  readonly origin: 'literal' | 'constant' | 'default';
}

export interface Argument {
  /** `label_smoothing`; absent for a positional one. JS object options are keywords with `option: true`. */
  readonly keyword?: string;
  readonly option?: boolean;
  /** 0-based among the positional arguments; absent for a keyword, and behind an unpacked `*args`. */
  readonly position?: number;
  /** `search_kwargs.k`: the value stands in a dict or object that is itself an argument. Neither keyword nor position then. */
  readonly path?: string;
  /** Keyword and value together. */
  readonly range: Range;
  /** The keyword alone. */
  readonly nameRange?: Range;
  /** The value as written, known or not. */
  readonly valueRange: Range;
  readonly literal?: Literal;
}

/** A call, or a `partial(...)` that prepares one. */
export interface Call {
  readonly callee: Callee;
  readonly args: readonly Argument[];
  /** True where `*args`, `**kwargs` or a spread may add arguments that are not seen. */
  readonly open: boolean;
  readonly range: Range;
}

export interface Callee {
  /** The last segment: `CrossEntropyLoss`. */
  readonly text: string;
  readonly range: Range;
  /**
   * What it resolves to; absent where it does not resolve. Where a value is called, its class and `__call__`:
   * `py:torch.nn.LayerNorm.__call__`. `super().__init__(…)` is the call of the base class.
   */
  readonly symbol?: SymbolId;
  /** Symbols of base classes, nearest first, where the callee is a class of this file. */
  readonly bases?: readonly SymbolId[];
  /** The base class whose constructor runs, where the callee is a class of this file without one of its own. */
  readonly inherits?: SymbolId;
}

/** Where in the code the identifier stands. */
export type Place =
  | 'import' // a name in an import statement
  | 'reference' // a name that is read, called or an attribute
  | 'definition' // the name of a class, function, variable or parameter that is being defined
  | 'keyword' // the name of a keyword argument or of a JS option
  | 'value' // the value of an argument
  | 'key' // a key of a dict, config file, flag string
  | 'comment' // also the running text of Markdown and its like
  | 'string'
  | 'word'; // no grammar for this language

/** What stands under the caret. */
export interface Site {
  /** The segment that answers: one identifier, keyword name, key or literal. */
  readonly range: Range;
  readonly text: string;
  readonly place: Place;
  /** What the segment resolves to. `type`: it is a value of that class, or a method found on it. `base`: through a subclass. */
  readonly symbol?: SymbolId;
  readonly via?: 'import' | 'type' | 'base';
  /** The call whose callee or argument this is. */
  readonly call?: Call;
  /** Which argument of `call` this is. */
  readonly argument?: Argument;
  /** The value given to the name here: config value, assignment, parameter default, dataclass field. */
  readonly value?: Literal;
  /** Where the segment is such a value: the name that it is given to. */
  readonly name?: { readonly text: string; readonly range: Range };
  /** Names of the classes, functions, callees and dict keys around it, nearest first. */
  readonly inside: readonly string[];
  readonly statement: Range;
}

/** A module or name that the file imports. */
export interface Import {
  /** `py:torch.nn`, `js:@tensorflow/tfjs`. */
  readonly symbol: SymbolId;
  /** The local name it is bound to; absent for a star import. */
  readonly alias?: string;
  readonly range: Range;
}

/** Where a text speaks of something that is looked for. */
export interface Mention extends Range {
  /** It may be the name of a symbol, or of a module. */
  readonly isSymbol: boolean;
  /** It means something by its words alone. */
  readonly isWords: boolean;
  /** Of an assignment or a list that it stands in, the rest means nothing by it. */
  readonly isPlace?: boolean;
}

/** Which symbols are looked for. */
export interface Sought {
  isKnown(symbol: SymbolId): boolean;
  /** Arguments of its calls are looked for too. */
  takes(symbol: SymbolId): boolean;
  /** Whether it is the keyword of such an argument, or what holds one. */
  isKeyword(name: string): boolean;
}

/** The parsed state of one version of one document. All answers are synchronous and none throws. */
export interface Analysis {
  readonly document: SourceDocument;
  readonly imports: readonly Import[];
  /** The file imports a machine-learning or a numeric package. */
  readonly has: { readonly ml: boolean; readonly numeric: boolean };
  /** False where the document was too large, binary or of a language without grammar: then only words are known. */
  readonly parsed: boolean;
  /** The site at an offset, or nothing: white space, punctuation, keywords of the language, unknown ground. */
  siteAt(offset: number): Site | undefined;
  /** Every site of the document, or of a span of it, in order. */
  sites(within?: Range): Iterable<Site>;
  /**
   * The sites of some mentions and those that these have a say in, in order: names that stand for the same, what is
   * given to them. At every other site there is nothing that is looked for; at some of these there is nothing either.
   */
  sitesFrom(mentions: readonly Mention[], sought: Sought): Iterable<Site>;
  /** The syntax nodes from the root down to what stands at an offset; none without a grammar. */
  pathAt?(offset: number): readonly Node[];
  /** The version of a package that the project pins, e.g. `2.4.1`, as far as that is known. */
  version?(name: string): string | undefined;
}
