/** Which names TypeScript and JavaScript code declares. Assignments to them are found when a name is read. */
import type { Node } from '../syntax-tree';
import type { Range } from '../../util/range';
import { canonicalSymbol, scriptPackage } from '../canonical';
import { shifted, type Anchor, type Binding } from '../scope';
import { rangeOf } from '../syntax';

interface Step {
  readonly node: Node;
  /** The block that sees `let`, `const` and classes declared here. */
  readonly block?: Range;
}

/** The declarations of a statement or block, nested functions and class bodies excepted. */
export function declareScript(statement: Node, anchor: Anchor, text: string): Binding[] {
  const declarations = new Declarations(anchor, text);
  declarations.read(statement);
  return declarations.bindings;
}

/** The parameters of a function. */
export function declareParameters(callable: Node, text: string): Binding[] {
  const declarations = new Declarations({ start: 0 }, text);
  const single = callable.childForFieldName('parameter');
  const list = callable.childForFieldName('parameters')?.namedChildren ?? [];
  for (const parameter of single ? [single] : list) declarations.parameter(parameter);
  return declarations.bindings;
}

/** The symbol of a module by its import specifier: a package, or a file of the project as `js:./file`. */
export function moduleSymbol(specifier: string): string {
  return canonicalSymbol(`js:${scriptPackage(specifier) ?? specifier}`);
}

/** The text of a string literal without its quotes. */
export function stringText(node: Node | null, text: string): string | undefined {
  if (node?.type !== 'string') return undefined;
  return text.slice(node.startIndex + 1, node.endIndex - 1);
}

const nested: ReadonlySet<string> = new Set([
  'export_statement',
  'if_statement',
  'else_clause',
  'while_statement',
  'do_statement',
  'try_statement',
  'finally_clause',
  'switch_statement',
  'switch_case',
  'switch_default',
  'labeled_statement',
  'expression_statement',
  'internal_module',
  'ambient_declaration',
  'ERROR',
  'program',
]);
const blocks: ReadonlySet<string> = new Set([
  'statement_block',
  'switch_body',
  'for_statement',
  'for_in_statement',
  'catch_clause',
]);

class Declarations {
  readonly bindings: Binding[] = [];

  constructor(
    private readonly anchor: Anchor,
    private readonly text: string,
  ) {}

  read(statement: Node): void {
    const stack: Step[] = [{ node: statement }];
    const root = statement.type === 'statement_block' ? statement.id : undefined;
    for (let step = stack.pop(); step; step = stack.pop()) {
      this.#declare(step);
      const { node } = step;
      const block = blocks.has(node.type);
      if (!block && !nested.has(node.type)) continue;
      const inner = block && node.id !== root ? rangeOf(node) : step.block;
      const children = node.namedChildren;
      for (let i = children.length - 1; i >= 0; i--) stack.push({ node: children[i]!, block: inner });
    }
  }

