/** Text to syntax tree (grammar: ../expression.ts). Recursive descent within a bounded depth. */
import {
  functions,
  ofName,
  ofRole,
  parseVersion,
  type Comparison,
  type FunctionName,
  type Node,
  type Operator,
} from './syntax';

/** What is wrong, and the 0-based offset where. */
export class SyntaxProblem {
  constructor(
    readonly message: string,
    readonly at: number,
  ) {}
}

const maxDepth = 40;

interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'operator' | 'end';
  readonly text: string;
  readonly at: number;
}

const pattern =
  /\s*(?:(?<number>(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*)|(?<string>"[^"\n]*"|'[^'\n]*')|(?<operator>\*\*|[<>=!]=|[-+*/%<>(){},]))/y;
/** Typographic signs that authors type or paste. */
const spellings: Record<string, string> = { '−': '-', '×': '*', '·': '*', '≤': '<=', '≥': '>=', '≠': '!=' };

function tokens(text: string): Token[] {
  const source = text.replace(/[−×·]/g, (sign) => spellings[sign]!);
  const found: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < source.length) {
    const from = pattern.lastIndex;
    const match = pattern.exec(source);
    if (!match) {
      const at = from + /^\s*/.exec(source.slice(from))![0].length;
      if (at === source.length) break;
      throw new SyntaxProblem(`'${source[at]}' is not understood here`, at);
    }
    const [kind, value] = Object.entries(match.groups!).find(([, part]) => part !== undefined)!;
    found.push({ kind: kind as Token['kind'], text: value, at: pattern.lastIndex - value.length });
  }
  found.push({ kind: 'end', text: '', at: source.length });
  return found;
}

/** Throws SyntaxProblem, which `parseExpression` turns into a value. */
export function parse(text: string): Node {
  return new Parser(tokens(text)).whole();
}

class Parser {
  #next = 0;
  #depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Node {
    const node = this.#or();
    if (this.#token.kind !== 'end') this.#fail(`'${this.#token.text}' is not expected here`);
    return node;
  }

  get #token(): Token {
    return this.tokens[this.#next]!;
  }

  #fail(message: string, at = this.#token.at): never {
    throw new SyntaxProblem(message, at);
  }

  /** Takes the next token if it is one of `texts`. */
  #take<T extends string>(...texts: readonly T[]): T | undefined {
    const { kind, text } = this.#token;
    if ((kind !== 'operator' && kind !== 'name') || !texts.includes(text as T)) return undefined;
    this.#next++;
    return text as T;
  }

  #expect(text: string): void {
    if (!this.#take(text)) this.#fail(`'${text}' is expected here`);
  }

  #deeper<T>(parse: () => T): T {
    if (++this.#depth > maxDepth) this.#fail('the expression is nested too deeply');
    const result = parse();
    this.#depth--;
    return result;
  }

  #or(): Node {
    let left = this.#and();
    while (this.#take('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Node {
    let left = this.#not();
    while (this.#take('and')) left = { kind: 'and', left, right: this.#not() };
    return left;
  }

  #not(): Node {
    if (!this.#take('not')) return this.#comparison();
    return { kind: 'not', operand: this.#deeper(() => this.#not()) };
  }

  #comparison(): Node {
    const first = this.#sum();
    const membership = this.#membership(first);
    if (membership) return membership;
    const operands = [first];
    const operators: Comparison[] = [];
    for (;;) {
      const operator = this.#take<Comparison>('<', '<=', '>', '>=', '==', '!=');
      if (!operator) break;
      operators.push(operator);
      operands.push(this.#sum());
    }
    if (operators.length === 0) return first;
    return { kind: 'compare', operators, operands: asVersions(operands) };
  }

  #membership(operand: Node): Node | undefined {
    const negated = this.#token.text === 'not' && this.tokens[this.#next + 1]?.text === 'in';
    if (negated) this.#next++;
    if (!this.#take('in')) return undefined;
    this.#expect('{');
    const set = [this.#deeper(() => this.#sum())];
    while (this.#take(',')) set.push(this.#deeper(() => this.#sum()));
    this.#expect('}');
    return { kind: 'in', operand, set, negated };
  }

  #sum(): Node {
    return this.#chain(['+', '-'], () => this.#product());
  }

  #product(): Node {
    return this.#chain(['*', '/', '%'], () => this.#signed());
  }

  #chain(operators: readonly Operator[], operand: () => Node): Node {
    let left = operand();
    for (;;) {
      const operator = this.#take(...operators);
      if (!operator) return left;
      left = { kind: 'arithmetic', operator, left, right: operand() };
    }
  }

  #signed(): Node {
    if (this.#take('-')) return { kind: 'negate', operand: this.#deeper(() => this.#signed()) };
    if (this.#take('+')) return this.#deeper(() => this.#signed());
    const base = this.#primary();
    if (!this.#take('**')) return base;
    return { kind: 'arithmetic', operator: '**', left: base, right: this.#deeper(() => this.#signed()) };
  }

  #primary(): Node {
    const { kind, text, at } = this.#token;
    if (kind === 'number') return this.#constant(number(text) ?? this.#fail(`'${text}' is not a number`));
    if (kind === 'string') return this.#constant(text.slice(1, -1));
    if (this.#take('(')) {
      const node = this.#deeper(() => this.#or());
      this.#expect(')');
      return node;
    }
    if (kind !== 'name')
      this.#fail(kind === 'end' ? 'the expression ends too early' : `'${text}' is not expected here`);
    const word = words.get(text);
    if (word !== undefined) return this.#constant(word);
    if (reserved.has(text)) this.#fail(`'${text}' is not expected here`);
    this.#next++;
    if (this.#take('(')) return this.#call(text, at);
    if (!/^[a-z][a-z0-9_]*$/.test(text)) this.#fail(`'${text}' is not a role: roles are in lower case`, at);
    return { kind: 'role', name: text };
  }

  #constant(value: number | string | boolean | null): Node {
    const { text } = this.#token;
    this.#next++;
    return { kind: 'constant', value, text };
  }

  #call(name: string, at: number): Node {
    if (!Object.hasOwn(functions, name)) this.#fail(`there is no function '${name}'`, at);
    const args = [this.#deeper(() => this.#or())];
    while (this.#take(',')) args.push(this.#deeper(() => this.#or()));
    this.#expect(')');
    const [least, most] = functions[name as FunctionName];
    if (args.length < least || args.length > most)
      this.#fail(`${name}() takes ${least} to ${most} values`, at);
    const [first] = args;
    if (ofRole.has(name) && first!.kind !== 'role') this.#fail(`${name}() takes the name of a role`, at);
    if (ofName.has(name) && !(first!.kind === 'constant' && typeof first!.value === 'string'))
      this.#fail(`${name}() takes a name in quotes: ${name}("torch")`, at);
    return { kind: 'call', name: name as FunctionName, args };
  }
}

const words: ReadonlyMap<string, number | boolean | null> = new Map<string, number | boolean | null>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
  ['null', null],
  ['inf', Infinity],
]);
const reserved: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in']);

function number(text: string): number | undefined {
  const value = Number(text.replaceAll('_', ''));
  return Number.isFinite(value) ? value : undefined;
}

/** In a comparison with `version(...)` numbers are versions: 2.10 is newer than 2.4. */
function asVersions(operands: readonly Node[]): readonly Node[] {
  if (!operands.some((node) => node.kind === 'call' && node.name === 'version')) return operands;
  return operands.map((node) => {
    const value = node.kind === 'constant' ? parseVersion(node.text.replace(/^["']/, '')) : undefined;
    return node.kind === 'constant' && value ? { ...node, value } : node;
  });
}
