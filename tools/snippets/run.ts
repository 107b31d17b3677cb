/**
 * Runs snippets against the real packages and records in snippets/tested.json what passed.
 *
 *     npm run test:snippets [-- [--stale] [--list] [--setup] [id…]]
 *
 * `--stale` only those that do not stand as they ran; `--list` says which those are and why, and runs nothing;
 * `--setup` only makes the environments. An id is `torch/ls-torch`, or `torch` for a folder. A run of all begins with the
 * tests of the Python scripts of the project, test/python. Exit 1 where one did not pass or could not be run.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSnippetFile, type Snippet } from '../../src/catalog/snippet';
import { ensure, environments, type Environment } from './environments';
import { execute, type Outcome } from './execute';
import { snippetFiles } from './files';
import { planOf, type Plan } from './plan';
import { quiet } from './quiet';
import { readRecords, snippetHash, writeRecords } from './record';
import { staleness } from './stale';
import { errorIn, placeIn, resultOf, type Result } from './verdict';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patience = Number(process.env['GLOSS_SNIPPET_SECONDS'] ?? 300);

interface Candidate {
  readonly snippet: Snippet;
  readonly hash: string;
  /** Or why it cannot be run here. */
  readonly plan: Plan | string;
}

async function candidates(all: readonly Environment[]): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const file of await snippetFiles(root)) {
    const text = await readFile(join(root, file), 'utf8');
    const { snippet, problems } = parseSnippetFile(text, file);
    for (const problem of problems) console.log(`${file}:${problem.line}: ${problem.message}`);
    if (!snippet) throw new Error(`${file} is no snippet: mend its header first.`);
    const plan = await planOf(snippet, root, all).catch((error: Error) => error.message);
    found.push({ snippet, hash: snippetHash(text), plan });
  }
  return found;
}

async function run({ snippet, hash, plan }: Candidate): Promise<Result> {
  if (typeof plan === 'string') {
    console.log(`skipped  ${snippet.file}: ${plan}.`);
    return 'skipped';
  }
  const { command, args } = await plan.prepare();
  const attempt = async (): Promise<Outcome> => {
    const folder = await mkdtemp(join(tmpdir(), 'gloss-snippet-'));
    const cwd = plan.outside ? folder : root;
    const outcome = await execute(command, args, { seconds: patience, cwd, env: quiet });
    await rm(folder, { recursive: true, force: true });
    return outcome;
  };
  const first = await attempt();
  const hasFailed = first.code !== 0 && first.code !== undefined;
  const result = resultOf(first, hasFailed ? await attempt() : undefined);
  const versions = { ...plan.versions, ...(await runtimeVersion(command)) };
  const records = await readRecords(root);
  const date = new Date().toISOString().slice(0, 10);
  records[snippet.id] = { hash, versions, date, seconds: first.seconds, result };
  await writeRecords(root, records);
  console.log(sentence(snippet, result, first, versions));
  if (result === 'failed' || result === 'flaky') console.log(lastLines(first.output));
  return result;
}

/** The version of what runs the snippet: `{ python: '3.11.7' }`. */
async function runtimeVersion(command: string): Promise<Record<string, string>> {
  if (command === process.execPath) return { node: process.versions.node };
  if (command === 'bash') return {};
  const { output } = await execute(command, ['--version'], { seconds: 20 });
  return { python: output.trim().replace('Python ', '') };
}

function sentence(
  { file, run: how }: Snippet,
  result: Result,
  { output, seconds }: Outcome,
  versions: Readonly<Record<string, string>>,
): string {
  const against = Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
  switch (result) {
    case 'passed':
      return `passed  ${file}${how === 'full' ? '' : ` (${how} only)`}  ${seconds} s  ${against}`;
    case 'slow':
      return `slow    ${file}  did not end in ${patience} s: make it smaller, or set GLOSS_SNIPPET_SECONDS.  ${against}`;
    case 'flaky':
      return `flaky   ${placeIn(file, output)}  failed, then passed unchanged: fix its seed.  ${against}`;
    default:
      return `FAILED  ${placeIn(file, output)}  ${errorIn(file, output)}  ${seconds} s  ${against}`;
  }
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-12).join('\n');
}

function summary(results: readonly Result[]): string {
  const order: readonly Result[] = ['failed', 'slow', 'flaky', 'skipped'];
  const count = (result: Result): number => results.filter((one) => one === result).length;
  const others = order.filter((result) => count(result) > 0).map((result) => `${count(result)} ${result}`);
  return [`${count('passed')} of ${results.length} snippets passed`, ...others].join(', ') + '.';
}

/** Throws where the project's own Python scripts do not do what their tests say. */
async function testScripts(): Promise<void> {
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const args = ['--import', 'tsx', mocha, '--exit', 'test/python/**/*.test.ts'];
  const { code, output } = await execute(process.execPath, args, { seconds: patience, cwd: root });
  if (code !== 0) throw new Error(`The tests of test/python do not pass:\n${output.trim()}`);
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
  const present = await candidates(all);
  const known = new Set(present.map(({ snippet }) => snippet.id));
  const stray = ids.filter((id) => ![...known].some((other) => `${other}/`.startsWith(`${id}/`)));
  if (stray.length > 0)
    throw new Error(`There is no snippet ${stray.join(', ')}: an id is torch/ls-torch, or torch.`);
  const records = await readRecords(root);
  const why = ({ snippet, hash, plan }: Candidate): string | undefined =>
    staleness(records[snippet.id], hash, typeof plan === 'string' ? {} : plan.versions);
  const chosen = present.filter(
    (candidate) =>
      (ids.length === 0 || ids.some((id) => `${candidate.snippet.id}/`.startsWith(`${id}/`))) &&
      (!(flags.has('--stale') || flags.has('--list')) || why(candidate) !== undefined),
  );
  if (flags.has('--list')) {
    for (const candidate of chosen) console.log(`${candidate.snippet.id}: ${why(candidate)}`);
    console.log(`${chosen.length} of ${present.length} snippets have to run again.`);
    return;
  }
  if (words.length === 0) await testScripts();
  await writeRecords(root, Object.fromEntries(Object.entries(records).filter(([id]) => known.has(id))));
  const results: Result[] = [];
  for (const candidate of chosen) results.push(await run(candidate));
  console.log(summary(results));
  if (results.some((result) => result !== 'passed')) process.exitCode = 1;
}

await main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
