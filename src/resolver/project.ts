/** One hop into other files of the same project: which file an import means, and what its name stands for there. */
import { canonicalSymbol, scriptPackage } from './canonical';
import { isRelative, type Linked } from './links';
import { fieldOf } from './packages';
import type { SourceDocument, SymbolId } from './site';

/** Other files of the project: a port that editor, command line or test fills. */
export interface ProjectFiles {
  /** Grows when `read` may give more or other files than before. */
  readonly version: number;
  /** The file at a path, or nothing where there is none or it has not been read yet. Answers at once. */
  read(path: string): SourceDocument | undefined;
  /** The names in a folder, as far as they are known. */
  list(folder: string): readonly string[];
}

const maxSiblings = 12;
const loads =
  /^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*)|(?:\bfrom|\brequire\()[ \t]*['"]([^'"\n]{1,100})['"]/gm;

/**
 * Whether files of the same folder, of the one above, or of those of the same Python package import machine learning,
 * or a script belongs to the package of a library for it: then a file is about it too.
 */
export function hasLearningBeside(files: ProjectFiles, path: string): boolean {
  const ending = path.slice(path.lastIndexOf('.')).replace('.ipynb', '.py');
  if (/^\.[mc]?[jt]sx?$/.test(ending) && isOfLearningPackage(files, path)) return true;
  return foldersAround(files, path.slice(0, path.lastIndexOf('/'))).some((place) =>
    files
      .list(place)
      .filter((name) => name.endsWith(ending))
      .slice(0, maxSiblings)
      .some((name) => loadsLearning(files.read(`${place}/${name}`)?.text ?? '')),
  );
}

/** By the name in the nearest `package.json`; what a package depends on says too little of its own files. */
function isOfLearningPackage(files: ProjectFiles, path: string): boolean {
  let folder = path;
  for (let i = 0; i < maxPackageParents && folder.includes('/'); i++) {
    folder = folder.slice(0, folder.lastIndexOf('/'));
    if (!files.list(folder).includes('package.json')) continue;
    const name = /"name"\s*:\s*"([^"\n]{1,100})"/.exec(files.read(`${folder}/package.json`)?.text ?? '')?.[1];
    return name !== undefined && fieldOf(canonicalSymbol(`js:${name}`)) === 'ml';
  }
  return false;
}

function foldersAround(files: ProjectFiles, folder: string): string[] {
  const folders = [folder, parent(folder, 1)];
  for (let i = 2; i < maxParents && files.list(folders.at(-1)!).includes('__init__.py'); i++)
    folders.push(parent(folder, i));
  return folders;
}

function loadsLearning(text: string): boolean {
  for (const [, python, script] of text.matchAll(loads)) {
    if (fieldOf(python === undefined ? moduleSymbol(script!) : `py:${python}`) === 'ml') return true;
  }
  return false;
}

function moduleSymbol(specifier: string): SymbolId {
  return `js:${scriptPackage(specifier) ?? specifier}`;
}

/** What a name at the top level of a file stands for; a symbol of the project where it is imported there. */
export type Exported = (document: SourceDocument, name: string) => Linked | undefined;

const maxHops = 3;
const maxParents = 6;
const maxPackageParents = 8;
const scriptEndings = ['', '.ts', '.tsx', '.js', '.mjs', '.jsx', '/index.ts', '/index.js'];

/** What a project symbol of the file `from` leads to, through at most three files. */
export function followLink(
  files: ProjectFiles,
  symbol: SymbolId,
  from: string,
  exported: Exported,
  hops = 0,
): Linked | undefined {
  for (const { path, name } of candidates(symbol, from)) {
    const document = path === from ? undefined : files.read(path);
    if (!document) continue;
    const found = exported(document, name);
    const follow = (next: SymbolId): Linked | undefined =>
      isProjectSymbol(next) && hops < maxHops ? followLink(files, next, path, exported, hops + 1) : undefined;
    return found && onward(found, follow);
  }
  return undefined;
}

/** A linked name whose own project symbols are followed. */
function onward(linked: Linked, follow: (symbol: SymbolId) => Linked | undefined): Linked {
  switch (linked.kind) {
    case 'symbol':
      return follow(linked.symbol) ?? linked;
    case 'class':
      return { kind: 'class', bases: linked.bases.flatMap((base) => basesOf(follow(base)) ?? [base]) };
    case 'instance':
      return { kind: 'instance', of: onward(linked.of, follow) };
    case 'function':
      return { kind: 'function', result: linked.result && onward(linked.result, follow) };
    case 'constant':
      return linked;
  }
}

function basesOf(linked: Linked | undefined): readonly SymbolId[] | undefined {
  if (linked?.kind === 'class') return linked.bases;
  return linked?.kind === 'symbol' ? [linked.symbol] : undefined;
}

/** A symbol that may stand in a file of the project: of no package that Gloss knows. */
export function isProjectSymbol(symbol: SymbolId): boolean {
  return isRelative(symbol) || (symbol.startsWith('py:') && fieldOf(symbol) === undefined);
}

/** The files that may hold a symbol, likeliest first, with its name in them. */
export function* candidates(symbol: SymbolId, from: string): Generator<{ path: string; name: string }> {
  const folder = from.slice(0, from.lastIndexOf('/'));
  if (symbol.startsWith('js:')) yield* scriptFiles(symbol.slice('js:'.length), folder);
  else yield* pythonFiles(symbol.slice('py:'.length), folder);
}

function* pythonFiles(dotted: string, folder: string): Generator<{ path: string; name: string }> {
  const dots = /^\.*/.exec(dotted)![0].length;
  const segments = dotted.slice(dots).split('.').slice(0, 12);
  const name = segments.at(-1)!;
  const module = segments.slice(0, -1).join('/');
  const inside = (root: string): string[] => {
    const path = module === '' ? root : `${root}/${module}`;
    if (module === '' && dots === 0) return [];
    return module === '' ? [`${path}/__init__.py`] : [`${path}.py`, `${path}/__init__.py`];
  };
  if (dots > 0) {
    for (const path of inside(parent(folder, dots - 1))) yield { path, name };
    return;
  }
  for (let i = 0; i < maxParents; i++) {
    const root = parent(folder, i);
    for (const path of inside(root)) yield { path, name };
    if (root === '' || root.endsWith('/')) return;
  }
}

function parent(folder: string, levels: number): string {
  let path = folder;
  for (let i = 0; i < levels && path.includes('/'); i++) path = path.slice(0, path.lastIndexOf('/'));
  return path;
}

/** `./layers.norm` is `norm` of ./layers.ts and its like; without a name it is what the file exports by default. */
function* scriptFiles(reference: string, folder: string): Generator<{ path: string; name: string }> {
  const end = reference.lastIndexOf('.');
  const hasName = end > reference.lastIndexOf('/');
  const specifier = hasName ? reference.slice(0, end) : reference;
  const path = joined(folder, specifier);
  for (const ending of scriptEndings) {
    yield { path: path + ending, name: hasName ? reference.slice(end + 1) : 'default' };
    if (specifier.endsWith('.js')) yield { path: `${path.slice(0, -3)}.ts`, name: reference.slice(end + 1) };
  }
}

function joined(folder: string, specifier: string): string {
  let base = folder;
  let rest = specifier;
  for (;;) {
    if (rest.startsWith('./')) rest = rest.slice(2);
    else if (rest.startsWith('../')) {
      rest = rest.slice(3);
      base = parent(base, 1);
    } else return `${base}/${rest}`;
  }
}
