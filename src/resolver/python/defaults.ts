/** Defaults that stand somewhere else: command-line flags, dataclass and settings fields. */
import type { Node } from '../syntax-tree';
import { agreedConstant, type Constant } from '../constants';
import type { Code } from '../meaning';
import { occurrences } from '../occurrences';
import { absolute, lookUp } from '../scope';
import { nodeAt, pathAt } from '../syntax';
import type { PythonReader } from './reader';

/** Functions that declare a field or parameter with a default: dataclasses, attrs, pydantic, typer, simple_parsing. */
const fieldMakers: ReadonlySet<string> = new Set(
  'field Field attrib ib Option Argument mutable_field subfield PrivateAttr'.split(' '),
);
/** Methods and functions that declare a command-line flag, with the position of a positional default. */
const flagMakers: ReadonlyMap<string, number | undefined> = new Map([
  ['add_argument', undefined],
  ['add_option', undefined],
  ['option', undefined],
  ['DEFINE_float', 1],
  ['DEFINE_integer', 1],
  ['DEFINE_bool', 1],
  ['DEFINE_boolean', 1],
  ['DEFINE_string', 1],
  ['DEFINE_enum', 1],
]);
/** Parameters of these names usually hold parsed flags. */
const flagHolders: ReadonlySet<string> = new Set(
  'args opt opts options hparams params flags FLAGS cfg config'.split(' '),
);

/** The last name of a callee: `add_argument` of `group.add_argument`. */
export function lastName(node: Node | null): Node | null {
  let current = node;
  while (current && current.type !== 'identifier') {
    current =
      current.childForFieldName('attribute') ??
      current.childForFieldName('function') ??
      current.childForFieldName('value') ??
      (current.type === 'parenthesized_expression' ? current.firstNamedChild : null);
  }
  return current;
}

/** The default in `field(default=0.1)` or `Field(0.1, ge=0)`. */
export function fieldDefault(names: PythonReader, { node, scope }: Code, depth = 0): Constant | undefined {
  if (node.type !== 'call') return undefined;
  const callee = lastName(node.childForFieldName('function'));
  if (!callee || !fieldMakers.has(names.textOf(callee))) return undefined;
  const value = defaultArgument(names, node, 0);
  const found = value && names.constant({ node: value, scope }, depth);
  return found && { ...found, origin: 'default' };
}

/** The value of `default=`, or of the positional argument that means it. */
function defaultArgument(names: PythonReader, call: Node, position: number | undefined): Node | undefined {
  const given = call.childForFieldName('arguments')?.namedChildren ?? [];
  for (const argument of given) {
    const name = argument.type === 'keyword_argument' ? argument.childForFieldName('name') : null;
    if (name && names.textOf(name) === 'default') return argument.childForFieldName('value') ?? undefined;
  }
  const positional = position === undefined ? undefined : given[position];
  return positional?.type === 'keyword_argument' || positional?.type === 'ellipsis' ? undefined : positional;
}

/** Whether a call declares a flag, as `parser.add_argument('--eps', default=0.1)` does. */
export function isFlagMaker(names: PythonReader, call: Node): boolean {
  const callee = lastName(call.childForFieldName('function'));
  return callee !== null && flagMakers.has(names.textOf(callee));
}

/** The default value that a flag declaration gives. */
export function declaredDefault(names: PythonReader, { node, scope }: Code, depth = 0): Constant | undefined {
  const callee = lastName(node.childForFieldName('function'));
  const value = callee && defaultArgument(names, node, flagMakers.get(names.textOf(callee)));
  const found = value && names.constant({ node: value, scope }, depth);
  return found ? { ...found, origin: 'default' } : undefined;
}

/** Where flags are declared, by name with `_` for `-`. Read from the text: a walk over the tree costs more. */
export function flagDeclarations(text: string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  const whole = { start: 0, end: text.length };
  for (const maker of flagMakers.keys()) {
    for (const at of occurrences(text, maker, whole)) {
      for (const name of flagNames(text.slice(at + maker.length, at + maker.length + 200))) {
        const offsets = found.get(name);
        if (offsets) offsets.push(at);
        else found.set(name, [at]);
      }
    }
  }
  return found;
}

/** `label_smoothing` and `s` of `('-s', '--label-smoothing', …`. */
function flagNames(text: string): string[] {
  const strings = /^\s{0,40}\((?:\s{0,40}['"][-\w]{1,80}['"]\s{0,40},?)+/.exec(text);
  const names = strings?.[0].matchAll(/['"]-{0,2}([-\w]+)['"]/g) ?? [];
  return Array.from(names, ([, name]) => name!.replaceAll('-', '_'));
}

/** The default of the flag behind `args.name`, where `object` holds parsed flags and nothing else sets it. */
export function flagDefault(
  names: PythonReader,
  object: Code,
  name: string,
  depth: number,
): Constant | undefined {
  const declared = names.flags.get(name);
  if (!declared || names.assigned.has(name) || !holdsFlags(names, object)) return undefined;
  const found = declared.map((at) => {
    const path = pathAt(names.tree, at);
    const call = path.findLast((node) => node.type === 'call');
    return call && isFlagMaker(names, call)
      ? declaredDefault(names, { node: call, scope: names.scopes.at(path) }, depth)
      : undefined;
  });
  return agreedConstant(found);
}

/** Functions whose result is the parsed flags: `parser.parse_args`, `get_args`, `load_options`. */
const flagGivers = /^parse_|(?:^|_)(?:args|arguments|opts|options|flags|hparams)$/i;

function holdsFlags(names: PythonReader, { node, scope }: Code): boolean {
  if (node.type === 'call') return givesFlags(names, node);
  if (node.type !== 'identifier') return false;
  const name = names.textOf(node);
  const bindings = lookUp(name, scope, node.startIndex)?.bindings ?? [];
  if (bindings.length === 0) return false;
  return bindings.every((binding) => {
    const value = binding.value && nodeAt(names.tree, absolute(binding, binding.value));
    return value ? value.type === 'call' && givesFlags(names, value) : flagHolders.has(name);
  });
}

/** A call that parses flags, or `vars(…)` of one. */
function givesFlags(names: PythonReader, call: Node): boolean {
  const callee = lastName(call.childForFieldName('function'));
  if (!callee) return false;
  if (names.textOf(callee) !== 'vars') return flagGivers.test(names.textOf(callee));
  const inner = call.childForFieldName('arguments')?.firstNamedChild;
  return inner?.type === 'identifier' || (inner?.type === 'call' && givesFlags(names, inner));
}
