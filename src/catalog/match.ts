/** The answer to "which concept is this?". */
import type { Literal, LiteralValue, Site, SymbolId } from '../resolver/site';
import type { ConceptName } from './schema.generated';
import type { Entry } from './entry';

/** How the concept was found, strongest first. */
export type MatchKind = 'symbol' | 'role' | 'type' | 'key' | 'words' | 'shape';

/** What is known of the file around a match. */
export interface FileFacts {
  /** The version of a package that the project pins. */
  version(name: string): string | undefined;
  /** Whether the file imports a module or something of it. */
  imports(module: string): boolean | undefined;
  /** Whether the code around the place catches that an import fails. */
  isGuarded(): boolean;
}

/** A quantity of the concept at this site. */
export interface RoleValue {
  readonly value: LiteralValue;
  /** `code`: the source states it. `api`: the default of this API. `concept`: the concept's own example value. */
  readonly from: 'code' | 'api' | 'concept';
  /** Where the code states it: what a hint marks and a write-back replaces. */
  readonly literal?: Literal;
}

export interface Match {
  readonly entry: Entry;
  readonly site: Site;
  readonly kind: MatchKind;
  /** 0 to 1; below 0.5 nothing is shown. */
  readonly confidence: number;
  readonly symbol?: SymbolId;
  /** The API of the entry that matched, with its roles. */
  readonly name?: ConceptName;
  /** The role under the caret. */
  readonly role?: string;
  /** Every role whose value is certain. A role that the code gives but that could not be read is absent. */
  readonly values: Readonly<Record<string, RoleValue>>;
  /** Absent where there is no file: in examples. */
  readonly file?: FileFacts;
}
