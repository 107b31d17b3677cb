import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { packed, packedFiles } from '../../tools/host/vsix';

describe('The packed extension', () => {
  it('holds what the programs read and nothing else', () => {
    const allowed = [
      /^(package\.json|README\.md|CHANGELOG\.md|LICENSE(\.txt)?)$/,
      /^dist\/(extension|cli|part-[a-z-]+)\.cjs$/,
      /^dist\/(web\/extension|panel|worker)\.js$/,
      /^dist\/(catalog|articles|snippets|symbols)\.json$/,
      /^dist\/([\w-]+\.(css|ttf)|fonts\/[\w-]+\.woff2)$/,
      /^dist\/(tfjs-simd|grammars\/(runtime|python|javascript|typescript|tsx))\.wasm$/,
      /^media\/[\w/-]+\.(png|svg|css)$/,
    ];
    const files = packedFiles();
    assert.deepEqual(
      files.filter((file) => !allowed.some((pattern) => pattern.test(file))),
      [],
    );
    const needed = [
      'LICENSE',
      'dist/articles.json',
      'dist/catalog.json',
      'dist/cli.cjs',
      'dist/extension.cjs',
      'dist/grammars/python.wasm',
      'dist/grammars/runtime.wasm',
      'dist/panel.js',
      'dist/part-analysis.cjs',
      'dist/part-cards.cjs',
      'dist/part-import-glossary.cjs',
      'dist/part-katex.cjs',
      'dist/part-resolver.cjs',
      'dist/part-search.cjs',
      'dist/snippets.json',
      'dist/symbols.json',
      'dist/tfjs-simd.wasm',
      'dist/web/extension.js',
      'dist/worker.js',
      'media/icon.png',
      'package.json',
    ];
    assert.deepEqual(
      needed.filter((file) => !files.includes(file)),
      [],
    );
  });

  it('is smaller than 5 MB', async () => {
    const { size } = statSync(await packed());
    assert.ok(size < 5e6, `${size} bytes`);
  });
});
