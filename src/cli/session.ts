/** Answers about positions in files, one file after the other. */
import type { Catalog } from '../catalog/catalog';
import type { Match } from '../catalog/match';
import { conceptAt, conceptsIn } from '../hints/concept-at';
import type { Resolver } from '../resolver/resolver';
import type { Analysis, LiteralValue, Site } from '../resolver/site';
import { UsageError } from './command';
import { createResolver, loadCatalog } from './data';
import { OpenDocument, type Position } from './documents';
import { projectFiles } from './project-files';

/** One answer. Lines and columns are 1-based, columns in UTF-16 units. */
export interface Answer extends Position {
  readonly path: string;
  readonly endColumn: number;
  readonly text: string;
  readonly symbol?: string;
  readonly role?: string;
  readonly concept: string | null;
  readonly kind: Match['kind'] | null;
  readonly confidence: number;
  /** What the code states, by role. */
  readonly literals: Readonly<Record<string, LiteralValue>>;
}

/** Looks positions up, keeping the file that was read last. */
export class Session {
  readonly #files = projectFiles();
  #open: { path: string; document: OpenDocument; analysis: Analysis } | undefined;

  private constructor(
    private readonly catalog: Catalog,
    private readonly resolver: Resolver,
  ) {}

  static async open(): Promise<Session> {
    return new Session(await loadCatalog(), createResolver());
  }

  async at(path: string, position: Position): Promise<Answer> {
    const { document, analysis } = await this.#analysis(path);
    const offset = document.offsetAt(position);
    if (offset === undefined)
      throw new UsageError(`gloss: ${path} has no position ${position.line}:${position.column}`);
    const site = analysis.siteAt(offset);
    const match = site && conceptAt(this.catalog, analysis, site);
    if (site) return answerFor(path, document, site, match);
    return {
      path,
      ...position,
      endColumn: position.column,
      text: '',
      concept: null,
      kind: null,
      confidence: 0,
      literals: {},
    };
  }

  /** Every site with a concept in a file. A file that names no concept is parsed only where it `isNamed` itself. */
  async all(path: string, isNamed: boolean): Promise<Answer[]> {
    const read = await OpenDocument.readIf(path, (text) => isNamed || this.catalog.mayHold(text));
    if (!read) return [];
    const { document, analysis } = await this.#analysis(path, read);
    const answers = [];
    for (const match of conceptsIn(this.catalog, analysis))
      answers.push(answerFor(path, document, match.site, match));
    return answers;
  }

  async #analysis(
    path: string,
    read?: OpenDocument,
  ): Promise<{ document: OpenDocument; analysis: Analysis }> {
    if (this.#open?.path !== path) {
      const document = read ?? (await OpenDocument.read(path));
      await this.resolver.load(document.source.languageId);
      if (this.#open) this.resolver.forget(this.#open.document.source.uri);
      this.#open = { path, document, analysis: this.resolver.analyze(document.source) };
      this.resolver.link(document.source.uri, this.#files);
    }
    return this.#open;
  }
}

function answerFor(path: string, document: OpenDocument, site: Site, match: Match | undefined): Answer {
  const start = document.positionAt(site.range.start);
  const literals: Record<string, LiteralValue> = {};
  for (const [role, { value, from }] of Object.entries(match?.values ?? {}))
    if (from === 'code') literals[role] = value;
  return {
    path,
    ...start,
    endColumn: start.column + site.range.end - site.range.start,
    text: site.text,
    symbol: match?.symbol ?? site.symbol,
    role: match?.role,
    concept: match?.entry.id ?? null,
    kind: match?.kind ?? null,
    confidence: match?.confidence ?? 0,
    literals,
  };
}
