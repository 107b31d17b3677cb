/**
 * A clock read before and after a call of a model on a GPU, with nothing between that waits for the GPU: it times the
 * launch of the work. Said at the second reading.
 */
import type { Node } from '../../resolver/syntax-tree';
import type { Site } from '../../resolver/site';
import { standing, type Code, type Rule, type Shape } from '../rule';

const clocks: ReadonlySet<string> = new Set([
  'py:time.time',
  'py:time.time_ns',
  'py:time.monotonic',
  'py:time.perf_counter',
  'py:time.perf_counter_ns',
  'py:timeit.default_timer',
]);
const reading = /(?:time|time_ns|monotonic|perf_counter|perf_counter_ns|default_timer)(?=\s*\()/g;
const usesGpu = /\.cuda\(|\.to\(\s*["']cuda|\bdevice\s*[=(]\s*["']cuda|\bdevice\s*=\s*\(?\s*torch\.device\(/;
const callsModel = /(?<![\w.])(?:self\.)?(?:model|net|network|module|unet|backbone|encoder|decoder)\(/;
/** Whatever brings a result to the processor waits for it; so may what a loop over data does. */
const mayWait =
  /synchronize|block_until_ready|\.(?:item|cpu|numpy|tolist|wait|result|all|any)\(|\b(?:print|float|int|bool|len|if|while|with|yield|await)\b|\bfor\b(?!\s+\w+\s+in\s+range\()/;

function isClock(node: Node | null, { siteOf, textOf }: Code): boolean {
  const callee = node?.type === 'call' ? node.childForFieldName('function') : undefined;
  return callee !== undefined && callee !== null && /time|clock|counter|monotonic/.test(textOf(callee))
    ? clocks.has(siteOf(callee)?.symbol ?? '')
    : false;
}

/** `start` of `clock() - start`, or of `end - start` in what follows `end = clock()`. */
function startOf(statement: Node, reading: Node, { textOf }: Code): string | undefined {
  const { parent } = reading;
  const isLeft = parent?.childForFieldName('left')?.id === reading.id;
  if (parent?.type === 'binary_operator' && isLeft && parent.childForFieldName('operator')?.type === '-')
    return nameOf(parent.childForFieldName('right'), textOf);
  const end = parent?.type === 'assignment' ? nameOf(parent.childForFieldName('left'), textOf) : undefined;
  if (end === undefined) return undefined;
  const difference = new RegExp(`(?<![\\w.])${end}\\s*-\\s*(\\w+)(?![\\w.(\\[])`);
  for (let next = statement.nextNamedSibling; next; next = next.nextNamedSibling) {
    const found = difference.exec(textOf(next));
    if (found) return found[1];
  }
  return undefined;
}

function nameOf(node: Node | null, textOf: Code['textOf']): string | undefined {
  return node?.type === 'identifier' ? textOf(node) : undefined;
}

/** The statements after `start = clock()` up to this one, where both stand in one block. */
function between(start: string, statement: Node, code: Code): string | undefined {
  const texts: string[] = [];
  for (let node = statement.previousNamedSibling; node; node = node.previousNamedSibling) {
    const [inner] = node.namedChildren;
    const assigned = inner?.type === 'assignment' ? inner.childForFieldName('left') : null;
    if (nameOf(assigned, code.textOf) === start)
      return isClock(inner?.childForFieldName('right') ?? null, code) ? texts.join('\n') : undefined;
    if (node.type !== 'comment') texts.push(code.textOf(node));
  }
  return undefined;
}

function at({ call, range }: Site, code: Code): Shape | undefined {
  if (!call || !clocks.has(call.callee.symbol ?? '') || call.callee.range.end !== range.end) return undefined;
  if (!code.once('uses-gpu', () => usesGpu.test(code.analysis.document.text))) return undefined;
  const statement = code.path.findLast(
    ({ type }) => type === 'expression_statement' || type === 'return_statement',
  );
  const reading = code.path.findLast(({ type }) => type === 'call');
  const start = statement && reading && startOf(statement, reading, code);
  const timed = start === undefined ? undefined : between(start, statement!, code);
  return timed !== undefined && callsModel.test(timed) && !mayWait.test(timed)
    ? { awaited: false }
    : undefined;
}

export default {
  roles: ['awaited'],
  concept: 'latency-prediction',
  stands: (text) => (usesGpu.test(text) ? standing(reading, text) : []),
  at,
} satisfies Rule;
