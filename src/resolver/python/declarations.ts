/** Which names Python code binds. */
import type { Node } from '../syntax-tree';
import type { Range } from '../../util/range';
import { canonicalSymbol } from '../canonical';
import { shifted, type Anchor, type Binding } from '../scope';
import { rangeOf } from '../syntax';

interface Step {
  readonly node: Node;
  readonly branch?: Range;
  readonly loop?: Range;
}

/** The bindings of a statement or block, in order. Bodies of nested functions and classes are left out. */
export function declarePython(statement: Node, anchor: Anchor, text: string): Binding[] {
  const declarations = new Declarations(anchor, text);
  declarations.read(statement);
  return declarations.bindings;
}

/** Names that `global` and `nonlocal` hand to an outer scope. */
export function namesElsewhere(body: Node, text: string): Set<string> {
  const names = new Set<string>();
  const source = text.slice(body.startIndex, body.endIndex);
  if (!source.includes('global ') && !source.includes('nonlocal ')) return names;
  for (const node of body.descendantsOfType(['global_statement', 'nonlocal_statement'])) {
    for (const name of node.namedChildren) names.add(name.text);
  }
  return names;
}

/** The bindings of parameters. `method`: the first one is `self`. */
export function declareParameters(parameters: Node, text: string, method: boolean): Binding[] {
  const anchor = { start: 0 };
  const start = { anchor, from: -Infinity };
  return parameters.namedChildren.flatMap((parameter, index): Binding[] => {
    const name = parameter.childForFieldName('name') ?? firstIdentifier(parameter);
    if (!name) return [];
    const kind = method && index === 0 ? 'self' : parameter.type.includes('splat') ? 'opaque' : 'parameter';
    const value = parameter.childForFieldName('value');
    const annotation = parameter.childForFieldName('type');
    return [
      {
        ...start,
        name: text.slice(name.startIndex, name.endIndex),
        kind: name.parent?.type.includes('splat') ? 'opaque' : kind,
        range: rangeOf(name),
        value: value ? rangeOf(value) : undefined,
        annotation: annotation ? rangeOf(annotation) : undefined,
      },
    ];
  });
}

function firstIdentifier(node: Node): Node | undefined {
  if (node.type === 'identifier') return node;
  return node.descendantsOfType('identifier')[0];
}

/** The bindings of a comprehension's `for` clauses. */
export function declareComprehension(comprehension: Node, text: string): Binding[] {
  const declarations = new Declarations({ start: 0 }, text);
  for (const clause of comprehension.namedChildren) {
    if (clause.type === 'for_in_clause') declarations.loopTarget(clause, -Infinity);
  }
  return declarations.bindings;
}

/**
 * The containers that the names of a pattern run over: the last one in `enumerate(x)` and `x.items()`, each of
 * `zip(x, y)`. Nothing for other loops.
 */
function iterated(left: Node, right: Node, text: string): readonly (Node | undefined)[] | undefined {
  const callee = right.type === 'call' ? right.childForFieldName('function') : null;
  const given = right.childForFieldName('arguments')?.namedChildren ?? [];
  if (!callee || !patterns.has(left.type)) return undefined;
  const name = text.slice(callee.startIndex, callee.endIndex);
  if (name === 'zip' && given.length === left.namedChildCount) return given;
  if (left.namedChildCount !== 2) return undefined;
  if (name === 'enumerate') return [undefined, given[0]];
  return name.endsWith('.items') && callee.type === 'attribute'
    ? [undefined, callee.childForFieldName('object') ?? undefined]
    : undefined;
}

class Declarations {
  readonly bindings: Binding[] = [];
  #step: Pick<Binding, 'branch' | 'loop'> = {};

  constructor(
    private readonly anchor: Anchor,
    private readonly text: string,
  ) {}

