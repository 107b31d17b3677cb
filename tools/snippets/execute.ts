/** Runs a command to its end, or to the end of the patience with it. */
import { spawn } from 'node:child_process';

export interface Outcome {
  /** Nothing where it was stopped for taking too long. */
  readonly code: number | undefined;
  /** What it wrote to both streams. */
  readonly output: string;
  readonly seconds: number;
}

interface Options {
  readonly seconds: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Takes what the command writes, as it comes. */
  readonly onOutput?: (text: string) => void;
}

export function execute(command: string, args: readonly string[], options: Options): Promise<Outcome> {
  return executeWithInput(command, args, '', options);
}

/** With a text that the command reads from its standard input. */
export function executeWithInput(
  command: string,
  args: readonly string[],
  input: string,
  options: Options,
): Promise<Outcome> {
  return new Promise((done) => {
    const start = Date.now();
    let output = '';
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: options.seconds * 1000,
      killSignal: 'SIGKILL',
    });
    const finish = (code: number | undefined): void =>
      done({ code, output, seconds: Math.round((Date.now() - start) / 100) / 10 });
    const take = (text: Buffer): void => {
      output += text.toString();
      options.onOutput?.(text.toString());
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.stdin.on('error', () => undefined); // a command may end before it has read all
    child.stdin.end(input);
    child.once('error', (error) => {
      output += error.message;
      finish(-1);
    });
    child.once('close', (code) => finish(code ?? undefined));
  });
}
