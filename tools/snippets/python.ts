/** The Python of the machine and uv, the installer, in an environment of its own in the cache. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { execute } from './execute';

const windows = process.platform === 'win32';
const uvVersion = '0.13.9';

/** Where environments lie: outside the project, shared by all its copies. */
export const cache = process.env['GLOSS_SNIPPETS'] ?? join(homedir(), '.cache/gloss/snippets');
export const systemPython = process.env['PYTHON'] ?? (windows ? 'python' : 'python3');

/** What stands in the folder of a virtual environment, `python` for one. */
export function programIn(folder: string, name: string): string {
  return join(folder, windows ? `Scripts/${name}.exe` : `bin/${name}`);
}

/** `3.11`; rejects where there is no Python, or one that is too old. */
export async function pythonVersion(): Promise<string> {
  const { code, output } = await execute(
    systemPython,
    ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'],
    { seconds: 20 },
  );
  if (code !== 0)
    throw new Error(`'${systemPython}' does not run: install Python 3.11 or set PYTHON to its path.`);
  const version = output.trim();
  const [major, minor] = version.split('.').map(Number);
  if (major !== 3 || minor! < 11)
    throw new Error(`The environments need Python 3.11 or later, not ${version}: set PYTHON to its path.`);
  return version;
}

/** Runs uv, which is installed at its first use. It keeps what it downloaded, so that a broken run goes on there. */
export async function uv(args: readonly string[]): Promise<string> {
  const folder = join(cache, `uv-${uvVersion}`);
  const program = programIn(folder, 'uv');
  if (!existsSync(program)) {
    await mkdir(cache, { recursive: true });
    await must(systemPython, ['-m', 'venv', folder]);
    await must(programIn(folder, 'python'), ['-m', 'pip', 'install', '--quiet', `uv==${uvVersion}`]);
  }
  return must(program, args, { UV_CACHE_DIR: join(cache, 'uv-cache'), UV_HTTP_TIMEOUT: '300' });
}

async function must(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { code, output } = await execute(command, args, { seconds: 3600, env });
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')}\n${output.trim()}`);
  return output;
}