  read(statement: Node): void {
    const stack: Step[] = [{ node: statement }];
    for (let step = stack.pop(); step; step = stack.pop()) {
      this.#step = {
        branch: step.branch && shifted(step.branch, -this.anchor.start),
        loop: step.loop && shifted(step.loop, -this.anchor.start),
      };
      const inner = this.#statement(step);
      for (let i = inner.length - 1; i >= 0; i--) stack.push(inner[i]!);
    }
  }

  /** Binds what the statement itself binds; returns the parts of it that hold more statements. */
  #statement(step: Step): Step[] {
    const { node } = step;
    switch (node.type) {
      case 'import_statement':
        this.#imports(node);
        return [];
      case 'import_from_statement':
        this.#importsFrom(node);
        return [];
      case 'expression_statement':
        this.#expression(node);
        return [];
      case 'class_definition':
      case 'function_definition':
        this.#definition(node);
        return [];
      case 'for_statement':
        this.loopTarget(node);
        return this.#parts(step, true);
      case 'while_statement':
        this.#walrus(node.childForFieldName('condition'));
        return this.#parts(step, true);
      case 'if_statement':
        this.#walrus(node.childForFieldName('condition'));
        return this.#parts(step, false);
      case 'with_statement':
        this.#contexts(node);
        return this.#parts(step, false);
      case 'except_clause':
      case 'except_group_clause':
        this.#asNames(node);
        return this.#parts(step, false);
      case 'case_clause':
        this.#captures(node);
        return this.#parts(step, false);
      case 'delete_statement':
        for (const name of node.namedChildren) this.#opaque(name);
        return [];
      case 'try_statement':
      case 'elif_clause':
      case 'else_clause':
      case 'finally_clause':
      case 'match_statement':
      case 'decorated_definition':
      case 'block':
      case 'ERROR':
      case 'module':
        return this.#parts(step, false);
      default:
        return [];
    }
  }

  #parts({ node, branch, loop }: Step, loops: boolean): Step[] {
    const inLoop = loops ? (loop ?? rangeOf(node)) : loop;
    return node.namedChildren.map((part) => {
      const optional =
        branches.has(part.type) || (part.type === 'block' && (loops || node.type === 'if_statement'));
      return { node: part, branch: optional ? rangeOf(part) : branch, loop: inLoop };
    });
  }

  #imports(node: Node): void {
    for (const item of node.childrenForFieldName('name')) {
      const alias = item.childForFieldName('alias');
      const module = item.childForFieldName('name') ?? item;
      const path = this.#dotted(module);
      const name = alias ?? module.firstNamedChild;
      if (!name) continue;
      this.#import(name, alias ? path : path.split('.', 1)[0]!, item);
    }
  }

  #importsFrom(node: Node): void {
    const module = node.childForFieldName('module_name');
    if (!module) return;
    const path = this.#dotted(module);
    for (const item of node.childrenForFieldName('name')) {
      const original = item.childForFieldName('name') ?? item;
      const dotted = `${path}${path.endsWith('.') ? '' : '.'}${this.#dotted(original)}`;
      this.#import(item.childForFieldName('alias') ?? original, dotted, item);
    }
    const star = node.namedChildren.find((child) => child.type === 'wildcard_import');
    if (star) this.#import(star, path, star);
  }

  #import(name: Node, path: string, item: Node): void {
    this.#bind(name, 'import', item.startIndex, { symbol: canonicalSymbol(`py:${path}`) });
  }

  /** `a . b` is `a.b`. */
  #dotted(node: Node): string {
    return this.text.slice(node.startIndex, node.endIndex).replace(/[\s\\]+/g, '');
  }

  #expression(statement: Node): void {
    for (const node of statement.namedChildren) {
      if (node.type === 'assignment') this.#assignment(node);
      else if (node.type === 'augmented_assignment') {
        const left = node.childForFieldName('left');
        if (left) this.#opaque(left, node.endIndex);
      }
    }
    this.#walrus(statement);
  }

  #assignment(node: Node): void {
    const targets: Node[] = [];
    let right: Node | null = node;
    const annotation = node.childForFieldName('type');
    while (right?.type === 'assignment') {
      const left: Node | null = right.childForFieldName('left');
      if (left) targets.push(left);
      right = right.childForFieldName('right');
    }
    for (const target of targets) this.#target(target, right, node.endIndex, annotation);
  }

  #target(target: Node, value: Node | null, from: number, annotation: Node | null): void {
    if (target.type === 'identifier') {
      this.#bind(target, value ? 'value' : 'opaque', from, {
        value: value ? this.#relative(value) : undefined,
        annotation: annotation ? this.#relative(annotation) : undefined,
      });
      return;
    }
    const names = target.namedChildren;
    const values = value?.namedChildren ?? [];
    const paired =
      patterns.has(target.type) &&
      value !== null &&
      lists.has(value.type) &&
      values.length === names.length &&
      ![...names, ...values].some((item) => item.type.includes('splat'));
    if (!paired) this.#opaque(target, from);
    else for (const [i, name] of names.entries()) this.#target(name, values[i]!, from, null);
  }

  /** `for x in xs` of a loop or a comprehension. */
  loopTarget(node: Node, from?: number): void {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    if (!left || !right) return;
    const at = from ?? right.endIndex;
    const sources = iterated(left, right, this.text);
    if (left.type === 'identifier') this.#element(left, right, at);
    else if (!sources) this.#opaque(left, at);
    else {
      for (const [i, name] of left.namedChildren.entries()) {
        const source = sources[i];
        if (source && name.type === 'identifier') this.#element(name, source, at);
        else this.#opaque(name, at);
      }
    }
  }

  #element(name: Node, container: Node, from: number): void {
    this.#bind(name, 'element', from, { value: this.#relative(container) });
  }

  #definition(node: Node): void {
    const name = node.childForFieldName('name');
    const kind = node.type === 'class_definition' ? 'class' : 'function';
    if (name) this.#bind(name, kind, node.endIndex, { value: this.#relative(node) });
  }

  #contexts(node: Node): void {
    const clause = node.namedChildren.find((child) => child.type === 'with_clause');
    for (const item of clause?.namedChildren ?? []) {
      const pattern = item.childForFieldName('value') ?? item;
      const target = pattern.childForFieldName('alias')?.firstNamedChild;
      const value = pattern.firstNamedChild;
      if (target && value) this.#target(target, value, pattern.endIndex, null);
    }
  }

  #asNames(node: Node): void {
    const pattern = node.namedChildren.find((child) => child.type === 'as_pattern');
    const target = pattern?.childForFieldName('alias');
    if (target) this.#opaque(target);
  }

  #captures(clause: Node): void {
    for (const child of clause.namedChildren) {
      if (child.type !== 'block') this.#opaque(child);
    }
  }

  #walrus(node: Node | null): void {
    if (!node || !this.text.slice(node.startIndex, node.endIndex).includes(':=')) return;
    for (const walrus of node.descendantsOfType('named_expression')) {
      const name = walrus.childForFieldName('name');
      const value = walrus.childForFieldName('value');
      if (name && value) this.#bind(name, 'value', walrus.endIndex, { value: this.#relative(value) });
    }
  }

  /** Every plain name of a target is bound to something unknown. */
  #opaque(target: Node, from = target.endIndex): void {
    if (target.type === 'identifier') this.#bind(target, 'opaque', from, {});
    else if (target.type !== 'attribute' && target.type !== 'subscript') {
      for (const name of target.descendantsOfType('identifier')) {
        const parent = name.parent;
        const isDotted = parent?.type === 'dotted_name' && parent.namedChildCount > 1;
        if (parent?.type !== 'attribute' && parent?.type !== 'subscript' && !isDotted)
          this.#bind(name, 'opaque', from, {});
      }
    }
  }

  #bind(name: Node, kind: Binding['kind'], from: number, more: Partial<Binding>): void {
    this.bindings.push({
      name: this.text.slice(name.startIndex, name.endIndex),
      kind,
      anchor: this.anchor,
      range: this.#relative(name),
      from: from - this.anchor.start,
      ...this.#step,
      ...more,
    });
  }

  #relative(node: Node): Range {
    return shifted(rangeOf(node), -this.anchor.start);
  }
}

const branches: ReadonlySet<string> = new Set([
  'elif_clause',
  'else_clause',
  'except_clause',
  'except_group_clause',
  'case_clause',
]);
const patterns: ReadonlySet<string> = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'tuple',
  'list',
]);
const lists: ReadonlySet<string> = new Set(['expression_list', 'tuple', 'list']);
