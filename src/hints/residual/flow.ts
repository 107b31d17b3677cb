/** Follows the values of a Python function from statement to statement, and collects its residual additions. */
import type { Node } from '../../resolver/syntax-tree';
import type { Code } from '../rule';
import { isTokenNorm } from './norm-name';
import { postNormOf, residualOf, type Residual, type Term } from './terms';

type Values = Map<string, Term>;

const maxNodes = 4000;
const maxDepth = 60;

/** The residual additions with a norm in a function, in order. */
export function residualsIn(definition: Node, code: Pick<Code, 'textOf' | 'siteOf'>): Residual[] {
  const body = definition.childForFieldName('body');
  if (!body) return [];
  const flow = new Flow(code);
  flow.block(body, new Map());
  return flow.found;
}

class Flow {
  readonly found: Residual[] = [];
  #nodes = 0;

  constructor(private readonly code: Pick<Code, 'textOf' | 'siteOf'>) {}

  block(body: Node, values: Values): void {
    for (const statement of body.namedChildren) this.#statement(statement, values);
  }

  #statement(node: Node, values: Values): void {
    switch (node.type) {
      case 'expression_statement':
        for (const child of node.namedChildren) this.#term(child, values);
        return;
      case 'return_statement':
        for (const child of node.namedChildren) this.#term(child, values);
        return;
      case 'if_statement':
      case 'for_statement':
      case 'while_statement':
      case 'try_statement':
        return this.#branches(node, values);
      case 'with_statement': {
        const body = node.childForFieldName('body');
        if (body) this.block(body, values);
        return;
      }
      default:
    }
  }

  /** Each part runs on its own; what one of them assigns is unknown afterwards. */
  #branches(node: Node, values: Values): void {
    const bodies = blocksOf(node);
    const before = new Map(values);
    const loops = node.type === 'for_statement' || node.type === 'while_statement';
    const target = node.childForFieldName('left');
    if (loops) for (const name of assignedIn(node, this.code)) before.set(name, { kind: 'value' });
    if (target) this.#assign(target, { kind: 'value' }, before);
    for (const body of bodies) {
      const inside = new Map(before);
      this.block(body, inside);
      const assigned = new Set(assignedIn(body, this.code));
      for (const [name, term] of inside)
        if (before.get(name) !== term && (values.has(name) || assigned.has(name)))
          values.set(name, { kind: 'value' });
    }
  }

  #assign(target: Node, term: Term, values: Values): void {
    if (target.type === 'identifier') values.set(this.code.textOf(target), term);
    else
      for (const part of target.namedChildren)
        this.#assign(part, { kind: 'call', from: [term], name: '' }, values);
  }

  #term(node: Node, values: Values, depth = 0): Term {
    if (depth > maxDepth || ++this.#nodes > maxNodes) return { kind: 'value' };
    const read = (child: Node | null): Term =>
      child ? this.#term(child, values, depth + 1) : { kind: 'value' };
    switch (node.type) {
      case 'identifier':
        return this.#name(this.code.textOf(node), values);
      case 'assignment': {
        const right = read(node.childForFieldName('right'));
        const left = node.childForFieldName('left');
        if (left) this.#assign(left, right, values);
        return right;
      }
      case 'augmented_assignment': {
        const left = node.childForFieldName('left');
        const isSum = node.childForFieldName('operator')?.type === '+=';
        const parts = [read(left), read(node.childForFieldName('right'))] as const;
        const term = isSum ? this.#sum(parts) : ({ kind: 'call', from: parts, name: '' } as const);
        if (left?.type === 'identifier') values.set(this.code.textOf(left), term);
        return term;
      }
      case 'parenthesized_expression':
        return read(node.firstNamedChild);
      case 'binary_operator': {
        const parts = [read(node.childForFieldName('left')), read(node.childForFieldName('right'))] as const;
        const isSum = node.childForFieldName('operator')?.type === '+';
        return isSum ? this.#sum(parts) : { kind: 'call', from: parts, name: '' };
      }
      case 'call':
        return this.#call(node, values, depth);
      case 'attribute':
        return this.#name(this.code.textOf(node), values);
      case 'conditional_expression':
      case 'lambda':
        return { kind: 'value' };
      default:
        return { kind: 'call', from: node.namedChildren.map(read), name: '' };
    }
  }

  #name(name: string, values: Values): Term {
    const known = values.get(name) ?? { kind: 'value' };
    values.set(name, known);
    return known;
  }

  #sum(of: readonly [Term, Term]): Term {
    return this.#noted({ kind: 'sum', of });
  }

  #noted(term: Term): Term {
    const residual = residualOf(term) ?? postNormOf(term);
    if (residual) this.found.push(residual);
    return term;
  }

  #call(node: Node, values: Values, depth: number): Term {
    const callee = node.childForFieldName('function');
    const list = node.childForFieldName('arguments');
    const from = (list?.namedChildren ?? []).map((argument) => {
      const value = argument.type === 'keyword_argument' ? argument.childForFieldName('value') : argument;
      return this.#term(value ?? argument, values, depth + 1);
    });
    if (!callee) return { kind: 'call', from, name: '' };
    const site = this.code.siteOf(callee);
    const isMember = callee.type !== 'identifier';
    if (site && from[0] && isTokenNorm(site, isMember))
      return this.#noted({ kind: 'norm', of: from[0], name: site.range });
    const object = callee.type === 'attribute' ? callee.childForFieldName('object') : null;
    const isMethod = object !== null && values.has(this.code.textOf(object));
    const name = site?.text ?? '';
    return {
      kind: 'call',
      from: isMethod ? [this.#term(object, values, depth + 1), ...from] : from,
      name,
    };
  }
}

/** The blocks of a statement itself and of its clauses, not those that are nested in them. */
function blocksOf(statement: Node): Node[] {
  return statement.namedChildren.flatMap((child) => {
    if (child.type === 'block') return [child];
    return child.type.endsWith('_clause') ? child.namedChildren.filter(({ type }) => type === 'block') : [];
  });
}

function assignedIn(node: Node, code: Pick<Code, 'textOf'>): string[] {
  return node
    .descendantsOfType(['assignment', 'augmented_assignment'])
    .flatMap((assignment) => assignment.childForFieldName('left')?.descendantsOfType('identifier') ?? [])
    .map((name) => code.textOf(name));
}
