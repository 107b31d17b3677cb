/** snippets/tested.json: which snippet ran, when, against which versions. A changed file no longer matches its record. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunResult } from './verdict';

export interface SnippetRecord {
  /** SHA-256 of the file with LF line ends: header, setup and test count too. */
  readonly hash: string;
  /** Of the packages that the snippet needs, and of what ran it. */
  readonly versions: Readonly<Record<string, string>>;
  /** ISO day. */
  readonly date: string;
  readonly seconds: number;
  /** A skipped one keeps the record that it had. */
  readonly result: RunResult;
}

/** By snippet id. */
export type SnippetRecords = Record<string, SnippetRecord>;

export function snippetHash(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

export async function readRecords(root: string): Promise<SnippetRecords> {
  const text = await readFile(join(root, 'snippets/tested.json'), 'utf8').catch(() => '{}');
  return JSON.parse(text) as SnippetRecords;
}

/** Writes the records sorted by id, so that a run changes only its own lines. */
export async function writeRecords(root: string, records: SnippetRecords): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(join(root, 'snippets/tested.json'), `${JSON.stringify(sorted, null, 2)}\n`);
}
