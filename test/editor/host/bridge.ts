/**
 * A second extension that lets the test runner look into the extension host: it asks the runner for functions, runs
 * them with `vscode` and returns their JSON value. It opens no port of its own.
 */
import * as vscode from 'vscode';

interface Call {
  readonly id: number;
  readonly source: string;
  readonly args: readonly unknown[];
}

let stopped = false;

export function activate(): void {
  const address = vscode.workspace.getConfiguration().get<string>('glossTest.bridge');
  if (address) void serve(address);
}

export function deactivate(): void {
  stopped = true;
}

async function serve(address: string): Promise<void> {
  while (!stopped) {
    const response = await fetch(`${address}/next`, { method: 'POST' });
    const call = (await response.json()) as Call | null;
    if (call) void answer(address, call);
  }
}

async function answer(address: string, { id, source, args }: Call): Promise<void> {
  let body: { id: number; value?: unknown; error?: string };
  try {
    // The TypeScript loader of the runner marks nested functions with __name.
    const run = new Function('vscode', 'args', '__name', `return (${source})(vscode, ...args);`);
    body = { id, value: await run(vscode, args, (value: unknown) => value) };
  } catch (error) {
    body = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  await fetch(`${address}/result`, { method: 'POST', body: JSON.stringify(body) });
}
