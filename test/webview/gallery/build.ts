/** Builds panel and worker with the gallery's demos in place of the real ones. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { root } from '../stage';

const galleryDemos: Plugin = {
  name: 'gallery-demos',
  setup({ onResolve }) {
    onResolve({ filter: /demos\/all\.generated$/ }, () => ({
      path: join(root, 'test/webview/gallery/demos.ts'),
    }));
  },
};

/** The folder with the built files. */
export async function buildGallery(): Promise<string> {
  const outdir = mkdtempSync(join(tmpdir(), 'gloss-gallery-'));
  await build({
    entryPoints: ['panel', 'worker'].map((name) => join(root, `src/webview/${name}.ts`)),
    outdir,
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    define: { 'import.meta.url': '"https://localhost/x.js"' },
    loader: { '.woff2': 'file', '.woff': 'empty', '.ttf': 'empty' },
    assetNames: 'fonts/[name]',
    plugins: [galleryDemos],
  });
  return outdir;
}
