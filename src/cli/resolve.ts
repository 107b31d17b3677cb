/** `gloss resolve`: which concept stands at a position, or everywhere in files. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseOptions, printJson, UsageError, type Command } from './command';
import type { Position } from './documents';
import { conceptsBelow, defaultThreads } from './scan';
import { Session, type Answer } from './session';

const usage =
  'gloss resolve <path…> [--at LINE:COLUMN | --all [--threads N]] [--json|--jsonl] | gloss resolve --batch';

export const resolve: Command = async (argv) => {
  const options = {
    at: { type: 'string' },
    all: { type: 'boolean' },
    threads: { type: 'string' },
    batch: { type: 'boolean' },
    json: { type: 'boolean' },
    jsonl: { type: 'boolean' },
  } as const;
  const { values, positionals } = parseOptions(argv, options, usage);
  if (values.batch) return batch(await Session.open());
  if (positionals.length === 0) throw new UsageError(`usage: ${usage}`);
  if (values.at !== undefined) {
    if (positionals.length !== 1) throw new UsageError('gloss resolve --at wants one file');
    const position = parsePosition(values.at);
    print([await (await Session.open()).at(positionals[0]!, position)], values);
    return 0;
  }
  const answers = conceptsBelow(positionals, parseThreads(values.threads));
  return values.json ? streamArray(answers) : streamLines(answers, values);
};

/** Prints each answer as soon as its file is read; nothing is kept. */
async function streamLines(
  answers: AsyncIterable<Answer>,
  format: { readonly jsonl?: boolean },
): Promise<number> {
  for await (const answer of answers) {
    print([answer], format);
    await drained();
  }
  return 0;
}

/** One JSON array, written element by element. */
async function streamArray(answers: AsyncIterable<Answer>): Promise<number> {
  let separator = '[';
  for await (const answer of answers) {
    process.stdout.write(`${separator}${JSON.stringify(answer)}\n`);
    separator = ',';
    await drained();
  }
  process.stdout.write(separator === '[' ? '[]\n' : ']\n');
  return 0;
}

/** Waits until a slow reader of the output has caught up. */
async function drained(): Promise<void> {
  if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
}

function parsePosition(text: string): Position {
  const parts = /^(\d{1,9}):(\d{1,9})$/.exec(text);
  if (!parts) throw new UsageError(`gloss: '${text}' is not LINE:COLUMN`);
  return { line: Number(parts[1]), column: Number(parts[2]) };
}

function parseThreads(text: string | undefined): number {
  if (text === undefined) return defaultThreads();
  if (!/^[1-9]\d?$/.test(text))
    throw new UsageError(`gloss: --threads is a number from 1 to 99, not '${text}'`);
  return Number(text);
}

/** Answers each line in order: the question's own fields, then the answer or an `error`. */
async function batch(session: Session): Promise<number> {
  let failed = false;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    let question: Question | undefined;
    try {
      question = parseQuestion(line);
      printJson({ ...(await session.at(question.path, question)), cell: undefined, ...question });
    } catch (error) {
      failed = true;
      const about = question ?? { input: line.slice(0, 200) };
      printJson({ ...about, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return failed ? 2 : 0;
}

type Question = Position & { readonly path: string };

function parseQuestion(line: string): Question {
  const { path, line: row, column, cell } = JSON.parse(line) as Record<string, unknown>;
  if (typeof path !== 'string' || !Number.isInteger(row) || !Number.isInteger(column)) {
    throw new UsageError('a line of --batch is {"path", "line", "column"} with whole numbers');
  }
  if (cell !== undefined && !Number.isInteger(cell)) throw new UsageError('"cell" is a whole number');
  return {
    path,
    line: row as number,
    column: column as number,
    ...(cell === undefined ? {} : { cell: cell as number }),
  };
}

function print(answers: readonly Answer[], format: { json?: boolean; jsonl?: boolean }): void {
  for (const answer of answers) {
    if (format.json || format.jsonl) {
      printJson(answer);
      continue;
    }
    const place = `${answer.path}:${answer.cell === undefined ? '' : `cell ${answer.cell}:`}${answer.line}:${answer.column}`;
    const literals = Object.entries(answer.literals).map(
      ([role, value]) => `${role} = ${JSON.stringify(value)}`,
    );
    process.stdout.write(
      `${place}  ${answer.text}  ${answer.concept ?? 'nothing known'}${literals.length ? `  (${literals.join(', ')})` : ''}\n`,
    );
  }
}
