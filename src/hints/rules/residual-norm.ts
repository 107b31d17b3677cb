/**
 * Where the norm of a residual block stands: `x + F(norm(x))` is Pre-LN, `norm(x + F(x))` Post-LN, `x + norm(F(x))`
 * puts it behind the sublayer, and a sandwich has one before and one behind. Said at the norms, and at the name of a
 * class whose blocks all agree.
 */
import type { Node } from '../../resolver/syntax-tree';
import type { Range } from '../../util/range';
import type { Site } from '../../resolver/site';
import { residualsIn } from '../residual/flow';
import { isTokenNorm } from '../residual/norm-name';
import type { Placement, Residual } from '../residual/terms';
import { standing, type Code, type Rule, type Shape, type Standing } from '../rule';

const normLike = /norm|ln/i;
/** `norm(x)`, `self.norms[0](x)`, `ln_1(x)`; bounded, for it may meet any text. */
const callsNorm = /(?:norm|ln)\w{0,60}(?:\[[^\]\n]{0,100}\])?\s?\(/i;
const calledName = /(?<!\w)\w{1,100}(?=(?:\[[^\]\n]{0,100}\])?\s?\()/g;
const normWord =
  /(?<![a-z])(?:norm|ln|layernorm|rmsnorm|normalization)s?(?![a-z])|(?:N(?:orm|ormalization|ORM)|L[Nn])s?(?![a-z])/;
/** Names of norms of a token. */
const tokenNorm = /(?:layer|rms|scale)_?norm/i;
const tokenNorms = new RegExp(tokenNorm, 'gi');
const maxLength = 20_000;

function shapeOf(placement: Placement): Shape {
  return { placement, ...(placement === 'pre' || placement === 'post' ? { pre: placement === 'pre' } : {}) };
}

/** Whether a piece of a file may add to what a norm gives or takes: one called so, or, where the file has one, otherwise. */
function mayAdd(text: string, hasTokenNorm: boolean): boolean {
  if (!text.includes('+') || !callsNorm.test(text)) return false;
  return hasTokenNorm || calledNorms(text).next().done === false;
}

function* calledNorms(text: string): Generator<Standing> {
  for (const place of standing(calledName, text))
    if (normWord.test(text.slice(place.start, place.end))) yield place;
}

function residualsOf(definition: Node, code: Code): readonly Residual[] {
  const { startIndex, endIndex } = definition;
  if (endIndex - startIndex > maxLength) return [];
  const hasTokenNorm = code.once('token norm', () => tokenNorm.test(code.analysis.document.text));
  return code.once(`residual-norm ${startIndex}`, () => {
    const text = code.textOf(definition);
    const isWorth = mayAdd(text, hasTokenNorm) && (hasTokenNorm || callsTokenNorm(text, startIndex, code));
    return isWorth ? residualsIn(definition, code) : [];
  });
}

/** Whether one of the norms that a function calls by such a name normalizes tokens: `np.linalg.norm(x)` does not. */
function callsTokenNorm(text: string, offset: number, { analysis }: Code): boolean {
  for (const { start, end } of calledNorms(text)) {
    const site = analysis.siteAt(offset + start);
    if (site && isTokenNorm(site, text[start - 1] === '.' || text[end] === '[')) return true;
  }
  return false;
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

/**
 * Names of classes that may add to what a norm gives or takes. A body goes on to the next class or function that is no
 * further in than its class: a text of several lines may stand anywhere.
 */
function* classNames(text: string, hasTokenNorm: boolean): Generator<Standing> {
  for (const { index, 0: head, 1: indent, 2: name } of text.matchAll(/^([ \t]*)class[ \t]+(\w+)/gm)) {
    const start = index + head.length - name!.length;
    const end = new RegExp(`\\n(?!${indent}[ \\t])[ \\t]*(?:class|def|async|@)`, 'g');
    end.lastIndex = start;
    const body = text.slice(start, end.exec(text)?.index);
    if (mayAdd(body, hasTokenNorm)) yield { start, end: start + name!.length };
  }
}

function* stands(text: string): Generator<Standing> {
  const hasTokenNorm = tokenNorm.test(text);
  if (!mayAdd(text, hasTokenNorm)) return;
  yield* classNames(text, hasTokenNorm);
  yield* calledNorms(text);
  yield* standing(tokenNorms, text, true);
}

export default {
  roles: ['placement', 'pre'],
  concept: 'pre-post-layer-norm',
  stands,
  symbols: tokenNorm,
  at,
} satisfies Rule;
