/** Other files of the workspace, read in the background: what is not known yet is asked for and comes later. */
import * as vscode from 'vscode';
import { isManifest } from '../resolver/pinned';
import type { ProjectFiles } from '../resolver/project';
import type { SourceDocument } from '../resolver/site';

/** Larger files are not followed. */
const maxBytes = 300_000;
const maxKept = 500;
/** How long arriving files are waited for before the documents are told, in milliseconds. */
const rest = 100;

const languages: ReadonlyMap<string, string> = new Map([
  ['py', 'python'],
  ['ts', 'typescript'],
  ['tsx', 'typescriptreact'],
  ['js', 'javascript'],
  ['mjs', 'javascript'],
  ['jsx', 'javascriptreact'],
]);

/** Source code, and the files that pin versions. */
function languageOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return isManifest(name) ? 'plaintext' : languages.get(name.slice(name.lastIndexOf('.') + 1));
}

/** Paths are addresses as text. */
export class WorkspaceFiles implements ProjectFiles, vscode.Disposable {
  readonly #files = new Map<string, SourceDocument | undefined>();
  readonly #folders = new Map<string, ReadonlySet<string> | undefined>();
  readonly #watcher: vscode.FileSystemWatcher;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #version = 0;

  /** `arrived` is called when more is known than before. */
  constructor(private readonly arrived: () => void) {
    this.#watcher = vscode.workspace.createFileSystemWatcher(
      '**/{*.{py,ts,tsx,js,mjs,jsx},*requirements*.txt,pyproject.toml,*.lock,package.json}',
    );
    for (const event of [this.#watcher.onDidChange, this.#watcher.onDidCreate, this.#watcher.onDidDelete])
      event((uri) => this.#forget(uri.toString()));
  }

  get version(): number {
    return this.#version;
  }

  read(path: string): SourceDocument | undefined {
    if (this.#files.has(path)) return this.#files.get(path);
    const languageId = languageOf(path);
    if (languageId === undefined || !vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(path)))
      return undefined;
    const folder = path.slice(0, path.lastIndexOf('/'));
    const names = this.#folders.get(folder);
    if (names?.has(path.slice(folder.length + 1))) void this.#load(path, languageId);
    else if (!this.#folders.has(folder)) void this.#list(folder);
    return undefined;
  }

  list(folder: string): readonly string[] {
    if (!this.#folders.has(folder) && vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(folder)))
      void this.#list(folder);
    return [...(this.#folders.get(folder) ?? [])];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#watcher.dispose();
  }

  async #list(folder: string): Promise<void> {
    this.#folders.set(folder, undefined);
    try {
      const items = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(folder));
      this.#folders.set(folder, new Set(items.map(([name]) => encodeURIComponent(name))));
      this.#soon();
    } catch {
      // A folder that is not there holds nothing.
    }
  }

  async #load(path: string, languageId: string): Promise<void> {
    if (this.#files.size >= maxKept) this.#files.clear();
    this.#files.set(path, undefined);
    try {
      const uri = vscode.Uri.parse(path);
      const { size, mtime } = await vscode.workspace.fs.stat(uri);
      if (size > maxBytes) return;
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      this.#files.set(path, { uri: path, version: mtime, languageId, text });
      this.#soon();
    } catch {
      // A file that went away holds nothing.
    }
  }

  #forget(path: string): void {
    this.#files.delete(path);
    this.#folders.delete(path.slice(0, path.lastIndexOf('/')));
    this.#soon();
  }

  #soon(): void {
    this.#version++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.arrived, rest);
  }
}
