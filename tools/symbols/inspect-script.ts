/** Writes the public API of an npm package as lines of text, from the types that it ships. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

interface Walk {
  readonly checker: ts.TypeChecker;
  readonly lines: string[];
  /** Namespaces and classes on the way, so that one which leads back to itself ends. */
  readonly seen: Set<ts.Symbol>;
}

/** The lines of one table: as the Python tables, with the keys of an options object in braces. */
export async function inspectScriptPackage(name: string, root: string): Promise<string> {
  const folder = dirname(createRequire(join(root, 'package.json')).resolve(`${name}/package.json`));
  const about = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    types: string;
  };
  const types = join(folder, about.types);
  const program = ts.createProgram([types], {
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(types)!)!;
  const walk: Walk = { checker, lines: [], seen: new Set() };
  walkExports(walk, checker.getExportsOfModule(module), name);
  return [`package\t${name}\t${about.version}`, ...walk.lines, ''].join('\n');
}

function walkExports(walk: Walk, exports: readonly ts.Symbol[], path: string): void {
  const sorted = [...exports].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const exported of sorted) {
    if (exported.name.startsWith('_') || exported.name === 'default') continue;
    const symbol = exported.flags & ts.SymbolFlags.Alias ? walk.checker.getAliasedSymbol(exported) : exported;
    write(walk, symbol, `${path}.${exported.name}`);
  }
}

function write(walk: Walk, symbol: ts.Symbol, path: string): void {
  const { checker } = walk;
  if (symbol.flags & ts.SymbolFlags.Class) return writeClass(walk, symbol, path);
  if (symbol.flags & ts.SymbolFlags.Module) {
    if (!walk.seen.has(symbol))
      walkExports(
        { ...walk, seen: new Set([...walk.seen, symbol]) },
        checker.getExportsOfModule(symbol),
        path,
      );
    return;
  }
  const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
  if (!declaration) return;
  const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
  const calls = type.getCallSignatures();
  for (const call of calls)
    walk.lines.push(['def', path, ...deprecation(symbol), ...parameters(walk, call)].join('\t'));
  if (calls.length > 0) return;
  if (type.flags & ts.TypeFlags.StringLike) return;
  walk.lines.push(`value\t${path}`);
  if (symbol.flags & ts.SymbolFlags.Variable && type.flags & ts.TypeFlags.Object && !walk.seen.has(symbol))
    walkExports({ ...walk, seen: new Set([...walk.seen, symbol]) }, type.getProperties(), path);
}

function writeClass(walk: Walk, symbol: ts.Symbol, path: string): void {
  const { checker } = walk;
  const type = checker.getDeclaredTypeOfSymbol(symbol) as ts.InterfaceType;
  const constructor = checker
    .getTypeOfSymbolAtLocation(symbol, symbol.valueDeclaration!)
    .getConstructSignatures()[0];
  const bases = (type.getBaseTypes() ?? []).flatMap((base) =>
    base.symbol ? [`<${rootless(path)}.${base.symbol.name}`] : [],
  );
  walk.lines.push(
    [
      'class',
      path,
      ...bases,
      ...deprecation(symbol),
      ...(constructor ? parameters(walk, constructor) : ['?']),
    ].join('\t'),
  );
  for (const member of [...type.getProperties()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const declaration = member.valueDeclaration;
    if (
      !declaration ||
      declaration.parent !== symbol.valueDeclaration ||
      member.name.startsWith('_') ||
      ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private
    )
      continue;
    const call = checker.getTypeOfSymbolAtLocation(member, declaration).getCallSignatures()[0];
    walk.lines.push(call ? ['.', member.name, ...parameters(walk, call)].join('\t') : `@\t${member.name}`);
  }
}

function rootless(path: string): string {
  return /^[^.]+/.exec(path)![0];
}

function deprecation(symbol: ts.Symbol): string[] {
  const tag = symbol.getJsDocTags().find(({ name }) => name === 'deprecated');
  return tag
    ? [`!${(ts.displayPartsToString(tag.text) || 'deprecated').replaceAll(/\s+/g, ' ').slice(0, 100)}`]
    : [];
}

function parameters(walk: Walk, call: ts.Signature): string[] {
  return call.getParameters().map((parameter) => {
    const declaration = parameter.valueDeclaration as ts.ParameterDeclaration | undefined;
    if (declaration?.dotDotDotToken) return `*${parameter.name}`;
    const isOptional = declaration !== undefined && walk.checker.isOptionalParameter(declaration);
    const keys = declaration ? optionsOf(walk, parameter, declaration) : [];
    const name = keys.length > 0 ? `${parameter.name}{${keys.join(' ')}}` : parameter.name;
    return isOptional && keys.length === 0 ? `${name}=…` : name;
  });
}

/** The keys of an interface that ends in Args or Config: those are options, not data. */
function optionsOf({ checker }: Walk, parameter: ts.Symbol, declaration: ts.Node): string[] {
  const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, declaration));
  if (!/(?:Args|Config|Options)$/.test(type.symbol?.name ?? type.aliasSymbol?.name ?? '')) return [];
  return type.getProperties().map((property) => {
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    return isOptional ? `${property.name}=…` : property.name;
  });
}