  #declare({ node, block }: Step): void {
    switch (node.type) {
      case 'import_statement':
        return this.#imports(node);
      case 'lexical_declaration':
      case 'variable_declaration':
        return this.#variables(node, block);
      case 'function_declaration':
      case 'generator_function_declaration':
        return this.#named(node, 'function', -Infinity, block);
      case 'class_declaration':
      case 'abstract_class_declaration':
        return this.#named(node, 'class', node.endIndex, block);
      case 'enum_declaration':
        return this.#named(node, 'opaque', -Infinity, block);
      case 'for_in_statement':
        return this.#loop(node);
      case 'catch_clause': {
        const parameter = node.childForFieldName('parameter');
        if (parameter) this.#pattern(parameter, 'opaque', { visible: this.#local(rangeOf(node)) });
        return;
      }
    }
  }

  #imports(statement: Node): void {
    const required = statement.namedChildren.find(({ type }) => type === 'import_require_clause');
    const source = stringText((required ?? statement).childForFieldName('source'), this.text);
    if (source === undefined) return;
    const symbol = moduleSymbol(source);
    const bind = (name: Node | null, imported: string): void => {
      if (name) this.#bind(name, 'import', { symbol: imported, from: -Infinity });
    };
    if (required) bind(required.firstNamedChild, symbol);
    const clause = statement.namedChildren.find(({ type }) => type === 'import_clause');
    for (const part of clause?.namedChildren ?? []) {
      if (part.type === 'identifier') bind(part, symbol);
      else if (part.type === 'namespace_import') bind(part.firstNamedChild, symbol);
      else for (const item of part.namedChildren) this.#specifier(item, symbol, bind);
    }
  }

  #specifier(item: Node, module: string, bind: (name: Node | null, symbol: string) => void): void {
    const name = item.childForFieldName('name');
    if (!name) return;
    const imported = this.#textOf(name);
    const symbol = imported === 'default' ? module : canonicalSymbol(`${module}.${imported}`);
    bind(item.childForFieldName('alias') ?? name, symbol);
  }

  #variables(statement: Node, block: Range | undefined): void {
    const constant = statement.firstChild?.type === 'const' || statement.firstChild?.type === 'using';
    const visible = statement.type === 'lexical_declaration' && block ? this.#local(block) : undefined;
    for (const declarator of statement.namedChildren) {
      const name = declarator.childForFieldName('name');
      if (!name) continue;
      const value = declarator.childForFieldName('value');
      const type = declarator.childForFieldName('type');
      this.#pattern(name, value ? 'value' : 'opaque', {
        from: declarator.endIndex - this.anchor.start,
        value: value ? this.#local(rangeOf(value)) : undefined,
        annotation: type ? this.#local(rangeOf(type)) : undefined,
        visible,
        mutable: !constant,
      });
    }
  }

  #named(node: Node, kind: Binding['kind'], from: number, block: Range | undefined): void {
    const name = node.childForFieldName('name');
    if (!name) return;
    const start = from - this.anchor.start;
    const visible = block && this.#local(block);
    this.#bind(name, kind, { value: this.#local(rangeOf(node)), from: start, visible });
  }

  /** `for (const x of xs)` */
  #loop(node: Node): void {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    const declares = node.childForFieldName('kind');
    if (!left || !right || !declares) return;
    const overElements = node.childForFieldName('operator')?.type === 'of' && left.type === 'identifier';
    const visible = declares.type === 'var' ? undefined : this.#local(rangeOf(node));
    this.#pattern(left, overElements ? 'element' : 'opaque', {
      from: right.endIndex - this.anchor.start,
      value: overElements ? this.#local(rangeOf(right)) : undefined,
      visible,
    });
  }

  parameter(node: Node): void {
    const pattern =
      node.childForFieldName('pattern') ??
      (node.type === 'assignment_pattern' ? node.childForFieldName('left') : node);
    const value =
      node.childForFieldName('value') ??
      (node.type === 'assignment_pattern' ? node.childForFieldName('right') : null);
    const type = node.childForFieldName('type');
    if (!pattern) return;
    this.#pattern(pattern, pattern.type === 'identifier' ? 'parameter' : 'opaque', {
      from: -Infinity,
      value: value && pattern.type === 'identifier' ? this.#local(rangeOf(value)) : undefined,
      annotation: type && pattern.type === 'identifier' ? this.#local(rangeOf(type)) : undefined,
      mutable: true,
    });
  }

  /** Binds every name of a pattern, with the members that lead to it. */
  #pattern(pattern: Node, kind: Binding['kind'], more: Partial<Binding>): void {
    const stack = [{ node: pattern, path: [] as readonly string[], kind, more }];
    for (let item = stack.pop(); item; item = stack.pop()) {
      const { node, path, kind, more } = item;
      switch (node.type) {
        case 'identifier':
        case 'shorthand_property_identifier_pattern': {
          const own = node.type === 'identifier' ? path : [...path, this.#textOf(node)];
          this.#bind(node, kind, { ...more, path: own.length > 0 ? own : undefined });
          break;
        }
        case 'object_pattern':
        case 'array_pattern':
          for (const [i, child] of [...node.namedChildren.entries()].reverse()) {
            const own = node.type === 'array_pattern' ? [...path, String(i)] : path;
            stack.push({ node: child, path: own, kind, more });
          }
          break;
        case 'pair_pattern': {
          const key = node.childForFieldName('key');
          const value = node.childForFieldName('value');
          const name = key && (stringText(key, this.text) ?? this.#textOf(key));
          if (name && value) stack.push({ node: value, path: [...path, name], kind, more });
          break;
        }
        case 'object_assignment_pattern':
        case 'assignment_pattern':
          this.#defaulted(node, path, kind, more, stack);
          break;
        case 'rest_pattern':
          if (node.firstNamedChild)
            stack.push({ node: node.firstNamedChild, path: [], kind: 'opaque', more });
      }
    }
  }

  /** `{eps = 1e-3}`: in a parameter the default is the value to show; elsewhere the member may still be given. */
  #defaulted(
    node: Node,
    path: readonly string[],
    kind: Binding['kind'],
    more: Partial<Binding>,
    stack: { node: Node; path: readonly string[]; kind: Binding['kind']; more: Partial<Binding> }[],
  ): void {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    if (!left || !right) return;
    if (more.from !== -Infinity) stack.push({ node: left, path, kind, more });
    else if (left.type === 'identifier' || left.type === 'shorthand_property_identifier_pattern') {
      this.#bind(left, 'parameter', { ...more, value: this.#local(rangeOf(right)) });
    } else stack.push({ node: left, path: [], kind: 'opaque', more });
  }

  #bind(name: Node, kind: Binding['kind'], more: Partial<Binding>): void {
    this.bindings.push({
      name: this.#textOf(name),
      kind,
      anchor: this.anchor,
      range: this.#local(rangeOf(name)),
      from: -Infinity,
      ...more,
    });
  }

  #textOf(node: Node): string {
    return this.text.slice(node.startIndex, node.endIndex);
  }

  #local(range: Range): Range {
    return shifted(range, -this.anchor.start);
  }
}
