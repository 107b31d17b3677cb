/** How a snippet is run, and the versions that the run proves. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Requirement, Snippet } from '../../src/catalog/snippet';
import { ensure, environmentFor, versionIn, type Environment } from './environments';
import { compareVersions } from './version';

export interface Plan {
  /** Makes what the run needs where it is missing; the command to run. */
  readonly prepare: () => Promise<{ command: string; args: readonly string[] }>;
  /** Of the packages that the snippet needs, as they are pinned or installed. */
  readonly versions: Readonly<Record<string, string>>;
  /** Python and shell snippets run outside the project, so that they import none of it. */
  readonly outside: boolean;
}

/** Throws a sentence where the snippet cannot be run on this machine. */
export async function planOf(snippet: Snippet, root: string, all: readonly Environment[]): Promise<Plan> {
  const file = join(root, snippet.file);
  switch (snippet.language) {
    case 'python':
      return pythonPlan(snippet, file, all);
    case 'typescript':
    case 'javascript': {
      const versions = await Promise.all(snippet.needs.map((need) => installedVersion(need, root)));
      const prepare = (): ReturnType<Plan['prepare']> => node(['--import', import.meta.resolve('tsx'), file]);
      return { prepare, versions: Object.fromEntries(versions), outside: false };
    }
    case 'shellscript':
      if (snippet.run === 'full') throw new Error("a shell snippet is only checked for syntax: write 'run: compile'");
      return { prepare: () => Promise.resolve({ command: 'bash', args: ['-n', file] }), versions: {}, outside: true };
    default:
      return { prepare: () => node(['--input-type=module', '-e', readYaml, file]), versions: {}, outside: false };
  }
}

/** JSON is YAML. */
const readYaml = `import { parse } from 'yaml'; import { readFileSync } from 'node:fs'; parse(readFileSync(process.argv[1], 'utf8'));`;

function node(args: readonly string[]): ReturnType<Plan['prepare']> {
  return Promise.resolve({ command: process.execPath, args });
}

/** Compiles a file without leaving a folder of bytecode beside it. */
const compiles = 'import sys; compile(open(sys.argv[1], encoding="utf8").read(), sys.argv[1], "exec")';

function pythonPlan(snippet: Snippet, file: string, all: readonly Environment[]): Plan {
  const environment = environmentFor(snippet.needs, all);
  const names = snippet.needs.map((need) => need.package);
  if (!environment)
    throw new Error(`no environment in tools/snippets/envs has ${names.join(' and ')}: add what is missing`);
  const versions = Object.fromEntries(names.map((name) => [name, versionIn(environment, name)!]));
  for (const need of snippet.needs) checkLeast(need, versions[need.package]!);
  const args = snippet.run === 'compile' ? ['-c', compiles, file] : [file];
  return { prepare: async () => ({ command: await ensure(environment), args }), versions, outside: true };
}

async function installedVersion(need: Requirement, root: string): Promise<[string, string]> {
  const file = join(root, 'node_modules', need.package, 'package.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (!text) throw new Error(`${need.package} is not installed: npm install --no-save ${need.package}`);
  const { version } = JSON.parse(text) as { version: string };
  checkLeast(need, version);
  return [need.package, version];
}

function checkLeast({ package: name, version: least }: Requirement, version: string): void {
  if (least !== undefined && compareVersions(version, least) < 0)
    throw new Error(`it needs ${name} ${least} or later, and ${version} is what there is`);
}
