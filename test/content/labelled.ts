/**
 * Labelled source files: `test/fixtures/resolve/`. Below a line of code stand what its words mean:
 *
 *     nn.LayerNorm(8, eps=1e-6)
 *     #? LayerNorm=layer-normalization eps=layer-norm-epsilon/eps=0.000001
 *     #- nn 8
 *
 * `#?` names the concept of a word, after a slash a role with its value; `word#2` is its second occurrence. `#-`
 * lists words where nothing may show. In other languages the mark is `//?`, `//-`, `<!--? -->`. These lines are
 * taken out before the file is read. A notebook is written with `# %%` between its cells.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinCells } from '../../src/resolver/notebook';
import type { SourceDocument } from '../../src/resolver/site';

export interface Label {
  readonly offset: number;
  readonly word: string;
  /** 1-based, in the fixture file. */
  readonly line: number;
  /** Absent where nothing may show. */
  readonly concept?: string;
  readonly role?: string;
  readonly value?: string;
}

export interface Labelled {
  readonly name: string;
  readonly document: SourceDocument;
  readonly labels: readonly Label[];
}

const languages: Readonly<Record<string, string>> = {
  py: 'python',
  ipynb: 'python',
  ts: 'typescript',
  tsx: 'typescriptreact',
  js: 'javascript',
  yaml: 'yaml',
  toml: 'toml',
  jsonc: 'jsonc',
  md: 'markdown',
  sh: 'shellscript',
};

const folder = join(import.meta.dirname, '../fixtures/resolve');
const marker = /^\s*(?:#|\/\/|<!--)([?-]) (.*?)(?: -->)?$/;
const claim = /^(.+?)(?:#(\d))?=([a-z0-9-]+)(?:\/(\w+)=(\S+))?$/;

export function labelledFiles(): Labelled[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const { text, labels } = readLabels(name, readFileSync(join(folder, name), 'utf8'));
      const languageId =
        languages[
          name
            .replace(/\.txt$/, '')
            .split('.')
            .at(-1)!
        ]!;
      return { name, labels, document: { uri: `labelled:${name}`, version: 1, languageId, text } };
    });
}

interface Line {
  readonly start: number;
  readonly text: string;
}

/** A label is for the nearest line above that has its word, so many lines up at most. */
const within = 12;

function readLabels(name: string, source: string): { text: string; labels: Label[] } {
  const cells = name.endsWith('.ipynb') ? source.split(/^# %%\n/m) : [source];
  const labels: Label[] = [];
  const kept: { text: string }[] = [];
  let start = 0;
  let number = 0;
  let recent: Line[] = [];
  for (const cell of cells) {
    let text = '';
    for (const written of cell.replace(/\n$/, '').split('\n')) {
      number++;
      const found = marker.exec(written);
      if (!found) {
        recent = [{ start: start + text.length, text: written }, ...recent].slice(0, within);
        text += `${written}\n`;
        continue;
      }
      for (const item of found[2]!.trim().split(/\s+/))
        labels.push(labelOf(found[1]!, item, recent, `${name}:${number}`, number));
    }
    kept.push({ text });
    start = joinCells(kept).text.length + 2;
    number++;
  }
  return { text: joinCells(kept).text, labels };
}

function labelOf(mark: string, item: string, recent: readonly Line[], place: string, number: number): Label {
  const parts = mark === '?' ? claim.exec(item) : [item, item];
  if (!parts) throw new Error(`${place}: '${item}' is no label`);
  const [, word, nth, concept, role, value] = parts;
  const whole = escaped(word!);
  const pattern = new RegExp(`(?<![\\w.])${whole}(?!\\w)|(?<=[\\w)\\]]\\.)${whole}(?!\\w)`, 'g');
  for (const { start, text } of recent) {
    const hit = [...text.matchAll(pattern)][Number(nth ?? 1) - 1];
    if (!hit) continue;
    const offset = start + hit.index + (word!.length > 1 ? 1 : 0);
    return { offset, word: word!, line: number, concept, role, value };
  }
  throw new Error(`${place}: '${word}' does not stand above`);
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
