/** Analyses of open documents, kept by version. A notebook is analysed as one text: its code cells joined. */
import * as vscode from 'vscode';
import { joinCells } from '../resolver/notebook';
import { whyNotParsed } from '../resolver/limits';
import type { LoadResult, Resolver } from '../resolver/resolver';
import type { Analysis, SourceDocument } from '../resolver/site';
import type { Range } from '../util/range';
import { isSupported, parserOf } from './languages';
import { messageOf } from './log';
import { WorkspaceFiles } from './project-files';

/** Longer documents are left alone (UTF-16 code units). */
const maxLength = 1_000_000;

/** How long typing must rest before the document is analysed ahead of the next hover, in milliseconds. */
const rest = 300;

/** An analysis seen from one document: a file, or one cell of a notebook. */
export interface AnalyzedDocument {
  readonly document: vscode.TextDocument;
  readonly analysis: Analysis;
  /** Where the document begins in the analysed text. */
  readonly start: number;
  /** The document that holds a span of the analysed text, and where that begins: in a notebook maybe another cell. */
  locate(range: Range): { readonly document: vscode.TextDocument; readonly start: number } | undefined;
}

/** The offset of a position in the analysed text. */
export function offsetAt({ document, start }: AnalyzedDocument, position: vscode.Position): number {
  return start + document.offsetAt(position);
}

/** The place in the document of a span of the analysed text that lies within the document. */
export function rangeOf({ document, start }: AnalyzedDocument, range: Range): vscode.Range {
  return new vscode.Range(document.positionAt(range.start - start), document.positionAt(range.end - start));
}

interface Joined {
  /** What the text was made from: the cells with their versions. */
  readonly key: string;
  readonly source: SourceDocument;
  readonly cells: readonly { readonly document: vscode.TextDocument; readonly start: number }[];
}

