/** What Python expressions stand for: through imports, assignments, classes and parameters. */
import type { Node, Tree } from '../syntax-tree';
import { assignedMembers } from '../assigned-members';
import { canonicalSymbol } from '../canonical';
import { meaningOf, type Links } from '../links';
import { agreed, isPlaceholder, typeSymbol, type ClassMeaning, type Code, type Meaning } from '../meaning';
import { starName } from '../packages';
import { absolute, lookUp, type Binding, type Scope } from '../scope';
import { nodeAt, rangeOf } from '../syntax';
import type { Constant } from '../constants';
import type { Call, Literal, LiteralValue, SymbolId } from '../site';
import { testedNames, testedValue, typedValue } from './annotations';
import { assignedToSelf, baseNodes, enclosingClass } from './classes';
import { flagDeclarations } from './defaults';
import { additionsTo, elementOf } from './elements';
import { readCall } from './calls';
import { readConstant } from './literals';
import type { Addition, PythonReader } from './reader';
import { callResult, isProperty, resultOf } from './results';
import type { PythonScopes } from './scopes';

/** Hops from name to value to name; real code needs a handful. */
const maxDepth = 40;

export class PythonNames implements PythonReader {
  readonly #meanings = new Map<number, Meaning | undefined>();
  readonly #bases = new Map<number, readonly SymbolId[]>();
  readonly #constants = new Map<number, Constant | undefined>();
  readonly #calls = new Map<number, Call | undefined>();
  #globals: ReadonlySet<string> | undefined;
  #assigned: ReadonlyMap<string, readonly number[]> | undefined;
  #flags: ReadonlyMap<string, readonly number[]> | undefined;
  #tested: ReadonlySet<string> | undefined;
  readonly #additions = new Map<string, readonly Addition[]>();

  constructor(
    readonly tree: Tree,
    readonly text: string,
    readonly scopes: PythonScopes,
    private readonly links: () => Links,
  ) {}

  textOf(node: Node): string {
    return this.text.slice(node.startIndex, node.endIndex);
  }

