/** What the build wrote beside the program: catalog, symbols, articles, snippets. Each is read once, when first wanted. */
import * as vscode from 'vscode';
import { createCatalog, type Catalog } from '../catalog/catalog';
import type { BuiltCatalog, Entry } from '../catalog/entry';
import type { Snippet } from '../catalog/snippet';
import { Api, type ApiTable } from '../resolver/api-table';
import { messageOf } from './log';

/** An article as the build wrote it. */
export interface Article {
  readonly markdown: string;
  readonly html: string;
  readonly corrections: readonly {
    readonly claimHtml: string;
    readonly rightHtml: string;
    readonly source?: string;
  }[];
}

/** A file that is missing or broken costs one log line and leaves its part empty; nothing here rejects. */
export class Content {
  #catalog: Catalog | undefined;
  #loading: Promise<Catalog> | undefined;
  #asked = false;
  #known: Api | undefined;
  #snippets: Promise<readonly Snippet[] | undefined> | undefined;
  #articles: Promise<ReadonlyMap<string, Article> | undefined> | undefined;

  constructor(
    private readonly folder: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** The catalog, where it has been read already. */
  get loaded(): Catalog | undefined {
    return this.#catalog;
  }

  catalog(): Promise<Catalog> {
    const build = (entries: readonly Entry[]): Catalog => createCatalog(entries, () => this.#api());
    this.#loading ??= this.#read('catalog.json', ({ entries }: BuiltCatalog) => build(entries)).then(
      (catalog) => (this.#catalog = catalog ?? build([])),
    );
    return this.#loading;
  }

  /** What packages say of their symbols. The first to ask goes without: it is read for those behind. */
  #api(): Api | undefined {
    if (!this.#asked) void this.#read('symbols.json', (table: ApiTable) => (this.#known = new Api(table)));
    this.#asked = true;
    return this.#known;
  }

  async snippets(): Promise<readonly Snippet[]> {
    this.#snippets ??= this.#read('snippets.json', (snippets: readonly Snippet[]) => [...snippets]);
    return (await this.#snippets) ?? [];
  }

  async article(id: string): Promise<Article | undefined> {
    this.#articles ??= this.#read(
      'articles.json',
      (articles: Readonly<Record<string, Article>>) => new Map(Object.entries(articles)),
    );
    return (await this.#articles)?.get(id);
  }

  async #read<T, R>(name: string, use: (json: T) => R): Promise<R | undefined> {
    try {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.folder, name));
      return use(JSON.parse(new TextDecoder().decode(bytes)) as T);
    } catch (error) {
      this.log.error(`${name} cannot be read, so what it holds is not shown: ${messageOf(error)}`);
      return undefined;
    }
  }
}
