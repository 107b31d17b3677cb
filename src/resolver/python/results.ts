/** What calls give back: objects of classes, prepared functions, and what functions of the file return. */
import type { Node } from '../syntax-tree';
import { agreed, looksLikeClass, type Code, type Meaning } from '../meaning';
import { lookUp } from '../scope';
import { pathAt } from '../syntax';
import { typedValue } from './annotations';
import { preparedArguments } from './calls';
import { enclosingClass } from './classes';
import { elementOf } from './elements';
import type { PythonReader } from './reader';

/** Methods that give back the object that they are called on. */
const returnsSelf: ReadonlySet<string> = new Set(
  'apply bfloat16 cpu cuda double eval float half ipu requires_grad_ share_memory to train values xpu'.split(
    ' ',
  ),
);
/** Class methods that make an instance. */
const makesInstance = /^from_(?!.*module$)\w+$|^load_(?:from_checkpoint|word2vec_format)$/;
/** Functions that give back their first argument, prepared in some way. */
const returnsArgument: ReadonlySet<string> = new Set([
  'py:copy.copy',
  'py:copy.deepcopy',
  'py:torch.compile',
  'py:torch.jit.script',
  'py:torch.nn.utils.weight_norm',
  'py:torch.nn.utils.parametrizations.weight_norm',
  'py:torch.nn.utils.spectral_norm',
  'py:torch.nn.utils.parametrizations.spectral_norm',
]);
/** Decorators that leave the result of a function as it is. */
const harmless =
  /^@[ \t]*(?:[\w.]+\.)?(?:property|cached_property|staticmethod|classmethod|abstractmethod|override|cache|lru_cache|no_grad|inference_mode|compact|wraps|register\w*)\b/;
const property = /^@[ \t]*(?:[\w.]+\.)?(?:cached_)?property\b/;
const maxReturns = 16;

/** What a call gives back. */
export function callResult(names: PythonReader, { node, scope }: Code, depth: number): Meaning | undefined {
  const callee = node.childForFieldName('function');
  if (!callee) return undefined;
  if (callee.type === 'identifier' && !lookUp(names.textOf(callee), scope, node.startIndex)) {
    const builtin = builtinResult(names, names.textOf(callee), { node, scope }, depth);
    if (builtin) return builtin;
  }
  const meaning = names.meaning({ node: callee, scope }, depth);
  if (meaning?.kind === 'class' || meaning?.kind === 'outer')
    return { kind: 'instance', of: meaning, made: { node, scope } };
  if (meaning?.kind === 'outer function') return meaning.result;
  if (meaning?.kind === 'function') return resultOf(names, meaning.function, depth);
  if (meaning?.kind === 'symbol') {
    const { symbol, via } = meaning;
    if (symbol === 'py:functools.partial') return partial(names, { node, scope }, depth);
    if (symbol === 'py:importlib.import_module') return importedModule(names, { node, scope }, depth);
    if (symbol === 'py:collections.OrderedDict') return { kind: 'items', items: { node, scope } };
    if (returnsArgument.has(symbol)) return argument(names, { node, scope }, 0, depth);
    if (via === 'import' && looksLikeClass(symbol))
      return { kind: 'instance', of: meaning, made: { node, scope } };
  }
  return methodResult(names, callee, { node, scope }, depth);
}

/** Calls of Python's own functions that hand on what they are given. */
function builtinResult(names: PythonReader, name: string, call: Code, depth: number): Meaning | undefined {
  switch (name) {
    case 'super': {
      const type = enclosingClass(call.scope);
      return type && { kind: 'super', class: type };
    }
    case 'dict':
      return { kind: 'items', items: call };
    case 'list':
    case 'tuple':
    case 'reversed':
    case 'iter':
      return argument(names, call, 0, depth);
    case 'next':
      return elementOf(
        names,
        { node: null, meaning: argument(names, call, 0, depth) },
        null,
        call.scope,
        depth,
      );
    case 'getattr': {
      const [, key] = call.node.childForFieldName('arguments')?.namedChildren ?? [];
      const member = key && names.constant({ node: key, scope: call.scope }, depth)?.value;
      return typeof member === 'string'
        ? names.member(argument(names, call, 0, depth), member, depth)
        : undefined;
    }
    case '__import__':
      return importedModule(names, call, depth);
    default:
      return undefined;
  }
}

