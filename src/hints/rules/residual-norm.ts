/**
 * Where the norm of a residual block stands: `x + F(norm(x))` is Pre-LN, `norm(x + F(x))` Post-LN, `x + norm(F(x))`
 * puts it behind the sublayer, and a sandwich has one before and one behind. Said at the norms, and at the name of a
 * class whose blocks all agree.
 */
import type { Node } from '../../resolver/syntax-tree';
import type { Range } from '../../util/range';
import type { Site } from '../../resolver/site';
import { residualsIn } from '../residual/flow';
import type { Placement, Residual } from '../residual/terms';
import type { Code, Rule, Shape } from '../rule';

const normLike = /norm|ln/i;
const maxLength = 20_000;

function shapeOf(placement: Placement): Shape {
  return { placement, ...(placement === 'pre' || placement === 'post' ? { pre: placement === 'pre' } : {}) };
}

function residualsOf(definition: Node, code: Code): readonly Residual[] {
  const { startIndex, endIndex } = definition;
  if (endIndex - startIndex > maxLength) return [];
  return code.once(`residual-norm ${startIndex}`, () => {
    const text = code.textOf(definition);
    return normLike.test(text) && text.includes('+') ? residualsIn(definition, code) : [];
  });
}

/** All methods together; nothing where two placements stand side by side. */
function placementOf(definition: Node, code: Code): Placement | undefined {
  const methods = (definition.childForFieldName('body')?.namedChildren ?? [])
    .map((child) => (child.type === 'decorated_definition' ? child.childForFieldName('definition') : child))
    .filter((child) => child?.type === 'function_definition');
  const placements = new Set(
    methods.flatMap((method) => residualsOf(method!, code).map(({ placement }) => placement)),
  );
  return placements.size === 1 ? [...placements][0] : undefined;
}

const isSame = (a: Range, b: Range): boolean => a.start === b.start && a.end === b.end;

function at(site: Site, code: Code): Shape | undefined {
  const { languageId } = code.analysis.document;
  if (languageId !== 'python') return undefined;
  if (site.place === 'definition') {
    const parent = code.path.at(-2);
    const placement = parent?.type === 'class_definition' ? placementOf(parent, code) : undefined;
    return placement && shapeOf(placement);
  }
  if (site.place !== 'reference' || !normLike.test(site.text + (site.symbol ?? ''))) return undefined;
  const definition = code.path.findLast(({ type }) => type === 'function_definition');
  const residual =
    definition &&
    residualsOf(definition, code).find(({ norms }) => norms.some((norm) => isSame(norm, site.range)));
  return residual && shapeOf(residual.placement);
}

export default {
  roles: ['placement', 'pre'],
  concept: 'pre-post-layer-norm',
  stands: /norm|ln|(?<=\bclass[ \t]+)\w/gi,
  at,
} satisfies Rule;
