/** Runs a command to its end, or to the end of the patience with it. */
import { spawn } from 'node:child_process';

export interface Outcome {
  /** Nothing where it was stopped for taking too long. */
  readonly code: number | undefined;
  /** What it wrote to both streams. */
  readonly output: string;
  readonly seconds: number;
}

export function execute(
  command: string,
  args: readonly string[],
  options: { seconds: number; cwd?: string; env?: NodeJS.ProcessEnv },
): Promise<Outcome> {
  return new Promise((done) => {
    const start = Date.now();
    let output = '';
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.seconds * 1000,
      killSignal: 'SIGKILL',
    });
    const finish = (code: number | undefined): void =>
      done({ code, output, seconds: Math.round((Date.now() - start) / 100) / 10 });
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.once('error', (error) => {
      output += error.message;
      finish(-1);
    });
    child.once('close', (code) => finish(code ?? undefined));
  });
}