export class Documents implements vscode.Disposable {
  /** Set once something has been analysed. */
  #resolver: Resolver | undefined;
  #starting: Promise<Resolver> | undefined;
  /** By document or notebook. */
  readonly #analyses = new Map<string, Analysis>();
  readonly #joined = new Map<string, Joined>();
  readonly #loads = new Map<string, Promise<void>>();
  /** Documents and languages that the log has already named. */
  readonly #reported = new Set<string>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #files: WorkspaceFiles;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly grammars: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const { workspace, window } = vscode;
    this.#files = new WorkspaceFiles(
      () => window.activeTextEditor && this.#soon(window.activeTextEditor.document),
    );
    this.#subscriptions = [
      workspace.onDidChangeTextDocument(({ document }) => this.#soon(document)),
      window.onDidChangeActiveTextEditor((editor) => editor && this.#soon(editor.document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
      workspace.onDidCloseNotebookDocument(({ uri }) => this.#forget(uri)),
    ];
    if (window.activeTextEditor) this.#soon(window.activeTextEditor.document, 0);
  }

  /** Loads what the language needs, once; what fails is logged and the document then has words only. */
  load(languageId: string): Promise<void> {
    const known = this.#loads.get(languageId);
    if (known) return known;
    const load = this.#loadGrammar(languageId).then(
      (result) => {
        if (!result.ok)
          this.#reportOnce(languageId, `${languageId} is read for words only: ${result.reason}`);
      },
      (error: unknown) =>
        this.#reportOnce(languageId, `${languageId} is read for words only: ${messageOf(error)}`),
    );
    this.#loads.set(languageId, load);
    return load;
  }

  /** The analysis of the document as it is now, or nothing where Gloss steps aside. Waits only for a grammar's first load. */
  async analyze(document: vscode.TextDocument): Promise<AnalyzedDocument | undefined> {
    if (!isSupported(document.languageId) || this.#isTooLong(document)) return undefined;
    if (!this.#resolver?.ready(document.languageId)) await this.load(document.languageId);
    const resolver = this.#resolver;
    if (!resolver || document.isClosed) return undefined;
    const notebook = notebookOf(document);
    if (notebook) return this.#cell(resolver, document, notebook);
    const analysis = this.#analysisOf(resolver, document);
    return { document, analysis, start: 0, locate: () => ({ document, start: 0 }) };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#files.dispose();
    this.#resolver?.dispose();
  }

  async #loadGrammar(languageId: string): Promise<LoadResult> {
    this.#starting ??= this.#start();
    return (await this.#starting).load(languageId);
  }

  async #start(): Promise<Resolver> {
    const { Resolver } = await import('../resolver/resolver');
    return (this.#resolver = new Resolver({
      read: async (name) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.grammars, `${name}.wasm`)),
    }));
  }

  #isTooLong(document: vscode.TextDocument): boolean {
    const uri = document.uri.toString();
    if (this.#analyses.get(uri)?.document.version === document.version) return false;
    if (lengthOf(document) <= maxLength) return false;
    this.#reportOnce(uri, `${uri} is left alone: it is longer than ${maxLength} characters.`);
    return true;
  }

  #analysisOf(resolver: Resolver, document: vscode.TextDocument): Analysis {
    const uri = document.uri.toString();
    const known = this.#analyses.get(uri);
    if (known?.document.version === document.version && known.document.languageId === document.languageId)
      return known;
    const { version, languageId } = document;
    return this.#update(resolver, { uri, version, languageId, text: document.getText() });
  }

  #cell(
    resolver: Resolver,
    document: vscode.TextDocument,
    notebook: vscode.NotebookDocument,
  ): AnalyzedDocument | undefined {
    const joined = this.#join(notebook, document.languageId);
    const { start } = joined.cells.find((cell) => cell.document === document) ?? {};
    if (start === undefined) return undefined;
    const known = this.#analyses.get(joined.source.uri);
    const analysis = known?.document === joined.source ? known : this.#update(resolver, joined.source);
    const locate = (range: Range) =>
      joined.cells.find(
        (cell) => cell.start <= range.start && range.end <= cell.start + lengthOf(cell.document),
      );
    return { document, analysis, start, locate };
  }

  #join(notebook: vscode.NotebookDocument, languageId: string): Joined {
    const uri = notebookKey(notebook.uri, languageId);
    const cells = notebook.getCells().filter((cell) => cell.document.languageId === languageId);
    const key = cells.map(({ document }) => `${document.uri.toString()} ${document.version}`).join('\n');
    const known = this.#joined.get(uri);
    if (known?.key === key) return known;
    const { text, starts } = joinCells(cells.map(({ document }) => ({ text: document.getText() })));
    const version = (known?.source.version ?? 0) + 1;
    const joined: Joined = {
      key,
      source: { uri, version, languageId, text },
      cells: cells.map((cell, i) => ({ document: cell.document, start: starts[i] ?? 0 })),
    };
    this.#joined.set(uri, joined);
    return joined;
  }

  #update(resolver: Resolver, source: SourceDocument): Analysis {
    const analysis = resolver.analyze(source);
    this.#analyses.set(source.uri, analysis);
    const parser = parserOf(source.languageId);
    const why = !analysis.parsed && parser && whyNotParsed(source.text, parser);
    if (why) this.#reportOnce(source.uri, `${source.uri} is read for words only: ${why}.`);
    return analysis;
  }

  /** Analyses ahead of the next hover, once typing rests. */
  #soon(document: vscode.TextDocument, delay = rest): void {
    if (!isSupported(document.languageId) || document !== vscode.window.activeTextEditor?.document) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.analyze(document)
        .then((analyzed) => analyzed && this.#resolver?.link(analyzed.analysis.document.uri, this.#files))
        .catch((error: unknown) => this.log.error(messageOf(error)));
    }, delay);
  }

  #forget(closed: vscode.Uri): void {
    const uri = closed.toString();
    for (const key of [...this.#analyses.keys(), ...this.#joined.keys(), ...this.#reported]) {
      if (key !== uri && !key.startsWith(`${uri}#`)) continue;
      this.#resolver?.forget(key);
      this.#analyses.delete(key);
      this.#joined.delete(key);
      this.#reported.delete(key);
    }
  }

  #reportOnce(about: string, message: string): void {
    if (this.#reported.has(about)) return;
    this.#reported.add(about);
    this.log.warn(message);
  }
}

function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== 'vscode-notebook-cell') return undefined;
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document === document),
  );
}

function notebookKey(uri: vscode.Uri, languageId: string): string {
  return `${uri.toString()}#${languageId}`;
}

/** Without making the text. */
function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
