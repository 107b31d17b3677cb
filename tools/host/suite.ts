/** Runs the tests that live inside an extension host and counts what they report. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bridge, type TestEvent } from './bridge';
import { bundleTests, installBridge, builtExtension } from './bundle';
import { freshDataFolder, installExtension, startServer, withoutNoise, type Version } from './code-server';
import { runOnDesktop, type Desktop } from './desktop';
import { openPage } from './page';
import { temporaryFolder } from './processes';
import { testSettings } from './settings';
import { packed } from './vsix';
import { workspaceCopy } from './workbench';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** When the tests were last heard of, and whether they said that they are through. */
interface Heard {
  last: number;
  end: boolean;
}

export interface SuiteOptions {
  readonly name: string;
  readonly version: Version;
  readonly files: readonly string[];
  /** This tree in the Node host, its copy without `main` in the web worker host, or the packed file, installed. */
  readonly extension: 'development' | 'web' | 'vsix';
  /** A desktop VS Code to use instead of code-server. */
  readonly desktop?: Desktop | undefined;
  readonly grep?: string | undefined;
}

/** Longest silence between two reports of the tests before the host counts as hung. */
const silence = 180_000;

/** Prints every result as it comes; the suite itself counts as failed when it ends early or reports nothing. */
export async function runSuite(options: SuiteOptions): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  const heard: Heard = { last: Date.now(), end: false };
  const bridge = await Bridge.listen();
  bridge.onReport = (event) => {
    heard.last = Date.now();
    heard.end ||= event.type === 'end';
    note(event, options, counts, failures);
  };
  try {
    await (options.desktop
      ? onDesktop(options, options.desktop, bridge)
      : onCodeServer(options, bridge, heard));
    if (!heard.end) throw new Error('The extension host ended before its tests did.');
    if (counts.passed + counts.failed === 0) throw new Error('No test ran.');
  } catch (error) {
    counts.failed++;
    failures.push(`${options.name}: ${(error as Error).message}`);
  } finally {
    bridge.close();
  }
  for (const failure of failures) console.log(`\n  ✗ ${failure.replaceAll('\n', '\n    ')}`);
  return counts;
}

function note(event: TestEvent, { name, desktop }: SuiteOptions, counts: Counts, failures: string[]): void {
  if (event.type === 'begin') {
    const where = desktop ? 'desktop' : 'code-server';
    console.log(`\n  ${name}: VS Code ${event.vscode} (${where}), extension host ${event.host}`);
  } else if (event.type === 'pass') {
    counts.passed++;
    console.log(`    ✔ ${event.title} (${event.ms} ms)`);
  } else if (event.type === 'skip') {
    counts.skipped++;
    console.log(`    - ${event.title}`);
  } else if (event.type === 'fail') {
    counts.failed++;
    console.log(`    ${failures.length + 1}) ${event.title}`);
    failures.push(`${event.title}\n${event.error}`);
  }
}

function settings(bridge: Bridge, grep: string | undefined): Record<string, unknown> {
  return testSettings('dark', bridge.address, grep ? { 'glossTest.grep': grep } : {});
}

async function onDesktop(options: SuiteOptions, desktop: Desktop, bridge: Bridge): Promise<void> {
  const tests = await bundleTests(options.files, 'node');
  await runOnDesktop(desktop, { tests, folder: workspaceCopy(), settings: settings(bridge, options.grep) });
}

async function onCodeServer(options: SuiteOptions, bridge: Bridge, heard: Heard): Promise<void> {
  const { version, extension, files, grep } = options;
  const dataFolder = freshDataFolder(settings(bridge, grep));
  await installBridge(dataFolder);
  if (extension === 'vsix') await installExtension(version, dataFolder, await packed());
  const developed =
    extension === 'vsix' ? emptyExtension() : builtExtension(extension === 'web' ? 'web' : 'desktop');
  const tests =
    extension === 'web' ? await bundleTests(files, 'web', developed) : await bundleTests(files, 'node');
  const server = await startServer({ version, dataFolder });
  const { page, log, exit } = await openPage({
    server,
    folder: workspaceCopy(),
    extension: developed,
    tests,
  });
  const said = () => withoutNoise(`${server.log()}\n${log.join('\n')}`).slice(-6000);
  try {
    while ((await Promise.race([exit, sleep(2000)])) === undefined) {
      if (Date.now() - heard.last > silence)
        throw new Error(`Nothing heard of the extension host for ${silence / 1000} s.\n${said()}`);
    }
    if (!heard.end) throw new Error(`The extension host ended before its tests did.\n${said()}`);
  } finally {
    await page.context().close();
    await server.stop();
  }
}

/** VS Code loads tests only beside an extension under development; the installed one must not be shadowed by it. */
function emptyExtension(): string {
  const folder = temporaryFolder('empty');
  const manifest = {
    name: 'empty',
    publisher: 'glosstest',
    version: '0.0.1',
    engines: { vscode: '^1.101.0' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

function sleep(ms: number): Promise<undefined> {
  return new Promise((done) => setTimeout(done, ms));
}
