/** What TypeScript and JavaScript expressions stand for: through imports, `require`, constants and classes. */
import type { Node, Tree } from '../syntax-tree';
import { assignedMembers } from '../assigned-members';
import { canonicalSymbol } from '../canonical';
import type { Constant } from '../constants';
import { meaningOf, type Links } from '../links';
import { agreed, looksLikeClass, typeSymbol, type ClassMeaning, type Code, type Meaning } from '../meaning';
import { absolute, lookUp, type Binding, type Scope } from '../scope';
import type { Call, Literal, LiteralValue, SymbolId } from '../site';
import { nodeAt, rangeOf } from '../syntax';
import { readCall } from './calls';
import { assignedToName, assignedToThis, baseNode, enclosingClass, memberNode } from './classes';
import { moduleSymbol, stringText } from './declarations';
import { itemAt, itemsOf } from './items';
import { functionResult } from './results';
import { readConstant } from './literals';
import type { ScriptReader } from './reader';
import type { ScriptScopes } from './scopes';

const maxDepth = 40;

/** Names that a script tag defines. */
const globals: ReadonlyMap<string, SymbolId> = new Map([
  ['tf', 'js:@tensorflow/tfjs'],
  ['tfvis', 'js:@tensorflow/tfjs-vis'],
  ['ml5', 'js:ml5'],
  ['ort', 'js:onnxruntime-web'],
]);

/** Objects that hold the names of script tags. */
const windows: ReadonlySet<string> = new Set(['window', 'globalThis', 'self', 'global']);

function globalMeaning(name: string): Meaning | undefined {
  const symbol = globals.get(name);
  return symbol === undefined ? undefined : { kind: 'symbol', symbol, via: 'import' };
}

/** Functions whose result is known by the function that made it: layers, optimizers, models. */
const factories =
  /^js:@tensorflow\/tfjs\.(?:(?:layers|train|initializers|regularizers|constraints|callbacks)\.\w+|sequential|model|input)$/;
const makesInstance = /^(?:from_pretrained|fromPretrained|from|create|load)$/;

