/** A possible answer for a site, before the most specific one is chosen. */
import type { SymbolId } from '../resolver/site';
import type { Entry } from './entry';
import type { MatchKind, RoleValue } from './match';
import type { ConceptName } from './schema.generated';

export interface Candidate {
  readonly entry: Entry;
  readonly kind: MatchKind;
  readonly confidence: number;
  /** Of candidates of different rank the higher is clearly more specific. */
  readonly rank: number;
  readonly values: ReadonlyMap<string, RoleValue>;
  readonly symbol?: SymbolId;
  readonly name?: ConceptName;
  readonly role?: string;
}
