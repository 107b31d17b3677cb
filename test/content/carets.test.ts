import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Catalog } from '../../src/catalog/catalog';
import type { Match } from '../../src/catalog/match';
import { conceptAt } from '../../src/hints/concept-at';
import { findings } from '../../src/hints/findings';
import { joinCells } from '../../src/resolver/notebook';
import { Resolver } from '../../src/resolver/resolver';
import type { Analysis } from '../../src/resolver/site';
import { loadBuiltInCatalog } from '../../tools/checks/catalog';
import { readCarets, type Expectation } from './caret';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = join(root, 'test/fixtures/names');

const languages: Record<string, string> = {
  py: 'python',
  ipynb: 'python',
  ts: 'typescript',
  tsx: 'typescriptreact',
  js: 'javascript',
  yaml: 'yaml',
  toml: 'toml',
  json: 'json',
  sh: 'shellscript',
  R: 'r',
  java: 'java',
};

const wasm = (name: string): Promise<Uint8Array> =>
  readFile(
    name === 'runtime'
      ? join(root, 'node_modules/web-tree-sitter/web-tree-sitter.wasm')
      : join(root, `node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`),
  );

/** A notebook's code cells are one text, as everywhere in Gloss. */
function sourceText(file: string): string {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.ipynb')) return text;
  const { cells } = JSON.parse(text) as { cells: { cell_type: string; source: string[] }[] };
  return joinCells(
    cells.filter((cell) => cell.cell_type === 'code').map((cell) => ({ text: `${cell.source.join('')}\n` })),
  ).text;
}

/** What was found, in the words of the expectation: only the fields that it has. */
function found(match: Match | undefined, expected: Expectation['fields']): Record<string, string> {
  const written = (role: string): string => {
    const value = match?.values[role];
    return value === undefined ? 'unknown' : String(value.value);
  };
  return Object.fromEntries(
    Object.keys(expected).map((field) => {
      if (field === 'concept') return [field, match?.entry.id ?? 'none'];
      if (field === 'kind') return [field, match?.kind ?? 'none'];
      if (field === 'finding') return [field, (match && findings(match)[0]?.rule) ?? 'none'];
      if (field === 'role') return [field, match?.role ?? 'none'];
      return [field, written(field === 'value' ? (match?.role ?? '') : field)];
    }),
  );
}

function lookUp(catalog: Catalog, analysis: Analysis, offset: number): Match | undefined {
  const site = analysis.siteAt(offset);
  return site && conceptAt(catalog, analysis, site);
}

describe('names in code', function () {
  this.timeout(120_000);
  let catalog: Catalog;
  const resolver = new Resolver({ read: wasm });

  before(async () => {
    catalog = await loadBuiltInCatalog(root);
    for (const language of new Set(Object.values(languages)))
      assert.deepEqual(await resolver.load(language), { ok: true });
  });

  after(() => resolver.dispose());

  for (const concept of readdirSync(fixtures)) {
    describe(concept, () => {
      for (const name of readdirSync(join(fixtures, concept))) {
        const file = join(fixtures, concept, name);
        const { text, expectations } = readCarets(sourceText(file));

        it(`${name}: ${expectations.length} places`, () => {
          assert.ok(expectations.length > 0, 'the fixture has a caret');
          const languageId = languages[name.split('.').at(-1)!]!;
          const analysis = resolver.analyze({ uri: file, version: 1, languageId, text });
          const wrong = expectations.flatMap(({ offset, line, fields }) => {
            const actual = found(lookUp(catalog, analysis, offset), fields);
            const differs = Object.keys(fields).some((field) => actual[field] !== fields[field]);
            return differs
              ? [`${name}:${line}: ${JSON.stringify(actual)}, not ${JSON.stringify(fields)}`]
              : [];
          });
          assert.deepEqual(wrong, []);
        });
      }
    });
  }
});
