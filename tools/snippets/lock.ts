/**
 * Writes the pinned lists `envs/<name>.txt` anew from what they are made of, with the newest versions that fit:
 * `<name>.in` names the packages that are wanted, `<name>.overrides`, if there is one, what others must not ask for.
 *
 *     npm run lock:snippets [-- name…]
 */
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { uv } from './python';

const folder = fileURLToPath(new URL('envs', import.meta.url));
const forAll = '--universal --fork-strategy fewest --python-version 3.11 --no-annotate --no-header'.split(
  ' ',
);

async function lock(name: string): Promise<void> {
  const wanted = join(folder, `${name}.in`);
  const overrides = join(folder, `${name}.overrides`);
  const also = existsSync(overrides) ? ['--overrides', overrides] : [];
  const output = await uv(['pip', 'compile', '--quiet', '--upgrade', ...forAll, wanted, ...also]);
  const pins = output.split('\n').filter((line) => line !== '' && !line.endsWith("== 'never'"));
  const about = (await readFile(wanted, 'utf8')).split('\n', 1)[0]!;
  await writeFile(join(folder, `${name}.txt`), [about, ...pins, ''].join('\n'));
  console.log(`${name}: ${pins.length} packages`);
}

const all = (await readdir(folder)).filter((file) => file.endsWith('.in')).map((file) => file.slice(0, -3));
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}: ${all.join(', ')}.`);
  process.exitCode = 2;
} else for (const name of chosen.length > 0 ? chosen : all) await lock(name);
