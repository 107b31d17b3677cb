/** Source text in, analysis out: one syntax tree per open document, updated as it changes. */
import type { ConfigAnalysis } from './config/analysis';
import { Grammars, type GrammarFiles, type GrammarName, type LoadResult } from './grammars';
import { readingOf } from './languages';
import { whyNotParsed } from './limits';
import { ModuleScope } from './module-scope';
import { EmptyAnalysis, PlainAnalysis } from './plain';
import { python } from './python/language';
import { script } from './script/language';
import type { Linked } from './links';
import { pinnedVersions } from './pinned';
import { followLink, hasLearningBeside, type Exported, type ProjectFiles } from './project';
import type { Analysis, SourceDocument, SymbolId, TextChange } from './site';
import { editOf } from './syntax';
import { Tree } from './syntax-tree';
import { changedSpan, turnsInto } from './text-span';
import { TreeAnalysis } from './tree-analysis';

export type { LoadResult } from './grammars';

const languages = { python, script };

/** Other files that are parsed for the names of one document, at most. */
const maxOpened = 40;

interface Kept {
  readonly analysis: Analysis;
  readonly tree?: {
    readonly grammar: GrammarName;
    readonly module: ModuleScope;
    readonly analysis: TreeAnalysis;
  };
}

export class Resolver {
  readonly #grammars: Grammars;
  #config: typeof ConfigAnalysis | undefined;
  readonly #kept = new Map<string, Kept>();
  /** What the links of a document were made from. */
  readonly #linked = new Map<string, string>();
  /** What names of other files stand for: many documents import the same. */
  readonly #exported = new WeakMap<SourceDocument, Map<string, Linked | undefined>>();

  constructor(grammars: GrammarFiles) {
    this.#grammars = new Grammars(grammars);
  }

  /** Loads what a language needs. A failure is an answer, not an error: its documents are then read for words. */
  async load(languageId: string): Promise<LoadResult> {
    const reading = readingOf(languageId);
    if (reading?.kind === 'code') return this.#grammars.load(reading.grammar);
    if (reading?.kind === 'config') this.#config ??= (await import('./config/analysis')).ConfigAnalysis;
    return { ok: true };
  }

  /** Whether documents of a language can be analysed at once. */
  ready(languageId: string): boolean {
    const reading = readingOf(languageId);
    if (reading?.kind === 'config') return this.#config !== undefined;
    return reading?.kind !== 'code' || this.#grammars.parser(reading.grammar) !== undefined;
  }

  /**
   * The analysis of a document. An earlier analysis of the same `uri` is updated and then answers nothing more.
   * `changes` may say what changed since; what does not fit the text is found out anew. `isCancelled` is asked now
   * and then while parsing; after it said yes the analysis knows nothing, and nothing of the document is kept.
   */
  analyze(document: SourceDocument, changes?: readonly TextChange[], isCancelled?: () => boolean): Analysis {
    const kept = this.#kept.get(document.uri);
    if (kept && isSame(kept.analysis, document, this.ready(document.languageId))) return kept.analysis;
    const next = this.#analyze(document, kept, changes, isCancelled);
    if (!next) {
      this.forget(document.uri);
      return new EmptyAnalysis(document);
    }
    if (kept?.tree && kept.tree.analysis !== next.analysis) free(kept.tree.analysis);
    this.#kept.set(document.uri, next);
    return next.analysis;
  }

