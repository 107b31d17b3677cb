/**
 * Fixture files with carets. A comment of its own below a line points at a column of that line and says what
 * stands there: `#      ^ symbol=py:torch.nn.LayerNorm argument=eps literal=0.1`. A column under the comment mark
 * itself is written as a number: `#<0 place=definition`. `-` means absent.
 */
import { readFile, readdir } from 'node:fs/promises';
import { joinCells } from '../../../src/resolver/notebook';
import type { SourceDocument } from '../../../src/resolver/site';

const folder = new URL('../../fixtures/resolver/', import.meta.url);

const languages: Readonly<Record<string, string>> = {
  py: 'python',
  ipynb: 'python',
  ts: 'typescript',
  tsx: 'typescriptreact',
  js: 'javascript',
  yaml: 'yaml',
  toml: 'toml',
  jsonc: 'jsonc',
  sh: 'shellscript',
  java: 'java',
};

export interface Caret {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** What is expected, by field. */
  readonly expected: ReadonlyMap<string, string>;
}

export interface Fixture {
  readonly name: string;
  readonly document: SourceDocument;
  readonly carets: readonly Caret[];
}

export async function readFixtures(): Promise<Fixture[]> {
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => {
      const source = await readFile(new URL(name, folder), 'utf8');
      const text = name.endsWith('.ipynb') ? notebookText(source) : source;
      const languageId =
        languages[
          name
            .replace(/\.txt$/, '')
            .split('.')
            .at(-1)!
        ] ?? 'plaintext';
      return { name, document: { uri: name, version: 1, languageId, text }, carets: caretsOf(text) };
    }),
  );
}

function notebookText(source: string): string {
  const { cells } = JSON.parse(source) as { cells: { cell_type: string; source: string[] }[] };
  const code = cells.filter((cell) => cell.cell_type === 'code');
  return joinCells(code.map((cell) => ({ text: cell.source.join('') }))).text;
}

const marker = /^(?:#|\/\/)(?:<(\d+)|( *)\^) (.*)$/;

function caretsOf(text: string): Caret[] {
  const carets: Caret[] = [];
  let lineStart = 0;
  let target = { start: 0, line: 0 };
  for (const [index, line] of text.split('\n').entries()) {
    const found = marker.exec(line);
    if (found) {
      const column = found[1] === undefined ? line.indexOf('^') : Number(found[1]);
      const expected = new Map(
        Array.from(found[3]!.matchAll(/(\w+)=("(?:[^"\\]|\\.)*"|\S+)/g), ([, key, value]) => [key!, value!]),
      );
      carets.push({ offset: target.start + column, line: target.line, column: column + 1, expected });
    } else {
      target = { start: lineStart, line: index + 1 };
    }
    lineStart += line.length + 1;
  }
  return carets;
}
