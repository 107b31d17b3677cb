/**
 * Writes symbols/<package>.py.txt from the installed packages, and symbols/<package>.js.txt from the types of npm
 * packages; tools/symbols/packages.json says which.
 *
 *     npm run symbols [-- package…]       all of them, or some
 *     npm run symbols -- --moves [name…]  proves symbols/moved.txt in all environments, or some: imports both ends
 *     npm run symbols -- --coverage       how much of what public code uses the tables know
 *     npm run symbols -- --unclaimed      what public code uses and no entry claims, most used first
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadContent } from '../checks/content';
import { ensure, environments, versionIn, type Environment } from '../snippets/environments';
import { executeWithInput } from '../snippets/execute';
import { quiet } from '../snippets/quiet';
import { coverage, loadUses, unclaimed } from './coverage';
import { inspectScriptPackage } from './inspect-script';
import { proveMoves } from './prove-moves';
import { loadTables } from './tables';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How a package is walked: tools/symbols/inspect_package.py describes the fields. */
interface Walk {
  /** Of a Python package; without it the package is one of npm. */
  readonly environment?: string;
  readonly root?: string;
  readonly also?: readonly string[];
  readonly skip?: readonly string[];
  readonly thin?: readonly string[];
  readonly full?: readonly string[];
  readonly read?: readonly string[];
}

async function readWalks(): Promise<Record<string, Walk>> {
  const text = await readFile(join(root, 'tools/symbols/packages.json'), 'utf8');
  return JSON.parse(text) as Record<string, Walk>;
}

async function build(chosen: readonly string[]): Promise<void> {
  const walks = Object.entries(await readWalks());
  const unknown = chosen.filter((name) => !walks.some(([known]) => known === name));
  if (unknown.length > 0)
    throw new Error(`tools/symbols/packages.json has no ${unknown.join(', ')}: add how it is walked.`);
  const wanted = walks.filter(([name]) => chosen.length === 0 || chosen.includes(name));
  for (const [name] of wanted.filter(([, walk]) => walk.environment === undefined))
    await writeFile(
      join(root, 'symbols', `${name.replaceAll(/[@/]+/g, '-').replace(/^-/, '')}.js.txt`),
      await inspectScriptPackage(name, root),
    );
  for (const environment of await environments(join(root, 'tools/snippets/envs'))) {
    const here = wanted.filter(([, walk]) => walk.environment === environment.name);
    if (here.length > 0) await inspect(environment, here);
  }
}

/** One process for all packages of an environment: most of the time goes into imports that they share. */
async function inspect(environment: Environment, walks: readonly (readonly [string, Walk])[]): Promise<void> {
  const wanted = walks.map(([name, walk]) => {
    const version = versionIn(environment, name);
    if (version === undefined)
      throw new Error(`tools/snippets/envs/${environment.name}.txt has no ${name}: add it.`);
    return { package: name, version, ...walk, out: join(root, 'symbols', `${name}.py.txt`) };
  });
  const python = await ensure(environment);
  const script = fileURLToPath(new URL('inspect_package.py', import.meta.url));
  const { code, output } = await executeWithInput(python, [script], JSON.stringify(wanted), {
    seconds: 7200,
    env: quiet,
    onOutput: (text) => process.stdout.write(text),
  });
  if (code !== 0) throw new Error(`${python} ${script} ended with ${code}.`);
  if (output.includes('\nFAILED ')) process.exitCode = 1;
}

async function checkMoves(only: readonly string[]): Promise<void> {
  const walks = Object.entries(await readWalks());
  const all = await environments(join(root, 'tools/snippets/envs'));
  const homes = new Map(
    walks.flatMap(([name, walk]) => {
      const environment = all.find((candidate) => candidate.name === walk.environment);
      return environment && walk.root
        ? [[walk.root.split('.')[0]!, { environment, package: name }] as const]
        : [];
    }),
  );
  const problems = await proveMoves(root, homes, only);
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) process.exitCode = 1;
}

async function printCoverage(): Promise<void> {
  const { share, missing } = coverage(await loadTables(root), await loadUses(root));
  for (const { symbol, uses } of missing) console.log(`${uses}\t${symbol}`);
  console.log(
    `The tables know ${(100 * share).toFixed(1)} % of the uses; ${missing.length} symbols are not in them.`,
  );
}

async function printUnclaimed(): Promise<void> {
  const entries = (await loadContent(root)).concepts.flatMap(({ entry }) => entry ?? []);
  const open = unclaimed(entries, await loadUses(root));
  for (const { symbol, uses } of open) console.log(`${uses}\t${symbol}`);
  console.log(`${open.length} symbols belong to no concept.`);
}

async function main(words: readonly string[]): Promise<void> {
  const flags = words.filter((word) => word.startsWith('--'));
  if (flags.includes('--moves')) return checkMoves(words.filter((word) => !flags.includes(word)));
  if (flags.includes('--coverage')) return printCoverage();
  if (flags.includes('--unclaimed')) return printUnclaimed();
  if (flags.length > 0)
    throw new Error(`Unknown option ${flags.join(' ')}: --moves, --coverage or --unclaimed.`);
  return build(words);
}

await main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
