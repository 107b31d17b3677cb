/** A folder of concept files with its `pack.json`. Packs come from strangers: every defect is a problem with its place. */
import type { Problem } from '../util/problem';
import { parseConceptFile } from './concept-file';
import type { Entry } from './entry';
import type { PackFile } from './schema.generated';
import { schemaProblems, type SchemaError } from './schema-problems';
import { validatePack } from './validate.generated';

const maxPackFile = 100_000;

export interface PackResult {
  readonly pack?: PackFile;
  readonly problems: readonly Problem[];
}

/** Reads `pack.json`. Never throws. */
export function parsePackFile(text: string, file: string): PackResult {
  const problem = (code: string, message: string, offset = 0): Problem => {
    const before = text.slice(0, offset).split('\n');
    return { code, message, severity: 'error', file, line: before.length, column: before.at(-1)!.length + 1 };
  };
  if (text.length > maxPackFile)
    return {
      problems: [problem('size', `The file has ${text.length} characters; at most ${maxPackFile} are read.`)],
    };
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const message = (error as Error).message;
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    return { problems: [problem('json', `This is not JSON: ${message}.`, at)] };
  }
  const validate = validatePack as { (data: unknown): boolean; errors?: SchemaError[] | null };
  if (validate(data)) return { pack: data as PackFile, problems: [] };
  const problems = schemaProblems(validate.errors ?? [], data).map(({ message, path }) => {
    const key = path.at(-1);
    const at = typeof key === 'string' ? text.indexOf(JSON.stringify(key)) : 0;
    return problem('schema', message, Math.max(at, 0));
  });
  return { problems };
}

export interface PackEntries {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

/** The concepts of a pack, file by file; a broken one costs only itself. */
export class PackReader {
  readonly #entries: Entry[] = [];
  readonly #problems: Problem[] = [];
  readonly #files = new Map<string, string>();
  readonly #references: Reference[] = [];

  /** `known`: ids of the concepts that the pack may refer to besides its own. */
  constructor(
    private readonly name: string,
    private readonly known: ReadonlySet<string>,
  ) {}

  /** `file`: its path within the pack. */
  add(file: string, text: string): void {
    const { entry, problems } = parseConceptFile(text, file, { pack: this.name, file });
    this.#problems.push(...problems);
    if (!entry) return;
    const other = this.#files.get(entry.id);
    if (other !== undefined) {
      this.#problems.push(problem('id', `${other} is the concept '${entry.id}' already.`, file, 1));
      return;
    }
    this.#files.set(entry.id, file);
    this.#entries.push(entry);
    this.#references.push(...referencesOf(entry, file, text));
  }

  /** All entries, and what is wrong with the files and between them. */
  end(): PackEntries {
    const missing = this.#references
      .filter(({ id }) => !this.known.has(id) && !this.#files.has(id))
      .map(({ id, file, line }) => problem('link', `There is no concept '${id}'.`, file, line));
    const problems = [...this.#problems, ...missing];
    problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
    return { entries: this.#entries, problems };
  }
}

interface Reference {
  readonly id: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

function referencesOf(entry: Entry, file: string, text: string): Reference[] {
  const article = (entry.article ?? '').replace(/```[\s\S]*?```|`[^`\n]+`/g, '');
  const ids = new Set([
    ...(entry.related ?? []),
    ...(entry.meaning ?? []).map(({ concept }) => concept),
    ...[...article.matchAll(/\[\[([a-z0-9-]{1,100})\]\]/g)].map((link) => link[1]!),
  ]);
  if (ids.size === 0) return [];
  const lines = text.split('\n');
  return [...ids].map((id) => ({
    id,
    file,
    line:
      Math.max(
        0,
        lines.findIndex((line) => line.includes(id)),
      ) + 1,
  }));
}

function problem(code: string, message: string, file: string, line: number): Problem {
  return { code, message, severity: 'error', file, line, column: 1 };
}
