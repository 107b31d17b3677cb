/** Every concept in many files. */
import { availableParallelism } from 'node:os';
import { UsageError } from './command';
import { sourceFiles } from './documents';
import { ScanThreads } from './scan-threads';
import { Session, type Answer } from './session';

/** So few files are read before threads would have started. */
const few = 32;
/** Files that are read ahead of the output, for each thread. */
const ahead = 32;

/** A thread keeps some 200 MB. */
export const defaultThreads = (): number => Math.min(availableParallelism(), 8);

/** Gives every site with a concept in a file. */
type Ask = (path: string, isNamed: boolean) => Promise<readonly Answer[]>;

/**
 * Every site with a concept in the files below the paths, in the order of the files; files of folders that name no
 * concept are not parsed. A file of a folder that cannot be read is named on the error output and passed over; one that
 * is named itself is a usage error.
 */
export async function* conceptsBelow(paths: readonly string[], threads: number): AsyncGenerator<Answer> {
  const files = sourceFiles(paths);
  const first = threads > 1 ? await taken(files, few) : [];
  const all = chained(first, files);
  if (first.length < few) {
    const session = await Session.open();
    yield* inOrder(all, paths, 0, (path, isNamed) => session.all(path, isNamed));
    return;
  }
  const pool = new ScanThreads(threads, __filename);
  try {
    yield* inOrder(all, paths, ahead * threads, (path, isNamed) => pool.answers(path, isNamed));
  } finally {
    await pool.close();
  }
}

async function* inOrder(
  files: AsyncIterable<string>,
  paths: readonly string[],
  most: number,
  ask: Ask,
): AsyncGenerator<Answer> {
  const asked: (() => Promise<readonly Answer[]>)[] = [];
  for await (const path of files) {
    const isNamed = paths.includes(path);
    const answers = ask(path, isNamed).catch((error: unknown) => error);
    asked.push(async () => toldOf(await answers, isNamed));
    if (asked.length > most) yield* await asked.shift()!();
  }
  for (const answers of asked) yield* await answers();
}

function toldOf(outcome: unknown, isNamed: boolean): readonly Answer[] {
  if (!(outcome instanceof Error)) return outcome as readonly Answer[];
  if (isNamed || !(outcome instanceof UsageError)) throw outcome;
  process.stderr.write(`${outcome.message}\n`);
  return [];
}

async function taken<T>(from: AsyncIterator<T>, count: number): Promise<T[]> {
  const found: T[] = [];
  while (found.length < count) {
    const next = await from.next();
    if (next.done) break;
    found.push(next.value);
  }
  return found;
}

async function* chained<T>(first: readonly T[], rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* first;
  yield* rest;
}