function importedModule(names: PythonReader, { node, scope }: Code, depth: number): Meaning | undefined {
  const name = node.childForFieldName('arguments')?.firstNamedChild;
  const module = name && names.constant({ node: name, scope }, depth)?.value;
  if (typeof module !== 'string' || !/^\w+(\.\w+){0,8}$/.test(module)) return undefined;
  return { kind: 'symbol', symbol: names.symbolOf(module), via: 'import' };
}

function methodResult(names: PythonReader, callee: Node, call: Code, depth: number): Meaning | undefined {
  const object = callee.childForFieldName('object');
  const method = callee.childForFieldName('attribute');
  if (!object || !method) return undefined;
  const owner = names.meaning({ node: object, scope: call.scope }, depth);
  const name = names.textOf(method);
  if (owner?.kind === 'instance' && returnsSelf.has(name)) return owner;
  if (owner?.kind === 'class' && makesInstance.test(name)) return { kind: 'instance', of: owner };
  if (owner?.kind === 'symbol' && looksLikeClass(owner.symbol) && makesInstance.test(name)) {
    return { kind: 'instance', of: owner };
  }
  if (owner?.kind === 'items' && name === 'values') return owner;
  if (owner?.kind === 'items' && (name === 'get' || name === 'pop')) {
    const [key, otherwise] = call.node.childForFieldName('arguments')?.namedChildren ?? [];
    const found = key && elementOf(names, { node: object, meaning: owner }, key, call.scope, depth);
    const fallback = otherwise && names.meaning({ node: otherwise, scope: call.scope }, depth);
    return otherwise && found ? agreed([found, fallback]) : found;
  }
  return undefined;
}

function argument(
  names: PythonReader,
  { node, scope }: Code,
  index: number,
  depth: number,
): Meaning | undefined {
  const given = node.childForFieldName('arguments')?.namedChildren[index];
  return given && names.meaning({ node: given, scope }, depth);
}

function partial(names: PythonReader, call: Code, depth: number): Meaning | undefined {
  const prepared = argument(names, call, 0, depth);
  if (prepared?.kind !== 'symbol' && prepared?.kind !== 'class') return undefined;
  return { ...prepared, prepared: [...(prepared.prepared ?? []), ...preparedArguments(names, call)] };
}

/** The decorators above a function, as they are written. */
function decorators(names: PythonReader, node: Node): string[] {
  const decorated = node.parent;
  if (decorated?.type !== 'decorated_definition') return [];
  return decorated.namedChildren.filter(({ type }) => type === 'decorator').map((d) => names.textOf(d));
}

/** Whether reading the name gives the result: `@property`. */
export function isProperty(names: PythonReader, node: Node): boolean {
  return decorators(names, node).some((decorator) => property.test(decorator));
}

/** What a function of the file gives back: what all its `return`s agree on, else what its annotation says. */
export function resultOf(names: PythonReader, { node, scope }: Code, depth: number): Meaning | undefined {
  if (node.type === 'lambda') {
    const body = node.childForFieldName('body');
    return body
      ? names.meaning({ node: body, scope: names.scopes.ofFunction(node, scope) }, depth)
      : undefined;
  }
  if (!decorators(names, node).every((decorator) => harmless.test(decorator))) return undefined;
  const returned = agreed(returns(names, node).map((code) => code && names.meaning(code, depth)));
  if (returned && returned.kind !== 'none') return returned;
  const annotation = node.childForFieldName('return_type');
  return annotation ? typedValue(names, { node: annotation, scope }, depth) : undefined;
}

/** The expressions behind `return` in a function, nested functions excepted; an unknown one where there are many. */
function returns(names: PythonReader, node: Node): (Code | undefined)[] {
  const body = node.childForFieldName('body');
  const source = body ? names.textOf(body) : '';
  if (!body || !/\breturn\b/.test(source) || /\byield\b/.test(source)) return [];
  const found = body.descendantsOfType('return_statement').filter((statement) => {
    let outer = statement.parent;
    while (outer && outer.type !== 'function_definition') outer = outer.parent;
    return outer?.id === node.id;
  });
  if (found.length > maxReturns) return [undefined];
  return found.map((statement) => {
    const value = statement.firstNamedChild;
    return value ? { node: value, scope: names.scopes.at(pathAt(names.tree, value.startIndex)) } : undefined;
  });
}