  get assigned(): ReadonlyMap<string, readonly number[]> {
    return (this.#assigned ??= assignedMembers(this.text));
  }

  get flags(): ReadonlyMap<string, readonly number[]> {
    return (this.#flags ??= flagDeclarations(this.text));
  }

  /** The public symbol of a dotted name. */
  symbolOf(dotted: string): SymbolId {
    return canonicalSymbol(`py:${dotted}`);
  }

  /** Names that some function declares `global`, and so may change. */
  get globals(): ReadonlySet<string> {
    this.#globals ??= new Set(
      Array.from(this.text.matchAll(/^[ \t]*global[ \t]+([^\n#;]*)/gm), ([, names]) =>
        names!.trim().split(/\s*,\s*/),
      ).flat(),
    );
    return this.#globals;
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

  additions(name: string): readonly Addition[] {
    let found = this.#additions.get(name);
    if (!found) {
      found = additionsTo(this, name);
      this.#additions.set(name, found);
    }
    return found;
  }

  #compute(node: Node, scope: Scope, depth: number): Meaning | undefined {
    const inner = (child: Node | null): Meaning | undefined =>
      child ? this.meaning({ node: child, scope }, depth) : undefined;
    switch (node.type) {
      case 'identifier':
        return this.name(this.textOf(node), scope, node.startIndex, depth);
      case 'attribute': {
        const name = node.childForFieldName('attribute');
        return name
          ? this.member(inner(node.childForFieldName('object')), this.textOf(name), depth)
          : undefined;
      }
      case 'call':
        return callResult(this, { node, scope }, depth);
      case 'lambda':
        return { kind: 'function', function: { node, scope } };
      case 'subscript': {
        const value = node.childForFieldName('value');
        const container = { node: value, meaning: inner(value) };
        return elementOf(this, container, node.childForFieldName('subscript'), scope, depth);
      }
      case 'conditional_expression':
        return agreed([inner(node.namedChild(0)), inner(node.namedChild(2))]);
      case 'boolean_operator':
        return this.#either(node, inner);
      case 'parenthesized_expression':
      case 'await':
      case 'type':
        return inner(node.firstNamedChild);
      case 'named_expression':
        return inner(node.childForFieldName('value'));
      case 'list':
      case 'tuple':
      case 'dictionary':
      case 'list_comprehension':
      case 'generator_expression':
        return { kind: 'items', items: { node, scope } };
      case 'none':
        return { kind: 'none' };
      default:
        return undefined;
    }
  }

  /** `given or nn.LayerNorm`: the right side where the left is `None` unless a caller says otherwise. */
  #either(node: Node, inner: (child: Node | null) => Meaning | undefined): Meaning | undefined {
    if (node.childForFieldName('operator')?.type !== 'or') return undefined;
    const left = inner(node.childForFieldName('left'));
    return left?.kind === 'none' ? inner(node.childForFieldName('right')) : undefined;
  }

  /** What a name means for a use at `at`. */
  name(name: string, scope: Scope, at: number, depth = 0): Meaning | undefined {
    const found = lookUp(name, scope, at);
    this.#tested ??= testedNames(this.text);
    const tested = this.#tested.has(name) ? testedValue(this, name, at, found, depth) : undefined;
    if (tested) return tested;
    if (!found) return this.#fromStar(name, scope, at);
    const meanings = found.bindings.map((binding) => this.#bound(binding, found.scope, depth));
    const imports = found.bindings.every((b, i) => b.kind === 'import' || meanings[i]?.kind === 'none');
    return imports ? meanings.find((m) => m && m.kind !== 'none') : agreed(meanings);
  }

  #fromStar(name: string, scope: Scope, at: number): Meaning | undefined {
    const stars = lookUp('*', scope, at);
    const all = stars?.scope.bindings('*').map((binding) => binding.symbol!.slice('py:'.length)) ?? [];
    const dotted = starName(all, name);
    return dotted === undefined
      ? undefined
      : { kind: 'symbol', symbol: canonicalSymbol(`py:${dotted}`), via: 'import' };
  }

  #bound(binding: Binding, scope: Scope, depth: number): Meaning | undefined {
    const value = this.code(binding, scope);
    switch (binding.kind) {
      case 'import':
        return this.#imported(binding.symbol!);
      case 'class':
        return value && { kind: 'class', class: value };
      case 'function':
        return value && { kind: 'function', function: value };
      case 'value':
        return (value && this.meaning(value, depth)) ?? this.annotated(binding, scope, depth);
      case 'parameter':
        return this.#parameter(binding, scope, value, depth);
      case 'self':
        return this.#self(binding, scope);
      case 'element':
        return (
          value &&
          elementOf(this, { node: value.node, meaning: this.meaning(value, depth) }, null, scope, depth)
        );
      default:
        return this.annotated(binding, scope, depth);
    }
  }

  /** A symbol of a package, or what a name of another file of the project leads to. */
  #imported(symbol: SymbolId): Meaning {
    if (isPlaceholder(symbol)) return { kind: 'none' };
    return meaningOf(this.links().get(symbol)) ?? { kind: 'symbol', symbol, via: 'import' };
  }

  linkedConstant(symbol: SymbolId): LiteralValue | undefined {
    const linked = this.links().get(symbol);
    return linked?.kind === 'constant' ? linked.value : undefined;
  }

  /** A default that is a class or function says what the parameter is; else its annotation. */
  #parameter(binding: Binding, scope: Scope, value: Code | undefined, depth: number): Meaning | undefined {
    const byDefault = value && this.meaning({ ...value, scope: scope.parent ?? scope }, depth);
    if (byDefault && byDefault.kind !== 'none') return byDefault;
    return this.annotated(binding, scope.parent ?? scope, depth) ?? byDefault;
  }

