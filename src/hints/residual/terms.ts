/** What a value of a function was made from: as much of it as tells residual additions and norms apart. */
import type { Range } from '../../util/range';

/** Equal objects are one value: `x` read twice, before it is assigned anew. */
export type Term =
  | { readonly kind: 'value' }
  | { readonly kind: 'norm'; readonly of: Term; readonly name: Range }
  /** Any other computation; `name` is what is called. */
  | { readonly kind: 'call'; readonly from: readonly Term[]; readonly name: string }
  | { readonly kind: 'sum'; readonly of: readonly [Term, Term] };

export type Placement = 'pre' | 'post' | 'after' | 'sandwich';

export interface Residual {
  readonly placement: Placement;
  /** The names of the norms that say so. */
  readonly norms: readonly Range[];
}

/** How a branch came from the stream: through which norms and functions. */
interface Branch {
  /** Norms that read the stream itself. */
  readonly before: readonly Range[];
  /** Something reads the stream without a norm. */
  readonly isRaw: boolean;
  readonly functions: readonly string[];
}

const maxDepth = 60;
const idle =
  /^(?:dropout|drop|drop_?path|stochastic_?depth|identity|to|type|float|half|contiguous|clone|detach)\d*$/i;
const positional = /pos|embed/i;

/** `x + F(norm(x))`, `x + norm(F(x))`, or both norms; `x + F(x)` alone is no answer yet. */
export function residualOf(term: Term): Residual | undefined {
  if (term.kind !== 'sum') return undefined;
  for (const [stream, other] of bothWays(term.of)) {
    const outer = other.kind === 'norm' ? other : undefined;
    const branch = branchOf(outer ? outer.of : other, stream);
    if (!branch || !isSublayer(branch)) continue;
    const isPre = branch.before.length > 0 && !branch.isRaw;
    const isRaw = branch.before.length === 0 && branch.isRaw;
    if (isPre && outer) return { placement: 'sandwich', norms: [...branch.before, outer.name] };
    if (isPre) return { placement: 'pre', norms: branch.before };
    if (isRaw && outer) return { placement: 'after', norms: [outer.name] };
  }
  return undefined;
}

/** `norm(x + F(x))` */
export function postNormOf(term: Term): Residual | undefined {
  if (term.kind !== 'norm' || term.of.kind !== 'sum') return undefined;
  for (const [stream, other] of bothWays(term.of.of)) {
    const branch = other.kind === 'norm' ? undefined : branchOf(other, stream);
    if (branch?.isRaw && branch.before.length === 0 && isSublayer(branch))
      return { placement: 'post', norms: [term.name] };
  }
  return undefined;
}

function bothWays([a, b]: readonly [Term, Term]): [stream: Term, branch: Term][] {
  return [
    [a, b],
    [b, a],
  ];
}

/** A dropout alone is no sublayer, and an embedding of positions is added to a stream that only begins. */
function isSublayer({ functions }: Branch): boolean {
  return functions.some((name) => !idle.test(name)) && !functions.some((name) => positional.test(name));
}

function branchOf(term: Term, stream: Term, depth = 0): Branch | undefined {
  if (term === stream) return { before: [], isRaw: true, functions: [] };
  if (depth > maxDepth) return undefined;
  if (term.kind === 'norm') {
    const inner = branchOf(term.of, stream, depth + 1);
    if (!inner) return undefined;
    return term.of === stream ? { before: [term.name], isRaw: false, functions: [] } : inner;
  }
  const parts = term.kind === 'call' ? term.from : term.kind === 'sum' ? term.of : [];
  const reached = parts.flatMap((part) => branchOf(part, stream, depth + 1) ?? []);
  if (reached.length === 0) return undefined;
  return {
    before: reached.flatMap(({ before }) => before),
    isRaw: reached.some(({ isRaw }) => isRaw),
    functions: [
      ...(term.kind === 'call' ? [term.name] : []),
      ...reached.flatMap(({ functions }) => functions),
    ],
  };
}
