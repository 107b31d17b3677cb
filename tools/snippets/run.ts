/**
 * Runs snippets against the real packages and records in snippets/tested.json what passed.
 *
 *     npm run test:snippets [-- [--stale] [--list] [--setup] [id…]]
 *
 * `--stale` only those that changed since they ran; `--list` says which those are and runs nothing; `--setup` only
 * makes the environments. An id is `torch/ls-torch`, or `torch` for a folder. Exit 1 where one failed.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSnippetFile, type Snippet } from '../../src/catalog/snippet';
import { ensure, environmentFor, environments, versionIn, type Environment } from './environments';
import { execute, type Outcome } from './execute';
import { snippetFiles } from './files';
import { readRecords, snippetHash, writeRecords } from './record';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patience = 300;

/** Nothing from the network, no graphics card, no chatter. */
const quiet = {
  CUDA_VISIBLE_DEVICES: '-1',
  HF_HUB_OFFLINE: '1',
  JAX_PLATFORMS: 'cpu',
  PYTHONDONTWRITEBYTECODE: '1',
  TF_CPP_MIN_LOG_LEVEL: '3',
};

interface Candidate {
  readonly snippet: Snippet;
  readonly hash: string;
}

async function candidates(): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const file of await snippetFiles(root)) {
    const text = await readFile(join(root, file), 'utf8');
    const { snippet, problems } = parseSnippetFile(text, file);
    for (const problem of problems) console.log(`${file}:${problem.line}: ${problem.message}`);
    if (!snippet) throw new Error(`${file} is no snippet: mend its header first.`);
    found.push({ snippet, hash: snippetHash(text) });
  }
  return found;
}

/** How a snippet is run, and the versions that the run proves. */
async function plan(
  snippet: Snippet,
  all: readonly Environment[],
): Promise<{ command: string; args: string[]; versions: Record<string, string> }> {
  const file = join(root, snippet.file);
  if (snippet.language === 'python') {
    const environment = environmentFor(snippet.needs, all);
    const needs = snippet.needs.map((need) => need.package);
    if (!environment)
      throw new Error(`No environment in tools/snippets/envs has ${needs.join(' and ')}: add what is missing.`);
    const command = await ensure(environment);
    const versions = needs.map((name) => [name, versionIn(environment, name)!]);
    const python = await execute(command, ['-c', 'import sys; print(sys.version.split()[0])'], { seconds: 20 });
    const args = snippet.run === 'compile' ? ['-m', 'py_compile', file] : [file];
    return { command, args, versions: { ...Object.fromEntries(versions), python: python.output.trim() } };
  }
  if (snippet.language === 'typescript' || snippet.language === 'javascript') {
    const versions = await Promise.all(snippet.needs.map((need) => installedVersion(need.package)));
    const args = ['--import', import.meta.resolve('tsx'), file];
    return {
      command: process.execPath,
      args,
      versions: { ...Object.fromEntries(versions), node: process.versions.node },
    };
  }
  if (snippet.run === 'full' && snippet.language === 'shellscript')
    throw new Error(`${snippet.file}: a shell snippet is only checked for syntax: write 'run: compile'.`);
  if (snippet.language === 'shellscript') return { command: 'bash', args: ['-n', file], versions: {} };
  const read = `import { parse } from 'yaml'; import { readFileSync } from 'node:fs'; parse(readFileSync(process.argv[1], 'utf8'));`;
  return {
    command: process.execPath,
    args: ['--input-type=module', '-e', read, file],
    versions: { node: process.versions.node },
  };
}

async function installedVersion(name: string): Promise<[string, string]> {
  const text = await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8').catch(() => undefined);
  if (!text) throw new Error(`${name} is not installed: npm install --no-save ${name}`);
  return [name, (JSON.parse(text) as { version: string }).version];
}

async function run({ snippet, hash }: Candidate, all: readonly Environment[]): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'gloss-snippet-'));
  try {
    const { command, args, versions } = await plan(snippet, all);
    const inTree = snippet.language === 'python' || snippet.language === 'shellscript' ? folder : root;
    const outcome = await execute(command, args, { seconds: patience, cwd: inTree, env: quiet });
    const result = outcome.code === 0 ? 'passed' : 'failed';
    const date = new Date().toISOString().slice(0, 10);
    const records = await readRecords(root);
    records[snippet.id] = { hash, versions, date, seconds: outcome.seconds, result };
    await writeRecords(root, records);
    report(snippet, outcome, versions);
    return result === 'passed';
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function report(snippet: Snippet, outcome: Outcome, versions: Record<string, string>): void {
  const against = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const how = snippet.run === 'full' ? '' : ` (${snippet.run} only)`;
  const end =
    outcome.code === 0 ? 'passed' : outcome.code === undefined ? `stopped after ${patience} s` : 'FAILED';
  console.log(`${end}  ${snippet.id}${how}  ${outcome.seconds} s  ${against.join(', ')}`);
  if (outcome.code !== 0) console.log(outcome.output.trim().split('\n').slice(-12).join('\n'));
}

async function main(words: readonly string[]): Promise<void> {
  const flags = new Set(words.filter((word) => word.startsWith('--')));
  const ids = words.filter((word) => !word.startsWith('--'));
  const unknown = [...flags].filter((flag) => !['--stale', '--list', '--setup'].includes(flag));
  if (unknown.length > 0) throw new Error(`Unknown option ${unknown.join(' ')}: --stale, --list or --setup.`);
  const all = await environments(join(root, 'tools/snippets/envs'));
  if (flags.has('--setup')) {
    for (const environment of all) await ensure(environment);
    return;
  }
  const records = await readRecords(root);
  const present = await candidates();
  const isStale = ({ snippet, hash }: Candidate): boolean =>
    records[snippet.id]?.hash !== hash || records[snippet.id]?.result !== 'passed';
  const chosen = present.filter(
    (candidate) =>
      (ids.length === 0 || ids.some((id) => `${candidate.snippet.id}/`.startsWith(`${id}/`))) &&
      (!(flags.has('--stale') || flags.has('--list')) || isStale(candidate)),
  );
  if (flags.has('--list')) {
    for (const { snippet } of chosen) console.log(snippet.id);
    console.log(`${chosen.length} of ${present.length} snippets did not run as they are now.`);
    return;
  }
  const known = new Set(present.map(({ snippet }) => snippet.id));
  await writeRecords(root, Object.fromEntries(Object.entries(records).filter(([id]) => known.has(id))));
  let failed = 0;
  for (const candidate of chosen) if (!(await run(candidate, all))) failed++;
  console.log(`${chosen.length - failed} of ${chosen.length} snippets passed.`);
  if (failed > 0) process.exitCode = 1;
}

await main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
