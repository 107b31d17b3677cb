/** Sizes of what is shipped. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './bench';
import { dist } from './program';

const megabytes = (file: string): number => statSync(file).size / 1e6;

export default async function bench(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-size-'));
  try {
    execFileSync('npx', ['vsce', 'package', '--no-dependencies', '--out', join(folder, 'gloss.vsix')], {
      cwd: join(dist, '..'),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const vsix = megabytes(join(folder, 'gloss.vsix'));
    const programs = readdirSync(dist).filter((f) => /\.(cjs|js)$/.test(f) && existsSync(join(dist, f)));
    return [
      { what: 'VSIX', value: vsix, unit: 'MB', budget: '< 5 MB', held: vsix < 5 },
      ...programs.map((f): Row => ({
        what: `dist/${f}`,
        value: megabytes(join(dist, f)),
        unit: 'MB',
        budget: 'no budget of its own',
        held: true,
      })),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