export class ScriptNames implements ScriptReader {
  readonly #meanings = new Map<number, Meaning | undefined>();
  readonly #constants = new Map<number, Constant | undefined>();
  readonly #calls = new Map<number, Call | undefined>();
  readonly #values = new Map<string, Code[]>();
  #assigned: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(
    readonly tree: Tree,
    readonly text: string,
    readonly scopes: ScriptScopes,
    private readonly links: () => Links,
  ) {}

  get assigned(): ReadonlyMap<string, readonly number[]> {
    return (this.#assigned ??= assignedMembers(this.text));
  }

  textOf(node: Node): string {
    return this.text.slice(node.startIndex, node.endIndex);
  }

  meaning({ node, scope }: Code, depth = 0): Meaning | undefined {
    if (depth > maxDepth) return undefined;
    return once(this.#meanings, node, () => this.#compute(node, scope, depth + 1));
  }

  constant(code: Code, depth = 0): Constant | undefined {
    if (depth > maxDepth) return undefined;
    return once(this.#constants, code.node, () => readConstant(this, code, depth + 1));
  }

  literal(code: Code): Literal | undefined {
    const found = this.constant(code);
    if (!found) return undefined;
    const { value, origin, node } = found;
    return { value, text: this.textOf(node), range: rangeOf(node), origin };
  }

  call(code: Code): Call | undefined {
    return once(this.#calls, code.node, () => readCall(this, code));
  }

  #compute(node: Node, scope: Scope, depth: number): Meaning | undefined {
    const inner = (child: Node | null): Meaning | undefined =>
      child ? this.meaning({ node: child, scope }, depth) : undefined;
    switch (node.type) {
      case 'identifier':
      case 'type_identifier':
      case 'shorthand_property_identifier':
      case 'shorthand_property_identifier_pattern':
        return this.name(this.textOf(node), scope, node.startIndex, depth);
      case 'member_expression':
      case 'nested_type_identifier':
        return this.#memberAt(node, scope, depth);
      case 'subscript_expression':
        return this.#itemAt(node, scope, depth);
      case 'call_expression':
        return this.#result(node, scope, depth);
      case 'new_expression': {
        const type = inner(node.childForFieldName('constructor'));
        return type?.kind === 'symbol' || type?.kind === 'class' || type?.kind === 'outer'
          ? { kind: 'instance', of: type, made: { node, scope } }
          : undefined;
      }
      case 'ternary_expression':
        return agreed([
          inner(node.childForFieldName('consequence')),
          inner(node.childForFieldName('alternative')),
        ]);
      case 'binary_expression':
        return this.#either(node, inner);
      case 'assignment_expression':
        return inner(node.childForFieldName('right'));
      case 'parenthesized_expression':
      case 'await_expression':
      case 'as_expression':
      case 'satisfies_expression':
      case 'non_null_expression':
      case 'type_annotation':
      case 'generic_type':
        return inner(node.firstNamedChild);
      case 'object':
      case 'array':
        return { kind: 'items', items: { node, scope } };
      case 'class':
        return { kind: 'class', class: { node, scope } };
      case 'arrow_function':
      case 'function_expression':
        return { kind: 'function', function: { node, scope } };
      case 'this':
        return this.#this(scope, (type) => ({ kind: 'instance', of: type }));
      case 'super':
        return this.#this(scope, (type) => ({ kind: 'super', class: type.class }));
      case 'null':
      case 'undefined':
        return { kind: 'none' };
      default:
        return undefined;
    }
  }

  #memberAt(node: Node, scope: Scope, depth: number): Meaning | undefined {
    const object = node.childForFieldName('object') ?? node.childForFieldName('module');
    const name = node.childForFieldName('property') ?? node.childForFieldName('name');
    if (!object || !name) return undefined;
    const holder = this.textOf(object);
    if (windows.has(holder) && !lookUp(holder, scope, node.startIndex))
      return globalMeaning(this.textOf(name));
    return this.member(this.meaning({ node: object, scope }, depth), this.textOf(name), depth);
  }

  #itemAt(node: Node, scope: Scope, depth: number): Meaning | undefined {
    const key = node.childForFieldName('index');
    const holder = node.childForFieldName('object');
    const value = key && this.constant({ node: key, scope }, depth)?.value;
    const object = holder ? this.meaning({ node: holder, scope }, depth) : undefined;
    return typeof value === 'string' || typeof value === 'number'
      ? this.member(object, String(value), depth)
      : this.#everyItem(object, depth);
  }

  #this(scope: Scope, make: (type: ClassMeaning) => Meaning): Meaning | undefined {
    const type = enclosingClass(scope);
    return type && make({ kind: 'class', class: type });
  }

  /** `given ?? fallback`: the fallback where the left is nothing. */
  #either(node: Node, inner: (child: Node | null) => Meaning | undefined): Meaning | undefined {
    const operator = node.childForFieldName('operator')?.type;
    if (operator !== '||' && operator !== '??') return undefined;
    const left = inner(node.childForFieldName('left'));
    return left?.kind === 'none' ? inner(node.childForFieldName('right')) : undefined;
  }

  name(name: string, scope: Scope, at: number, depth = 0): Meaning | undefined {
    const found = lookUp(name, scope, at);
    if (!found) return globalMeaning(name);
    return agreed(found.bindings.map((binding) => this.#bound(binding, found.scope, depth)));
  }

  #bound(binding: Binding, scope: Scope, depth: number): Meaning | undefined {
    if (binding.kind === 'import') return this.#imported(binding.symbol!);
    if (binding.kind === 'class') {
      const node = nodeAt(this.tree, absolute(binding, binding.value!));
      return node && { kind: 'class', class: { node, scope } };
    }
    if (binding.kind === 'function') {
      const node = nodeAt(this.tree, absolute(binding, binding.value!));
      return node && { kind: 'function', function: { node, scope } };
    }
    const values = this.values(binding, scope);
    if (binding.kind === 'element')
      return this.#everyItem(values[0] && this.meaning(values[0], depth), depth);
    const meaning = agreed(values.map((code) => this.meaning(code, depth)));
    const member = (binding.path ?? []).reduce<Meaning | undefined>(
      (m, key) => this.member(m, key, depth),
      meaning,
    );
    return member && member.kind !== 'none' ? member : (this.#annotated(binding, scope, depth) ?? member);
  }

  /** A symbol of a package, or what a name of another file of the project leads to. */
  #imported(symbol: SymbolId): Meaning {
    return meaningOf(this.links().get(symbol)) ?? { kind: 'symbol', symbol, via: 'import' };
  }

  linkedConstant(symbol: SymbolId): LiteralValue | undefined {
    const linked = this.links().get(symbol);
    return linked?.kind === 'constant' ? linked.value : undefined;
  }

  #annotated(binding: Binding, scope: Scope, depth: number): Meaning | undefined {
    const node = binding.annotation && nodeAt(this.tree, absolute(binding, binding.annotation));
    const type = node && this.meaning({ node, scope }, depth);
    if (type?.kind === 'class') return { kind: 'instance', of: type };
    return type?.kind === 'symbol' && looksLikeClass(type.symbol)
      ? { kind: 'instance', of: type }
      : undefined;
  }

  values(binding: Binding, scope: Scope): Code[] {
    const key = `${absolute(binding, binding.range).start}`;
    let values = this.#values.get(key);
    if (!values) {
      this.#values.set(key, []);
      const node = binding.value && nodeAt(this.tree, absolute(binding, binding.value));
      const own = node ? [{ node, scope }] : [];
      const later = binding.mutable ? assignedToName(this, binding) : [];
      values = later ? [...own, ...later] : [];
      this.#values.set(key, values);
    }
    return values;
  }

  member(object: Meaning | undefined, name: string, depth = 0): Meaning | undefined {
    switch (object?.kind) {
      case 'symbol': {
        if (object.via !== 'import') return undefined;
        return this.#imported(
          name === 'default' ? object.symbol : canonicalSymbol(`${object.symbol}.${name}`),
        );
      }
      case 'instance':
        if (object.of.kind === 'class') return this.#memberOfFile(object.of.class, name, 'type', depth);
        return inherited(
          typeSymbol(object.of, () => []),
          name,
          'type',
        );
      case 'outer':
        return inherited(object.bases[0], name, 'base');
      case 'class':
        return this.#memberOfFile(object.class, name, 'base', depth);
      case 'super':
        return inherited(this.bases(object.class)[0], name, 'base');
      case 'items': {
        const item = itemAt(this, object.items, name);
        return item && this.meaning(item, depth + 1);
      }
      default:
        return undefined;
    }
  }

  #memberOfFile(type: Code, name: string, via: 'type' | 'base', depth: number): Meaning | undefined {
    if (depth > maxDepth) return undefined;
    const field = memberNode(this, type.node, name);
    const value = field?.childForFieldName('value');
    const values = [
      ...(value ? [{ node: value, scope: type.scope }] : []),
      ...(via === 'type' ? assignedToThis(this, type, name) : []),
    ];
    if (values.length > 0) return agreed(values.map((code) => this.meaning(code, depth + 1)));
    const annotation = field?.childForFieldName('type');
    if (field?.type === 'method_definition')
      return { kind: 'function', function: { node: field, scope: type.scope } };
    if (field)
      return annotation ? this.#instanceOf({ node: annotation, scope: type.scope }, depth) : undefined;
    const base = baseNode(type.node);
    const parent = base && this.meaning({ node: base, scope: type.scope }, depth + 1);
    if (parent?.kind === 'class') return this.#memberOfFile(parent.class, name, via, depth + 1);
    return inherited(this.bases(type)[0], name, via);
  }

  #instanceOf(annotation: Code, depth: number): Meaning | undefined {
    const type = this.meaning(annotation, depth);
    return type?.kind === 'symbol' || type?.kind === 'class' ? { kind: 'instance', of: type } : undefined;
  }

  bases(type: Code): readonly SymbolId[] {
    let current: Code | undefined = type;
    for (let i = 0; current && i < maxDepth; i++) {
      const node = baseNode(current.node);
      const meaning: Meaning | undefined = node && this.meaning({ node, scope: current.scope });
      if (meaning?.kind === 'symbol') return [meaning.symbol];
      if (meaning?.kind === 'outer') return meaning.bases;
      current = meaning?.kind === 'class' ? meaning.class : undefined;
    }
    return [];
  }

  #everyItem(container: Meaning | undefined, depth: number): Meaning | undefined {
    if (container?.kind !== 'items') return undefined;
    return agreed(itemsOf(this, container.items).map(({ code }) => code && this.meaning(code, depth + 1)));
  }

  #result(node: Node, scope: Scope, depth: number): Meaning | undefined {
    const callee = node.childForFieldName('function');
    if (!callee) return undefined;
    const first = node.childForFieldName('arguments')?.firstNamedChild ?? null;
    if (
      callee.type === 'import' ||
      (this.textOf(callee) === 'require' && !lookUp('require', scope, node.startIndex))
    ) {
      const specifier = stringText(first, this.text);
      return specifier === undefined
        ? undefined
        : { kind: 'symbol', symbol: moduleSymbol(specifier), via: 'import' };
    }
    const meaning = this.meaning({ node: callee, scope }, depth);
    if (meaning?.kind === 'outer function') return meaning.result;
    if (meaning?.kind === 'function') return functionResult(this, meaning.function, depth);
    if (meaning?.kind !== 'symbol') return undefined;
    if (factories.test(meaning.symbol)) return { kind: 'instance', of: meaning, made: { node, scope } };
    const object = callee.childForFieldName('object');
    const owner = object ? this.meaning({ node: object, scope }, depth) : undefined;
    const method = meaning.symbol.slice(meaning.symbol.lastIndexOf('.') + 1);
    if (owner?.kind === 'symbol' && looksLikeClass(owner.symbol) && makesInstance.test(method)) {
      return { kind: 'instance', of: owner };
    }
    return undefined;
  }
}

function inherited(type: SymbolId | undefined, name: string, via: 'type' | 'base'): Meaning | undefined {
  return type === undefined ? undefined : { kind: 'symbol', symbol: `${type}.${name}`, via };
}

/** Computes once per node; meanwhile it counts as unknown. */
function once<T>(known: Map<number, T | undefined>, node: Node, compute: () => T | undefined): T | undefined {
  if (known.has(node.id)) return known.get(node.id);
  known.set(node.id, undefined);
  const value = compute();
  known.set(node.id, value);
  return value;
}
