/** How a snippet is run, and the versions that the run proves. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Requirement, Snippet } from '../../src/catalog/snippet';
import { ensure, environmentFor, suits, versionIn, type Environment } from './environments';

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
      if (snippet.run === 'full')
        throw new Error("a shell snippet is only checked for syntax: write 'run: compile'");
      return {
        prepare: () => Promise.resolve({ command: 'bash', args: ['-n', file] }),
        versions: {},
        outside: true,
      };
    default:
      return {
        prepare: () => node(['--input-type=module', '-e', readYaml, file]),
        versions: {},
        outside: false,
      };
  }
}

/** JSON is YAML. */
const readYaml = `import { parse } from 'yaml'; import { readFileSync } from 'node:fs'; parse(readFileSync(process.argv[1], 'utf8'));`;

function node(args: readonly string[]): ReturnType<Plan['prepare']> {
  return Promise.resolve({ command: process.execPath, args });
}

/** Compiles without a trace: `py_compile` leaves a folder beside the file. */
const compile = 'import sys; compile(open(sys.argv[1], "rb").read(), sys.argv[1], "exec")';

function pythonPlan(snippet: Snippet, file: string, all: readonly Environment[]): Plan {
  const environment = environmentFor(snippet.needs, all);
  if (!environment) throw new Error(lackOf(snippet.needs, all));
  const versions = Object.fromEntries(
    snippet.needs.map((need) => [need.package, versionIn(environment, need.package)!]),
  );
  const args = snippet.run === 'compile' ? ['-c', compile, file] : [file];
  return { prepare: async () => ({ command: await ensure(environment), args }), versions, outside: true };
}

/** Why no environment serves: what none has, or has only too old. */
function lackOf(needs: readonly Requirement[], all: readonly Environment[]): string {
  const names = needs.map((need) => need.package);
  const closest = environmentFor(
    names.map((name) => ({ package: name })),
    all,
  );
  const old = closest && needs.find((need) => !suits(need, versionIn(closest, need.package)));
  if (old) return tooOld(old, versionIn(closest, old.package)!);
  return `no environment in tools/snippets/envs has ${names.join(' and ')}: add what is missing`;
}

async function installedVersion(need: Requirement, root: string): Promise<[string, string]> {
  const file = join(root, 'node_modules', need.package, 'package.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (!text) throw new Error(`${need.package} is not installed: npm install --no-save ${need.package}`);
  const { version } = JSON.parse(text) as { version: string };
  if (!suits(need, version)) throw new Error(tooOld(need, version));
  return [need.package, version];
}

function tooOld({ package: name, version: least }: Requirement, version: string): string {
  return `it needs ${name} ${least} or later, and ${version} is what there is`;
}
