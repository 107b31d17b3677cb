/** The names that entries have for a symbol: as it is written, by its other paths, and through what it inherits. */
import type { Api } from '../resolver/api-table';
import type { SymbolId } from '../resolver/site';
import type { Fit } from './role-values';
import type { NameOf, SymbolIndex } from './symbol-index';

export interface FoundNames {
  readonly names: readonly NameOf[];
  /** Where the names are those of a base class: what the class of the symbol, or its member, takes. */
  readonly heir?: Exclude<Fit, 'subclass'>;
  /** They are those of a whole module: they say which library it is, and no more. */
  readonly isWide?: boolean;
}

/**
 * A module answers for the public names in it, not for the members of its classes; a method that it names, on all of
 * them.
 */
function isShown(symbol: SymbolId, { name }: NameOf): boolean {
  return name.method !== undefined || !/[./]_*[A-Z]\w*\.|[./]_\w*$/.test(symbol);
}

export class SymbolNames {
  constructor(
    private readonly index: SymbolIndex,
    /** What packages say of their symbols, once it has been read. */
    private readonly api: () => Api | undefined,
  ) {}

  /** The most specific names; a module `a.b.*` comes last. */
  find(symbol: SymbolId): FoundNames {
    const exact = this.index.exact(symbol);
    if (exact.length > 0) return { names: exact };
    const api = this.api();
    const found = api && this.#byApi(symbol, api);
    return found ?? { names: this.index.inModules(symbol).filter((of) => isShown(symbol, of)), isWide: true };
  }

  #byApi(symbol: SymbolId, api: Api): FoundNames | undefined {
    const name = api.nameOf(symbol);
    const same = name === symbol ? [] : this.index.exact(name);
    if (same.length > 0) return { names: same };
    const heir = api.classOf(name);
    if (heir) return this.#inherited(api.ancestors(name), '', heir);
    const dot = name.lastIndexOf('.');
    if (dot < 0) return undefined;
    return this.#inherited(api.ancestors(name.slice(0, dot)), name.slice(dot), 'exact');
  }

  #inherited(
    ancestors: readonly SymbolId[],
    member: string,
    heir: FoundNames['heir'],
  ): FoundNames | undefined {
    for (const ancestor of ancestors) {
      const names = this.index.exact(ancestor + member);
      if (names.length > 0) return { names, heir };
    }
    return undefined;
  }
}