  #analyze(
    document: SourceDocument,
    kept: Kept | undefined,
    changes?: readonly TextChange[],
    isCancelled?: () => boolean,
  ): Kept | undefined {
    const reading = readingOf(document.languageId);
    if (whyNotParsed(document.text, reading?.kind ?? 'code'))
      return { analysis: new EmptyAnalysis(document) };
    if (reading?.kind === 'config' && this.#config)
      return { analysis: new this.#config(document, reading.format) };
    if (reading?.kind !== 'code') return { analysis: new PlainAnalysis(document) };
    const { grammar } = reading;
    const parser = this.#grammars.parser(grammar);
    if (!parser) return { analysis: new PlainAnalysis(document) };

    const language = languages[reading.language];
    const code = language.prepare(document.text);
    const before = kept?.tree?.grammar === grammar ? kept.tree : undefined;
    try {
      const change = before && changeOf(before.analysis.code, code, changes);
      if (before && change) before.analysis.tree.foreign.edit(editOf(before.analysis.code, code, change));
      const parsed = parser.parse(
        code,
        before?.analysis.tree.foreign,
        isCancelled && { progressCallback: isCancelled },
      );
      if (!parsed) {
        parser.reset();
        return isCancelled ? undefined : { analysis: new PlainAnalysis(document) };
      }
      const tree = new Tree(parsed, code);
      const module = before?.module ?? new ModuleScope(language.declare);
      if (!before) module.read(tree, code);
      else if (change) module.update(tree, code, change, disturbed(before.analysis.tree, tree));
      const analysis = new TreeAnalysis(document, code, tree, module, language);
      if (before) {
        const { links, isBesideLearning, pins } = before.analysis;
        analysis.link(links, isBesideLearning, pins);
      }
      return { analysis, tree: { grammar, module, analysis } };
    } catch {
      parser.reset();
      return { analysis: new PlainAnalysis(document) };
    }
  }

  /**
   * Finds out what the names that a document imports from other files of its project stand for. Those files are
   * parsed, so this is work for the background, not for a hover. A version that is newer than the links is linked anew.
   */
  link(uri: string, files: ProjectFiles): void {
    const analysis = this.#kept.get(uri)?.tree?.analysis;
    if (!analysis) return;
    const symbols = analysis.projectSymbols();
    const key = `${files.version}\n${symbols.join('\n')}`;
    if (key === this.#linked.get(uri)) return;
    this.#linked.set(uri, key);
    const opened = new Map<string, Kept | undefined>();
    const exported: Exported = (document, name) => {
      if (opened.size >= maxOpened && !opened.has(document.uri)) return undefined;
      if (!opened.has(document.uri)) opened.set(document.uri, undefined);
      return this.#exportedBy(document, name, opened);
    };
    const from = uri.replace(/#.*$/, '');
    const links = new Map<SymbolId, Linked>();
    for (const symbol of symbols) {
      const linked = followLink(files, symbol, from, exported);
      if (linked) links.set(symbol, linked);
    }
    for (const kept of opened.values()) if (kept?.tree) free(kept.tree.analysis);
    const isBeside = !analysis.has.ml && hasLearningBeside(files, from);
    analysis.link(links, isBeside, pinnedVersions(files, from));
  }

  /** What a name of another file stands for. @param opened by path, the files that are parsed so far */
  #exportedBy(
    document: SourceDocument,
    name: string,
    opened: Map<string, Kept | undefined>,
  ): Linked | undefined {
    const known = this.#exported.get(document) ?? new Map<string, Linked | undefined>();
    if (known.has(name)) return known.get(name);
    const kept = opened.get(document.uri) ?? this.#analyze(document, undefined);
    opened.set(document.uri, kept);
    if (!kept?.tree) return undefined;
    this.#exported.set(document, known);
    known.set(name, kept.tree.analysis.exported(name));
    return known.get(name);
  }

  /** Frees what is kept of a document; its analysis then answers nothing. */
  forget(uri: string): void {
    const kept = this.#kept.get(uri);
    if (kept?.tree) free(kept.tree.analysis);
    this.#kept.delete(uri);
    this.#linked.delete(uri);
  }

  dispose(): void {
    for (const uri of [...this.#kept.keys()]) this.forget(uri);
    this.#grammars.dispose();
  }
}

function isSame(analysis: Analysis, document: SourceDocument, ready: boolean): boolean {
  const { version, languageId, text } = analysis.document;
  if (version !== document.version || languageId !== document.languageId || text !== document.text)
    return false;
  return !(analysis instanceof PlainAnalysis && ready && readingOf(languageId) !== undefined);
}

function changeOf(
  before: string,
  after: string,
  changes: readonly TextChange[] | undefined,
): TextChange | undefined {
  const told = changes?.length === 1 ? changes[0] : undefined;
  return told && turnsInto(before, after, told) ? told : changedSpan(before, after);
}

function disturbed(before: Tree, after: Tree): { start: number; end: number }[] {
  return before.foreign
    .getChangedRanges(after.foreign)
    .map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex }));
}

function free(analysis: TreeAnalysis): void {
  analysis.close();
  analysis.tree.delete();
}
