/** The grammars as they lie in node_modules, for tests. */
import { readFile } from 'node:fs/promises';
import type { GrammarFiles } from '../../../src/resolver/grammars';

const root = new URL('../../../node_modules/', import.meta.url);

export const grammarFiles: GrammarFiles = {
  read: (name) =>
    readFile(
      name === 'runtime'
        ? new URL('web-tree-sitter/web-tree-sitter.wasm', root)
        : new URL(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`, root),
    ),
};
