/** What the checks on content look at, and where a thing stands in its file. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseConceptFile } from '../../src/catalog/concept-file';
import type { Entry } from '../../src/catalog/entry';
import type { Problem } from '../../src/util/problem';
import { snippetFiles } from '../snippets/files';
import { readRecords, type SnippetRecords } from '../snippets/record';
import { loadMoves, type Move, type MoveProofs } from '../symbols/moves';
import { loadTables, type SymbolTables } from '../symbols/tables';

/** A concept file that could be read, with its text for the lines of problems. */
export interface ConceptFile {
  /** `concepts/label-smoothing.md`. */
  readonly file: string;
  readonly text: string;
  /** Absent where the file has errors. */
  readonly entry?: Entry;
  /** Of the parser. */
  readonly problems: readonly Problem[];
}

export interface SnippetFile {
  readonly file: string;
  readonly text: string;
}

export interface Content {
  readonly concepts: readonly ConceptFile[];
  readonly snippets: readonly SnippetFile[];
  readonly records: SnippetRecords;
  readonly tables: SymbolTables;
  /** Why there is no table of a package, by its first segment: `py:composer`. */
  readonly unproved: Readonly<Record<string, string>>;
  /** symbols/moved.txt and what was seen of it. */
  readonly moves: { readonly text: string; readonly moves: readonly Move[]; readonly proofs: MoveProofs };
}

/** One file of this folder each. Problems are for the author of the content: words and place. */
export type Check = (content: Content) => Problem[] | Promise<Problem[]>;

/** A concept that the article checks apply to. */
export interface Complete extends ConceptFile {
  readonly entry: Entry;
}

export function conceptFile(file: string, text: string): ConceptFile {
  return { file, text, ...parseConceptFile(text, file) };
}

export async function loadContent(root: string): Promise<Content> {
  const names = (await readdir(join(root, 'concepts'))).filter((name) => name.endsWith('.md')).sort();
  const read = async (file: string): Promise<SnippetFile> => ({
    file,
    text: await readFile(join(root, file), 'utf8'),
  });
  const concepts = await Promise.all(names.map((name) => read(`concepts/${name}`)));
  return {
    concepts: concepts.map(({ file, text }) => conceptFile(file, text)),
    snippets: await Promise.all((await snippetFiles(root)).map(read)),
    records: await readRecords(root),
    tables: await loadTables(root),
    unproved: JSON.parse((await read('symbols/unproved.json')).text) as Record<string, string>,
    moves: await loadMoves(root),
  };
}

/** The concepts that parsed and are no drafts. */
export function complete(content: Content): Complete[] {
  return content.concepts.filter(
    (concept): concept is Complete => concept.entry !== undefined && !concept.entry.draft,
  );
}

/** Where the article begins. */
export function articleOffset(text: string): number {
  const end = /^---[ \t]*\r?\n[\s\S]*?\n---[ \t]*\r?\n/.exec(text);
  return end ? end[0].length : 0;
}

export interface Place {
  readonly file: string;
  /** 1-based, as `column`. */
  readonly line: number;
  readonly column: number;
}

export function placeAt({ file, text }: { file: string; text: string }, offset: number): Place {
  const before = text.slice(0, Math.max(0, offset));
  return { file, line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}

/** A problem at an offset of the file. */
export function problemAt(
  source: { file: string; text: string },
  offset: number,
  code: string,
  message: string,
): Problem {
  return { code, message, severity: 'error', ...placeAt(source, offset) };
}

/** A problem at the first place where `needle` stands, else at the start of the file. */
export function problemNear(
  source: { file: string; text: string },
  needle: string,
  code: string,
  message: string,
): Problem {
  return problemAt(source, source.text.indexOf(needle), code, message);
}
