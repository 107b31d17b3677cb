import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Runs with the arguments behind its name; the number is the exit code. */
export type Command = (argv: readonly string[]) => Promise<number>;

/** The user's input cannot be used: one clear line on standard error, exit 2. */
export class UsageError extends Error {}

/** `parseArgs`, with its complaints as usage errors. */
export function parseOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: T,
  usage: string,
) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\nusage: ${usage}`);
  }
}

/** Prints one JSON value on one line. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
