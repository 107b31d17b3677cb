/** Source files from disk: which there are, their language, notebooks as one text with positions by cell. */
import { opendir, readFile, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { joinCells } from '../resolver/notebook';
import type { SourceDocument } from '../resolver/site';
import { UsageError } from './command';

const languages: ReadonlyMap<string, string> = new Map([
  ['.py', 'python'],
  ['.pyi', 'python'],
  ['.ipynb', 'python'],
  ['.ts', 'typescript'],
  ['.mts', 'typescript'],
  ['.cts', 'typescript'],
  ['.tsx', 'typescriptreact'],
  ['.js', 'javascript'],
  ['.mjs', 'javascript'],
  ['.cjs', 'javascript'],
  ['.jsx', 'javascriptreact'],
  ['.yaml', 'yaml'],
  ['.yml', 'yaml'],
  ['.toml', 'toml'],
  ['.json', 'json'],
  ['.md', 'markdown'],
  ['.r', 'r'],
  ['.jl', 'julia'],
  ['.sh', 'shellscript'],
]);

/** The language of a file by its ending. */
export function languageOf(path: string): string {
  return languages.get(extname(path).toLowerCase()) ?? 'plaintext';
}

/** Folders that hold other people's code or no code. */
const passedOver = new Set(['node_modules', '__pycache__', 'site-packages', 'dist', 'build']);

/** The files below the given paths that Gloss can read, in a stable order. A named file is always taken. */
export async function* sourceFiles(paths: readonly string[]): AsyncGenerator<string> {
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    if (!info) throw new UsageError(`gloss: no such file or folder: ${path}`);
    if (info.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  const items = [];
  for await (const item of await opendir(folder)) items.push(item);
  items.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const item of items) {
    const path = join(folder, item.name);
    if (item.isDirectory()) {
      if (!item.name.startsWith('.') && !passedOver.has(item.name)) yield* filesBelow(path);
    } else if (item.isFile() && languages.has(extname(item.name).toLowerCase())) {
      yield path;
    }
  }
}

/** 1-based line and column (UTF-16); in a notebook the line is of the cell. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly cell?: number;
}

/** A source file with its positions. */
export class OpenDocument {
  readonly source: SourceDocument;
  readonly #lineStarts: readonly number[];
  /** Offsets of the cells of a notebook. */
  readonly #cells: readonly number[] | undefined;

  private constructor(path: string, text: string, cells?: readonly number[]) {
    this.source = {
      uri: resolve(path).replaceAll('\\', '/'),
      version: 1,
      languageId: languageOf(path),
      text,
    };
    this.#lineStarts = lineStarts(text);
    this.#cells = cells;
  }

  /** Reads a file. A notebook that is no JSON is a usage error. */
  static async read(path: string): Promise<OpenDocument> {
    return OpenDocument.#of(path, await readBytes(path));
  }

  /** Reads a file and opens it where its text, UTF-8, is wanted. */
  static async readIf(
    path: string,
    isWanted: (text: Uint8Array) => boolean,
  ): Promise<OpenDocument | undefined> {
    const bytes = await readBytes(path);
    return isWanted(bytes) ? OpenDocument.#of(path, bytes) : undefined;
  }

  static #of(path: string, bytes: Buffer): OpenDocument {
    const text = bytes.toString('utf8');
    if (extname(path).toLowerCase() !== '.ipynb') return new OpenDocument(path, text);
    const joined = joinCells(codeCells(path, text));
    return new OpenDocument(path, joined.text, joined.starts);
  }

  /** The offset of a position, or nothing where the document has no such place. */
  offsetAt({ line, column, cell }: Position): number | undefined {
    const firstLine = cell === undefined ? 0 : this.#lineOf(this.#cells?.[cell]);
    if (firstLine === undefined) return undefined;
    const index = firstLine + line - 1;
    const start = this.#lineStarts[index];
    if (start === undefined || line < 1 || column < 1) return undefined;
    const end = this.#lineStarts[index + 1] ?? this.source.text.length + 1;
    const offset = start + column - 1;
    return offset < end ? offset : undefined;
  }

  positionAt(offset: number): Position {
    const line = lastAtMost(this.#lineStarts, offset);
    const column = offset - (this.#lineStarts[line] ?? 0) + 1;
    if (!this.#cells) return { line: line + 1, column };
    const cell = lastAtMost(this.#cells, offset);
    const firstLine = this.#lineOf(this.#cells[cell]) ?? 0;
    return { cell, line: line - firstLine + 1, column };
  }

  #lineOf(offset: number | undefined): number | undefined {
    return offset === undefined ? undefined : lastAtMost(this.#lineStarts, offset);
  }
}

function readBytes(path: string): Promise<Buffer> {
  return readFile(path).catch((error: Error) => {
    throw new UsageError(`gloss: ${path}: ${error.message}`);
  });
}

function codeCells(path: string, text: string): { text: string }[] {
  try {
    const notebook = JSON.parse(text) as { cells?: unknown };
    if (!Array.isArray(notebook.cells)) throw new Error('it has no cells');
    const cells = notebook.cells as { cell_type?: unknown; source?: unknown }[];
    return cells.map((cell) => {
      if (cell.cell_type !== 'code') return { text: '' };
      return { text: Array.isArray(cell.source) ? cell.source.join('') : String(cell.source ?? '') };
    });
  } catch (error) {
    throw new UsageError(
      `gloss: ${path} is not a notebook: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the last element that is at most `value`; `sorted` starts at 0. */
function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? Infinity) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
