/** Analysis after a keystroke in a 10,000-line Python file, beside tree-sitter's own incremental parse. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';
import { percentile, timeBoth, type Row } from './bench';
import { dist, pythonResolver } from './program';
import { longPythonFile } from './python-file';

export default async function bench(): Promise<readonly Row[]> {
  const resolver = await pythonResolver();
  const parser = new Parser();
  parser.setLanguage(await Language.load(await readFile(join(dist, 'grammars/python.wasm'))));
  const text = longPythonFile(10_000);
  const at = text.indexOf('Dropout', text.length / 2);
  /** The text with `i % 50` letters typed in its middle. */
  const typed = (i: number): string => text.slice(0, at) + 'x'.repeat(i % 50) + text.slice(at);
  const change = (i: number) => ({ start: at, oldEnd: at + ((i + 49) % 50), newEnd: at + (i % 50) });

  let version = 1;
  const document = (i: number) => ({
    uri: 'file:///long.py',
    version: version++,
    languageId: 'python',
    text: typed(i),
  });
  resolver.analyze(document(49));
  let tree: Tree = parser.parse(typed(49))!;
  const row = text.slice(0, at).split('\n').length - 1;
  const column = at - text.lastIndexOf('\n', at) - 1;
  const point = (offset: number) => ({ row, column: column + offset - at });

  const [ours, theirs] = timeBoth(
    200,
    (i) => resolver.analyze(document(i), [change(i)]),
    (i) => {
      const { start, oldEnd, newEnd } = change(i);
      tree.edit(
        new Edit({
          startIndex: start,
          oldEndIndex: oldEnd,
          newEndIndex: newEnd,
          startPosition: point(start),
          oldEndPosition: point(oldEnd),
          newEndPosition: point(newEnd),
        }),
      );
      const next = parser.parse(typed(i), tree)!;
      tree.delete();
      tree = next;
    },
  );
  const value = percentile(ours, 0.99);
  const yardstick = percentile(theirs, 0.99);
  return [
    {
      what: 'keystroke, 10,000 lines, p99',
      value,
      unit: 'ms',
      budget: 'p99 < 1.5 x',
      held: value < 1.5 * yardstick,
      yardstick: { what: 'tree-sitter incremental parse', value: yardstick, unit: 'ms' },
    },
  ];
}
