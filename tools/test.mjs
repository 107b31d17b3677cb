/**
 * `npm test`: lint, types and five levels of tests. `npm test -- unit demos` runs those only. Each check counts as one
 * test; what cannot run counts as failed. The last line is `N passed, M failed`.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll, root, run, setup } from './setup.mjs';

const bin = (path) => join(root, 'node_modules', path);
const tsc = (project) => ({ name: `types of ${project}`, args: [bin('typescript/bin/tsc'), '-p', project] });
const checks = {
  lint: [
    { name: 'eslint', args: [bin('eslint/bin/eslint.js'), '.'] },
    { name: 'prettier', args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
    {
      name: 'dependency-cruiser',
      args: [
        bin('dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        '.dependency-cruiser.cjs',
        'src',
      ],
    },
  ],
  types: ['src', 'src/editor', 'src/webview', 'src/cli', 'test'].map(tsc),
};

/**
 * `built`: needs dist/. `minutes`: a level that takes longer is hung. `parallel`: files run side by side. `beside`: runs
 * beside the checks, on one core, and is shown when it ends.
 */
const levels = {
  unit: { timeout: 60, minutes: 8, beside: true },
  content: { timeout: 120, minutes: 8, built: true, beside: true },
  demos: { timeout: 300, minutes: 60, parallel: true },
  webview: { timeout: 120, minutes: 15, built: true, parallel: true },
  editor: { minutes: 40, built: true },
};

const total = { passed: 0, failed: 0, skipped: 0 };
const summary = [];
const scratch = mkdtempSync(join(tmpdir(), 'gloss-test-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** A signal reaches the running child first; then the rest is left out. */
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (stopped = true));
const leaveWhenStopped = () => stopped && process.exit(130);

function add(name, counts, start) {
  for (const key of Object.keys(total)) total[key] += counts[key] ?? 0;
  const { passed = 0, failed = 0, skipped = 0 } = counts;
  const left = skipped ? `, ${skipped} skipped` : '';
  summary.push(
    `${failed ? '✗' : '✔'} ${name}: ${passed} passed, ${failed} failed${left} (${Math.round((Date.now() - start) / 1000)} s)`,
  );
}

/** Runs a Node program and keeps its output; resolves also when it fails. */
async function quietly(args, options) {
  let output = '';
  const hear = (text) => (output += text);
  const code = await run(process.execPath, args, { ...options, hear }).catch((error) => (hear(error), 1));
  return { code, output };
}

/** Runs a check and shows its output when it fails. */
async function runCheck(check) {
  const start = Date.now();
  const { code, output } = await quietly(check.args);
  if (code !== 0) console.log(`\n✗ ${check.name}\n${output.trim()}`);
  else console.log(`✔ ${check.name}`);
  add(check.name, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }, start);
}

/** Two tasks at a time, in their order. */
async function twoAtATime(tasks) {
  const queue = [...tasks];
  const worker = async () => {
    for (let task = queue.shift(); task && !stopped; task = queue.shift()) await task();
  };
  await Promise.all([worker(), worker()]);
}

function hasTests(level) {
  return readdirSync(join(root, 'test', level), { recursive: true, encoding: 'utf8' }).some((name) =>
    name.endsWith('.test.ts'),
  );
}

function levelArgs(level) {
  if (level === 'editor') return ['--import', 'tsx', 'tools/host/editor-level.ts'];
  return [
    ...['--import', 'tsx', bin('mocha/bin/mocha.js'), '--reporter', 'tools/host/reporter.mjs', '--exit'],
    ...(levels[level].parallel ? ['--parallel', '--jobs', String(availableParallelism())] : []),
    ...['--timeout', String(levels[level].timeout * 1000), `test/${level}/**/*.test.ts`],
  ];
}

const heading = (level) => `\n── ${level} ${'─'.repeat(60 - level.length)}`;

/** Gives the exit code. What runs beside others is shown as a whole. */
async function runTests(level, options) {
  if (!levels[level].beside) {
    console.log(heading(level));
    return run(process.execPath, levelArgs(level), options);
  }
  const { code, output } = await quietly(levelArgs(level), options);
  console.log(`${heading(level)}\n${output.trimEnd()}`);
  return code;
}

async function runLevel(level, built) {
  const start = Date.now();
  const counts = join(scratch, `${level}.json`);
  try {
    if (levels[level].built && !built) throw new Error('the build failed');
    if (!hasTests(level)) throw new Error(`no file matches test/${level}/**/*.test.ts`);
    const code = await runTests(level, {
      env: { ...process.env, GLOSS_COUNTS: counts },
      timeout: levels[level].minutes * 60_000,
    });
    const result = JSON.parse(readFileSync(counts, 'utf8'));
    if (result.passed + result.failed === 0) throw new Error('no test ran');
    if (code !== 0 && result.failed === 0) throw new Error(`it ended with exit code ${code}`);
    add(level, result, start);
  } catch (error) {
    console.log(`\n✗ The level "${level}" could not run: ${error.message}`);
    add(level, { failed: 1 }, start);
  }
}

/** Builds once for all levels; gives whether that worked. */
async function build(all) {
  const start = Date.now();
  try {
    if (all) await buildAll();
    else if ((await run(process.execPath, ['tools/generate.mjs'])) !== 0)
      throw new Error('tools/generate.mjs failed');
    add('build', { passed: 1 }, start);
    return true;
  } catch (error) {
    console.log(`\n✗ ${error.message}`);
    add('build', { failed: 1 }, start);
    return false;
  }
}

const names = [...Object.keys(checks), ...Object.keys(levels)];
const chosen = process.argv.slice(2);
const wrong = chosen.find((name) => !names.includes(name));
if (wrong !== undefined) {
  console.error(`There is no "${wrong}": choose from ${names.join(', ')}.`);
  process.exit(2);
}
const wanted = chosen.length ? names.filter((name) => chosen.includes(name)) : names;

await setup();
const built = await build(wanted.some((name) => levels[name]?.built));
/** Downloads while others compute; where it fails, the level itself tries again and says why. */
const hosts = wanted.includes('editor') && quietly(['--import', 'tsx', 'tools/host/fetch-hosts.ts']);
const levelsOf = (beside) => wanted.filter((name) => levels[name] && Boolean(levels[name].beside) === beside);
await twoAtATime([
  ...levelsOf(true).map((level) => () => runLevel(level, built)),
  ...wanted.flatMap((name) => checks[name] ?? []).map((check) => () => runCheck(check)),
]);
leaveWhenStopped();
for (const level of levelsOf(false)) {
  if (level === 'editor') await hosts;
  await runLevel(level, built);
  leaveWhenStopped();
}

console.log(`\n${summary.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
