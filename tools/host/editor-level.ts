/**
 * The editor level of `npm test`: the same extension in each VS Code and each kind of extension host.
 * `--only current,oldest,web,installed,ui` chooses parts, `--grep text` chooses tests.
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { testFiles } from './bundle';
import { root } from './cache';
import { launchChromium } from './chromium';
import { findDesktop } from './desktop';
import { owned, temporaryFolder } from './processes';
import { runSuite, type Counts } from './suite';
import { packed } from './vsix';

const { values } = parseArgs({ options: { only: { type: 'string' }, grep: { type: 'string' } } });
const { grep } = values;

async function current(): Promise<Counts> {
  const desktop = await findDesktop();
  if (typeof desktop === 'string')
    console.log(`\n  VS Code from npm in headless Chromium, because ${desktop}.`);
  return runSuite({
    name: 'Current VS Code',
    version: 'current',
    files: testFiles('host'),
    extension: 'development',
    desktop: typeof desktop === 'string' ? undefined : desktop,
    grep,
  });
}

/** Mouse and keyboard: mocha with Playwright in a process of its own. */
async function ui(): Promise<Counts> {
  console.log('\n  Mouse and keyboard in the current VS Code');
  const file = join(temporaryFolder('counts'), 'counts.json');
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const reporter = join(root, 'tools/host/reporter.mjs');
  const args = ['--import', 'tsx', mocha, '--reporter', reporter, '--timeout', '120000', '--exit'];
  const child = spawn(process.execPath, [...args, ...(grep ? ['--grep', grep] : []), ...testFiles('ui')], {
    cwd: root,
    env: { ...process.env, GLOSS_COUNTS: file, GLOSS_VSIX: await packed() },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
  const stop = owned(child);
  await new Promise<void>((done) => child.once('exit', () => done()));
  await stop();
  return JSON.parse(readFileSync(file, 'utf8')) as Counts;
}

const smoke = testFiles('smoke');
const parts: Record<string, () => Promise<Counts>> = {
  current,
  oldest: () =>
    runSuite({
      name: 'Oldest VS Code',
      version: 'oldest',
      files: testFiles('host'),
      extension: 'development',
      grep,
    }),
  web: () => runSuite({ name: 'Web worker host', version: 'current', files: smoke, extension: 'web', grep }),
  installed: () =>
    runSuite({ name: 'Installed VSIX', version: 'current', files: smoke, extension: 'vsix', grep }),
  ui,
};

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
await launchChromium();
for (const name of values.only?.split(',') ?? Object.keys(parts)) {
  const part = parts[name];
  if (!part) throw new Error(`No part "${name}": ${Object.keys(parts).join(', ')}.`);
  const start = Date.now();
  const counts = await part().catch((error: Error): Counts => {
    console.log(`\n  ✗ ${name} could not run: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
  console.log(
    `\n  ${name}: ${counts.passed} passed, ${counts.failed} failed, ${((Date.now() - start) / 1000).toFixed(0)} s`,
  );
}
const file = process.env['GLOSS_COUNTS'];
if (file) writeFileSync(file, JSON.stringify(total));
process.exit(total.failed ? 1 : 0);
