/** Names that TypeScript and JavaScript code defines, and the names that values are given to. */
import type { Node } from '../syntax-tree';
import { ofPackage } from '../meaning';
import type { Site } from '../site';
import { isField, rangeOf } from '../syntax';
import { symbolOf, type Spot } from './context';
import { stringText } from './declarations';
import type { ScriptReader } from './reader';

type Defined = Pick<Site, 'symbol' | 'via' | 'value'>;

const classes: ReadonlySet<string> = new Set(['class_declaration', 'abstract_class_declaration', 'class']);
const named =
  /_declaration$|^method_definition$|^function_expression$|^enum_assignment$|_signature$|^type_parameter$/;
const fields: ReadonlySet<string> = new Set(['public_field_definition', 'field_definition']);

/** What a name gets where it is being defined; nothing where it is only read. */
export function definitionAt(reader: ScriptReader, spot: Spot): Defined | undefined {
  const { node, path, index, scope } = spot;
  const parent = spot.parent!;
  if (classes.has(parent.type) && isField(parent, 'name', node)) {
    const symbol = ofPackage(reader.bases({ node: parent, scope })[0]);
    return symbol === undefined ? {} : { symbol, via: 'base' };
  }
  if (parent.type === 'variable_declarator' && isField(parent, 'name', node)) {
    return {
      ...symbolOf(reader, { node, scope }),
      value: valueOf(reader, parent.childForFieldName('value'), spot),
    };
  }
  if (fields.has(parent.type) && (isField(parent, 'name', node) || isField(parent, 'property', node))) {
    return given(reader, parent.childForFieldName('value'), spot);
  }
  if (named.test(parent.type) && isField(parent, 'name', node)) return {};
  const defaulted = defaultOf(parent, node);
  if (defaulted) return given(reader, defaulted, spot);
  if (isPattern(parent, node)) return symbolOf(reader, { node, scope });
  const target = isField(parent, 'property', node) ? parent : node;
  const holder = path[target === parent ? index - 2 : index - 1];
  if (holder?.type === 'assignment_expression' && isField(holder, 'left', target)) {
    return given(reader, holder.childForFieldName('right'), spot);
  }
  return undefined;
}

function isPattern(parent: Node, node: Node): boolean {
  if (node.type === 'shorthand_property_identifier_pattern') return true;
  if (parent.type === 'pair_pattern') return isField(parent, 'value', node);
  if (parent.type === 'for_in_statement') return isField(parent, 'left', node);
  if (parent.type === 'catch_clause' || parent.type === 'arrow_function') {
    return isField(parent, 'parameter', node);
  }
  return (
    /^(?:formal_parameters|array_pattern|rest_pattern)$/.test(parent.type) ||
    (/_parameter$/.test(parent.type) && isField(parent, 'pattern', node))
  );
}

/** The default value of a parameter or of a name in a pattern. */
function defaultOf(parent: Node, node: Node): Node | null {
  if (/_parameter$/.test(parent.type) && isField(parent, 'pattern', node))
    return parent.childForFieldName('value');
  if (/assignment_pattern$/.test(parent.type) && isField(parent, 'left', node))
    return parent.childForFieldName('right');
  return null;
}

function valueOf(reader: ScriptReader, value: Node | null, { scope }: Spot): Site['value'] {
  return value ? reader.literal({ node: value, scope }) : undefined;
}

function given(reader: ScriptReader, value: Node | null, spot: Spot): Defined {
  if (!value) return {};
  return { ...symbolOf(reader, { node: value, scope: spot.scope }), value: valueOf(reader, value, spot) };
}

/** The variable, parameter, field or key that the value at a spot is given to. */
export function valueName(reader: ScriptReader, { node, parent }: Spot): Site['name'] {
  if (!parent) return undefined;
  const target = targetOf(parent, node);
  if (!target) return undefined;
  const text = stringText(target, reader.text);
  if (text !== undefined) return { text, range: { start: target.startIndex + 1, end: target.endIndex - 1 } };
  const name = target.childForFieldName('property') ?? target;
  return /identifier/.test(name.type) ? { text: reader.textOf(name), range: rangeOf(name) } : undefined;
}

function targetOf(parent: Node, node: Node): Node | null {
  if (isField(parent, 'value', node)) {
    return (
      parent.childForFieldName('key') ??
      parent.childForFieldName('name') ??
      parent.childForFieldName('property') ??
      parent.childForFieldName('pattern')
    );
  }
  const assigns = /^(?:assignment_expression|assignment_pattern|object_assignment_pattern)$/.test(
    parent.type,
  );
  return assigns && isField(parent, 'right', node) ? parent.childForFieldName('left') : null;
}
