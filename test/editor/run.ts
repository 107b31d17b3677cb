/** Entry of the tests inside the extension host: runs mocha and reports every result to the runner as it comes. */
import 'mocha/mocha.js';
import * as vscode from 'vscode';
import type { TestEvent } from '../../tools/host/bridge';

/** Called by VS Code. Rejects when a test failed, which makes the host exit with 1. */
export async function run(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('glossTest');
  const address = settings.get<string>('bridge');
  const host =
    typeof process === 'object' && process.versions?.node ? `Node ${process.versions.node}` : 'web worker';
  let sent: Promise<unknown> = Promise.resolve();
  const report = (event: TestEvent) =>
    (sent = sent.then(() => fetch(`${address}/report`, { method: 'POST', body: JSON.stringify(event) })));

  await report({ type: 'begin', vscode: vscode.version, host });
  let failures = 1;
  try {
    failures = await runMocha(report, settings.get<string>('grep'));
  } catch (error) {
    await report({ type: 'fail', title: 'the test files load', error: words(error) });
  }
  await report({ type: 'end' });
  if (failures) throw new Error(`${failures} tests failed.`);
}

/** mocha's browser build runs in both hosts; its own `mocha.run` would look for an address bar, an own instance does not. */
async function runMocha(report: (event: TestEvent) => void, grep: string | undefined): Promise<number> {
  class Silent {}
  const runner = new Mocha({ reporter: Silent as never, timeout: 60_000, ...(grep ? { grep } : {}) });
  runner.suite.emit('pre-require', globalThis, '', runner);
  await import('gloss:tests');
  return new Promise((done) => {
    const run = runner.run(done);
    const title = (test: Mocha.Test) => test.titlePath().join(' › ');
    run.on('pass', (test) => report({ type: 'pass', title: title(test), ms: test.duration ?? 0 }));
    run.on('pending', (test) => report({ type: 'skip', title: title(test) }));
    run.on('fail', (test, error: unknown) =>
      report({ type: 'fail', title: title(test), error: words(error) }),
    );
  });
}

function words(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
