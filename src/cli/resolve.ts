/** `gloss resolve`: which concept stands at a position, or everywhere in files. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Catalog } from '../catalog/catalog';
import type { Match } from '../catalog/match';
import { conceptAt, conceptsIn } from '../hints/concept-at';
import type { Resolver } from '../resolver/resolver';
import type { Analysis, LiteralValue, Site } from '../resolver/site';
import { parseOptions, printJson, UsageError, type Command } from './command';
import { createResolver, loadCatalog } from './data';
import { OpenDocument, sourceFiles, type Position } from './documents';
import { projectFiles } from './project-files';

const usage = 'gloss resolve <path…> [--at LINE:COLUMN | --all] [--json|--jsonl] | gloss resolve --batch';

/** One answer. Lines and columns are 1-based, columns in UTF-16 units. */
interface Answer extends Position {
  readonly path: string;
  readonly endColumn: number;
  readonly text: string;
  readonly symbol?: string;
  readonly role?: string;
  readonly concept: string | null;
  readonly kind: Match['kind'] | null;
  readonly confidence: number;
  /** What the code states, by role. */
  readonly literals: Readonly<Record<string, LiteralValue>>;
}

export const resolve: Command = async (argv) => {
  const options = {
    at: { type: 'string' },
    all: { type: 'boolean' },
    batch: { type: 'boolean' },
    json: { type: 'boolean' },
    jsonl: { type: 'boolean' },
  } as const;
  const { values, positionals } = parseOptions(argv, options, usage);
  const session = new Session(await loadCatalog(), createResolver());
  if (values.batch) return batch(session);
  if (positionals.length === 0) throw new UsageError(`usage: ${usage}`);
  if (values.at !== undefined) {
    if (positionals.length !== 1) throw new UsageError('gloss resolve --at wants one file');
    const answer = await session.at(positionals[0]!, parsePosition(values.at));
    print([answer], values);
    return 0;
  }
  return values.json ? streamArray(session, positionals) : streamLines(session, positionals, values);
};

/** Prints each answer as soon as its file is read; nothing is kept. */
async function streamLines(
  session: Session,
  paths: readonly string[],
  format: { readonly jsonl?: boolean },
): Promise<number> {
  for await (const answer of session.everything(paths)) {
    print([answer], format);
    await drained();
  }
  return 0;
}

/** One JSON array, written element by element. */
async function streamArray(session: Session, paths: readonly string[]): Promise<number> {
  let separator = '[';
  for await (const answer of session.everything(paths)) {
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

/** Looks positions up, keeping the file that was read last. */
class Session {
  readonly #files = projectFiles();
  #open: { path: string; document: OpenDocument; analysis: Analysis } | undefined;

  constructor(
    private readonly catalog: Catalog,
    private readonly resolver: Resolver,
  ) {}

  async at(path: string, position: Position): Promise<Answer> {
    const { document, analysis } = await this.#analysis(path);
    const offset = document.offsetAt(position);
    if (offset === undefined)
      throw new UsageError(`gloss: ${path} has no position ${position.line}:${position.column}`);
    const site = analysis.siteAt(offset);
    const match = site && conceptAt(this.catalog, analysis, site);
    if (site) return answerFor(path, document, site, match);
    return {
      path,
      ...position,
      endColumn: position.column,
      text: '',
      concept: null,
      kind: null,
      confidence: 0,
      literals: {},
    };
  }

  /**
   * Every site with a concept in the files below the paths; files of folders that name no concept are not parsed. A
   * file of a folder that cannot be read is named on the error output and passed over; one that is named itself is a
   * usage error.
   */
  async *everything(paths: readonly string[]): AsyncGenerator<Answer> {
    for await (const path of sourceFiles(paths)) {
      try {
        yield* await this.#all(path, paths.includes(path));
      } catch (error) {
        if (!(error instanceof UsageError) || paths.includes(path)) throw error;
        process.stderr.write(`${error.message}\n`);
      }
    }
  }

  async #all(path: string, isNamed: boolean): Promise<Answer[]> {
    const read = await OpenDocument.readIf(path, (text) => isNamed || this.catalog.mayHold(text));
    if (!read) return [];
    const { document, analysis } = await this.#analysis(path, read);
    const answers = [];
    for (const match of conceptsIn(this.catalog, analysis))
      answers.push(answerFor(path, document, match.site, match));
    return answers;
  }

  async #analysis(
    path: string,
    read?: OpenDocument,
  ): Promise<{ document: OpenDocument; analysis: Analysis }> {
    if (this.#open?.path !== path) {
      const document = read ?? (await OpenDocument.read(path));
      await this.resolver.load(document.source.languageId);
      if (this.#open) this.resolver.forget(this.#open.document.source.uri);
      this.#open = { path, document, analysis: this.resolver.analyze(document.source) };
      this.resolver.link(document.source.uri, this.#files);
    }
    return this.#open;
  }
}

function answerFor(path: string, document: OpenDocument, site: Site, match: Match | undefined): Answer {
  const start = document.positionAt(site.range.start);
  const literals: Record<string, LiteralValue> = {};
  for (const [role, { value, from }] of Object.entries(match?.values ?? {}))
    if (from === 'code') literals[role] = value;
  return {
    path,
    ...start,
    endColumn: start.column + site.range.end - site.range.start,
    text: site.text,
    symbol: match?.symbol ?? site.symbol,
    role: match?.role,
    concept: match?.entry.id ?? null,
    kind: match?.kind ?? null,
    confidence: match?.confidence ?? 0,
    literals,
  };
}

function parsePosition(text: string): Position {
  const parts = /^(\d{1,9}):(\d{1,9})$/.exec(text);
  if (!parts) throw new UsageError(`gloss: '${text}' is not LINE:COLUMN`);
  return { line: Number(parts[1]), column: Number(parts[2]) };
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
