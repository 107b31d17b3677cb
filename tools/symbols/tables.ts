/**
 * The symbol tables of `symbols/`: what the public API of each package is, as its installed version says.
 * docs/names-and-snippets.md describes the lines.
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readSignature, type Signature } from './signature';

export interface Definition {
  readonly kind: 'class' | 'function' | 'value';
  /** Without the prefix of the language: `torch.nn.LayerNorm`. */
  readonly name: string;
  readonly package: string;
  readonly version: string;
  /** One for each overload; none where nothing tells the parameters. */
  readonly signatures: readonly Signature[];
  /** Classes that a function says it returns. */
  readonly returns: readonly string[];
  /** The package's own words. */
  readonly deprecated: string | undefined;
  /** Of a class: names of its base classes, as the package writes them. */
  readonly bases: readonly string[];
  /** Of a class: its own. */
  readonly members: ReadonlyMap<string, Member>;
}

export interface Member {
  readonly kind: 'method' | 'attribute';
  readonly signatures: readonly Signature[];
  readonly returns: readonly string[];
  readonly deprecated: string | undefined;
}

/** Names have the prefix of their language everywhere: `py:torch.nn.LayerNorm`. */
export interface SymbolTables {
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Another path of a symbol to its name. */
  readonly aliases: ReadonlyMap<string, string>;
  /** First segments, `py:torch`, and their packages with versions. */
  readonly roots: ReadonlyMap<string, string>;
  /** Every module that holds a symbol. */
  readonly modules: ReadonlySet<string>;
}

export interface TableFile {
  /** `torch.py.txt`, `tfjs.js.txt`: the language stands before the ending. */
  readonly file: string;
  readonly text: string;
}

export async function loadTables(root: string): Promise<SymbolTables> {
  const folder = join(root, 'symbols');
  const files = (await readdir(folder)).filter((file) => /\.(?:py|js)\.txt$/.test(file)).sort();
  return readTables(
    await Promise.all(
      files.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })),
    ),
  );
}

/** What lines say of a symbol, one line an overload; read when it is asked for. */
class Told {
  readonly #lines: (readonly string[])[] = [];
  #signatures: readonly Signature[] | undefined;

  add(fields: readonly string[]): this {
    this.#lines.push(fields);
    return this;
  }

  get signatures(): readonly Signature[] {
    this.#signatures ??= this.#lines.flatMap(([kind, , ...fields]) =>
      kind === '@' || kind === 'value'
        ? []
        : (readSignature(fields.filter((field) => !/^[<>!]/.test(field))) ?? []),
    );
    return this.#signatures;
  }

  get bases(): string[] {
    return this.#marked('<');
  }

  get returns(): string[] {
    return this.#marked('>');
  }

  get deprecated(): string | undefined {
    return this.#marked('!')[0];
  }

  #marked(mark: string): string[] {
    const fields = this.#lines[0]!.slice(2);
    return fields.filter((field) => field.startsWith(mark)).map((field) => field.slice(1));
  }
}

class ReadDefinition extends Told implements Definition {
  readonly package: string;

  constructor(
    readonly kind: Definition['kind'],
    readonly name: string,
    packageName: string,
    readonly version: string,
    readonly members: ReadonlyMap<string, Member>,
  ) {
    super();
    this.package = packageName;
  }
}

class ReadMember extends Told implements Member {
  constructor(readonly kind: Member['kind']) {
    super();
  }
}

interface Reading {
  definitions: Map<string, ReadDefinition>;
  aliases: Map<string, string>;
  roots: Map<string, string>;
  modules: Set<string>;
}

export function readTables(files: readonly TableFile[]): SymbolTables {
  const into: Reading = { definitions: new Map(), aliases: new Map(), roots: new Map(), modules: new Set() };
  for (const { file, text } of files) readTable(text, `${file.split('.').at(-2)}:`, into);
  return into;
}

function readTable(text: string, prefix: string, into: Reading): void {
  const [head = '', ...lines] = text.split('\n');
  const [, name = '', version = ''] = head.split('\t');
  let members = new Map<string, ReadMember>();
  for (const line of lines) {
    const fields = line.split('\t');
    const [kind, symbol] = fields;
    if (!kind || !symbol) continue;
    if (kind === '.' || kind === '@') {
      const member = members.get(symbol) ?? new ReadMember(kind === '.' ? 'method' : 'attribute');
      members.set(symbol, member.add(fields));
    } else if (kind === 'from') readAliases(fields, prefix, into);
    else {
      members = new Map();
      const what = kind === 'def' ? 'function' : kind === 'class' ? 'class' : 'value';
      const known = into.definitions.get(prefix + symbol);
      const definition = known ?? new ReadDefinition(what, symbol, name, version, members);
      into.definitions.set(prefix + symbol, definition.add(fields));
      addModules(prefix + symbol, into);
      const root = prefix + rootOf(symbol, prefix);
      if (!into.roots.has(root)) into.roots.set(root, `${name} ${version}`);
    }
  }
}

/** `@tensorflow/tfjs` and `torch` are first segments. */
export function rootOf(symbol: string, prefix: string): string {
  return prefix === 'js:' ? /^[^.]+/.exec(symbol)![0] : symbol.slice(0, (symbol + '.').indexOf('.'));
}

function addModules(symbol: string, into: Reading): void {
  for (let end = symbol.lastIndexOf('.'); end > 0; end = symbol.lastIndexOf('.', end - 1)) {
    const module = symbol.slice(0, end);
    if (into.modules.has(module)) return;
    into.modules.add(module);
  }
}

function readAliases([, module, home, ...names]: readonly string[], prefix: string, into: Reading): void {
  for (const name of names) {
    const [here, there = here] = name.split('=');
    into.aliases.set(`${prefix}${module}.${here}`, `${prefix}${home}.${there}`);
    addModules(`${prefix}${module}.${here}`, into);
  }
}

/** The definition that a name leads to, straight or as another path of it. */
export function definitionOf(tables: SymbolTables, symbol: string): Definition | undefined {
  return tables.definitions.get(symbol) ?? tables.definitions.get(tables.aliases.get(symbol) ?? '');
}

/** A member of a class, its own or of a base class. */
export function memberOf(
  tables: SymbolTables,
  definition: Definition,
  name: string,
  prefix = 'py:',
  seen = new Set<string>(),
): Member | undefined {
  const own = definition.members.get(name);
  if (own || seen.has(definition.name)) return own;
  seen.add(definition.name);
  for (const base of definition.bases) {
    const found = definitionOf(tables, prefix + base);
    const inherited = found && memberOf(tables, found, name, prefix, seen);
    if (inherited) return inherited;
  }
  return undefined;
}

/** What stands at a name: a symbol, or a member of a class, `py:torch.Tensor.view`. */
export function lookUp(
  tables: SymbolTables,
  symbol: string,
): { definition: Definition; member?: Member } | undefined {
  const definition = definitionOf(tables, symbol);
  if (definition) return { definition };
  const dot = symbol.lastIndexOf('.');
  const owner = dot > 0 ? definitionOf(tables, symbol.slice(0, dot)) : undefined;
  const member =
    owner && memberOf(tables, owner, symbol.slice(dot + 1), symbol.slice(0, symbol.indexOf(':') + 1));
  return member && { definition: owner, member };
}