  #self(binding: Binding, scope: Scope): Meaning | undefined {
    const type = enclosingClass(scope);
    if (!type) return undefined;
    const itself: ClassMeaning = { kind: 'class', class: type };
    return binding.name === 'cls' ? itself : { kind: 'instance', of: itself };
  }

  /** A value of the class that the annotation names. */
  annotated(binding: Binding, scope: Scope, depth: number): Meaning | undefined {
    const node = binding.annotation && nodeAt(this.tree, absolute(binding, binding.annotation));
    return node && typedValue(this, { node, scope }, depth);
  }

  /** The expression that gives a binding its value. */
  code(binding: Binding, scope: Scope): Code | undefined {
    const node = binding.value && nodeAt(this.tree, absolute(binding, binding.value));
    return node && { node, scope };
  }

  /** What `object.name` stands for. */
  member(object: Meaning | undefined, name: string, depth = 0): Meaning | undefined {
    switch (object?.kind) {
      case 'symbol':
        if (object.via !== 'import') return undefined;
        return this.#imported(canonicalSymbol(joinSymbol(object.symbol, name)));
      case 'instance':
        if (object.of.kind === 'class') return this.memberOfFile(object.of.class, name, 'type', depth);
        return memberSymbol(
          typeSymbol(object.of, () => []),
          name,
          'type',
        );
      case 'outer':
        return memberSymbol(object.bases[0], name, 'base');
      case 'class':
        return this.memberOfFile(object.class, name, 'base', depth);
      case 'super':
        return memberSymbol(this.bases(object.class)[0], name, 'base');
      default:
        return undefined;
    }
  }

  /** A member of a class of this file: set through `self`, set in the class, or inherited. */
  memberOfFile(type: Code, name: string, via: 'type' | 'base', depth: number): Meaning | undefined {
    if (depth > maxDepth) return undefined;
    if (via === 'type') {
      const assigned = assignedToSelf(this, type, name);
      if (assigned.length > 0) return agreed(assigned.map((code) => this.meaning(code, depth + 1)));
    }
    const inside = this.scopes.ofClass(type);
    const own = inside.bindings(name);
    if (own.length > 0) {
      const meaning = agreed(own.map((binding) => this.#bound(binding, inside, depth + 1)));
      const reads = meaning?.kind === 'function' && via === 'type' && isProperty(this, meaning.function.node);
      return reads ? resultOf(this, meaning.function, depth + 1) : meaning;
    }
    for (const base of this.localBases(type, depth)) {
      const inherited = this.memberOfFile(base, name, via, depth + 1);
      if (inherited) return inherited;
    }
    return memberSymbol(this.bases(type)[0], name, via);
  }

  /** Symbols of the base classes, nearest first, through classes of this file. */
  bases(type: Code, depth = 0): readonly SymbolId[] {
    const known = this.#bases.get(type.node.id);
    if (known) return known;
    this.#bases.set(type.node.id, []);
    const found = baseNodes(type.node).flatMap((node): readonly SymbolId[] => {
      const meaning = this.meaning({ node, scope: type.scope }, depth);
      if (meaning?.kind === 'symbol') return [meaning.symbol];
      if (meaning?.kind === 'outer') return meaning.bases;
      return meaning?.kind === 'class' && depth < maxDepth ? this.bases(meaning.class, depth + 1) : [];
    });
    const distinct = [...new Set(found)];
    this.#bases.set(type.node.id, distinct);
    return distinct;
  }

  /** Base classes that stand in this file. */
  localBases(type: Code, depth = 0): Code[] {
    return baseNodes(type.node).flatMap((node) => {
      const meaning = this.meaning({ node, scope: type.scope }, depth);
      return meaning?.kind === 'class' ? [meaning.class] : [];
    });
  }
}

/** Computes once per node. Meanwhile it counts as unknown: a name that leads back to itself means nothing. */
function once<T>(known: Map<number, T | undefined>, node: Node, compute: () => T | undefined): T | undefined {
  if (known.has(node.id)) return known.get(node.id);
  known.set(node.id, undefined);
  const value = compute();
  known.set(node.id, value);
  return value;
}

/** `py:.` and `norm` are `py:.norm`. */
function joinSymbol(symbol: SymbolId, name: string): SymbolId {
  return symbol.endsWith('.') ? symbol + name : `${symbol}.${name}`;
}

function memberSymbol(type: SymbolId | undefined, name: string, via: 'type' | 'base'): Meaning | undefined {
  return type === undefined ? undefined : { kind: 'symbol', symbol: `${type}.${name}`, via };
}
