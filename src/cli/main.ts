/** The `gloss` command: the core of Gloss without an editor. Exit 0 fine, 1 findings or unknown name, 2 usage or input error. */
import { isMainThread } from 'node:worker_threads';
import { UsageError, type Command } from './command';
import { demo } from './demo';
import { explain } from './explain';
import { importRaw } from './import';
import { pack } from './pack';
import { resolve } from './resolve';
import { serveScan } from './scan-threads';
import { search } from './search';

const commands: Readonly<Record<string, Command>> = Object.assign(Object.create(null), {
  explain,
  resolve,
  search,
  demo,
  import: importRaw,
  pack,
});
const later = new Set(['check', 'mcp']);

const usage = `usage: gloss <command> …
  explain <name> [--json]                                  the article of a concept
  resolve <path…> [--at LINE:COLUMN | --all] [--json|--jsonl]   which concept stands where
  resolve --batch                                          positions as JSON lines from standard input
  search <query> [--json] [--limit N]
  demo <id> [--set name=value…] [--engine cpu|wasm|native] [--json]
  import <raw> --out DIR [--json]                          raw glossary text to concept files
  pack check <dir> [--json]                                what is wrong with a folder of concept files
  check, mcp                                               not yet`;

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === '--help' || name === '-h') {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  if (name === undefined) throw new UsageError(usage);
  if (later.has(name)) throw new UsageError(`gloss ${name}: not yet`);
  const command = commands[name];
  if (!command) throw new UsageError(`gloss: unknown command '${name}'\n${usage}`);
  return command(rest);
}

/** A reader that closes the pipe early (`gloss … | head`) is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

async function run(): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}

void (isMainThread ? run() : serveScan());
