/** Children, temporary folders and ports that never outlive this process. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const children = new Set<ChildProcess>();
const folders = new Set<string>();

process.once('exit', () => {
  for (const child of children) kill(child, 'SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
}

/** Ends a child and what it started (children are group leaders except on Windows). */
function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Already gone.
  }
}

/** Registers a child that was spawned with `detached` (not on Windows); the result stops it. */
export function owned(child: ChildProcess): () => Promise<void> {
  children.add(child);
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  return async () => {
    kill(child, 'SIGTERM');
    const timer = setTimeout(() => kill(child, 'SIGKILL'), 3000);
    await gone;
    clearTimeout(timer);
    kill(child, 'SIGKILL');
    children.delete(child);
  };
}

/** A new empty folder, removed when the process ends. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `gloss-${name}-`));
  folders.add(folder);
  return folder;
}

/** The first port from `from` upwards that nobody listens on at loopback. */
export async function freePort(from = Number(process.env['GLOSS_PORT'] ?? 8300)): Promise<number> {
  for (let port = from; port < from + 500; port++) {
    const free = await new Promise<boolean>((done) => {
      const server = createServer();
      server.once('error', () => done(false));
      server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
    });
    if (free) return port;
  }
  throw new Error(`No free port between ${from} and ${from + 499}.`);
}
