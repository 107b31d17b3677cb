/** Import lines of a snippet as bindings: the local names they make, and how each is written alone. */
import type { SymbolId } from '../resolver/site';

export interface Binding {
  /** The name that the snippet's code uses. */
  readonly local: string;
  /** What it stands for: `py:torch.nn`, `js:@tensorflow/tfjs`. */
  readonly symbol: SymbolId;
  /** The module that must be loaded for it. */
  readonly module: SymbolId;
  /** The name as it is exported; absent where the module itself is bound. */
  readonly member?: string;
  /** A line that binds the symbol to `alias`. */
  line(alias: string): string;
  /** A `from` import: the part before the names, and one name of it, so that names of one module share a line. */
  readonly shared?: { readonly head: string; readonly tail: string; name(alias: string): string };
}

/** The bindings of one line of Python, JavaScript or TypeScript; none where it binds nothing. */
export function bindingsOf(line: string, language: string): Binding[] {
  return language === 'python' ? pythonBindings(line.replace(/\s*#.*$/, '')) : scriptBindings(line.trim());
}

function pythonBindings(line: string): Binding[] {
  const from = /^from\s+([\w.]+)\s+import\s+\(?([^()]*)\)?$/.exec(line.trim());
  if (from) return renamed(from[2]!, /\s+as\s+/).map(([name, local]) => pythonMember(from[1]!, name, local));
  const modules = /^import\s+(.*)$/.exec(line.trim())?.[1] ?? '';
  return renamed(modules, /\s+as\s+/).map(([module, alias]) => {
    const root = module.split('.')[0]!;
    const isWhole = alias === module && module !== root;
    return {
      local: isWhole ? root : alias,
      symbol: `py:${isWhole ? root : module}`,
      module: `py:${module}`,
      line: (name) => (isWhole || name === module ? `import ${module}` : `import ${module} as ${name}`),
    };
  });
}

function pythonMember(module: string, member: string, local: string): Binding {
  const name = (alias: string) => (alias === member ? member : `${member} as ${alias}`);
  const head = `from ${module} import `;
  return {
    local,
    symbol: `py:${module}.${member}`,
    module: `py:${module}`,
    member,
    line: (alias) => head + name(alias),
    shared: { head, tail: '', name },
  };
}

function scriptBindings(line: string): Binding[] {
  const found =
    /^import\s+(?:type\s+)?(.*?)\s*from\s*(['"])([^'"]+)\2/.exec(line) ??
    /^(?:const|let|var)\s+(.*?)\s*=\s*require\(\s*(['"])([^'"]+)\2\s*\)/.exec(line);
  if (!found) return [];
  const [, clause, , specifier] = found;
  const module: SymbolId = `js:${specifier!}`;
  const names = /\{(.*)\}/.exec(clause!)?.[1] ?? '';
  const whole = clause!.replace(/,?\s*\{.*\}/, '').trim();
  const members = renamed(names, /\s+as\s+|\s*:\s*/).map(([member, local]) => {
    const name = (alias: string) => (alias === member ? member : `${member} as ${alias}`);
    const [head, tail] = ['import { ', ` } from '${specifier!}';`];
    const shared = { head, tail, name };
    return {
      local,
      symbol: `${module}.${member}`,
      module,
      member,
      line: (a: string) => head + name(a) + tail,
      shared,
    };
  });
  if (whole === '') return members;
  const isDefault = line.startsWith('import') && !whole.startsWith('*');
  const bound: Binding = {
    local: whole.replace(/^\*\s*as\s+/, ''),
    symbol: module,
    module,
    line: (alias) => `import ${isDefault ? alias : `* as ${alias}`} from '${specifier!}';`,
  };
  return [bound, ...members];
}

/** `a as b, c` as pairs of name and local name. */
function renamed(list: string, as: RegExp): [name: string, local: string][] {
  return list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [name, local] = part.split(as);
      return [name!, local ?? name!];
    });
}
