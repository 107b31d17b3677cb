/** `x / (std + eps)` and `x / (sqrt(var) + eps)`: ε is added behind the root, which is another function. */
import type { Node } from '../../resolver/syntax-tree';
import type { Site } from '../../resolver/site';
import { splitWords } from '../../util/words';
import type { Code, Rule, Shape } from '../rule';

const deviations: ReadonlySet<string> = new Set(['std', 'stddev', 'stdev', 'sqrt']);

/** `std`, `x.std(-1)`, `torch.sqrt(var)` */
function isDeviation(node: Node, { textOf }: Code): boolean {
  const named = node.type === 'call' ? node.childForFieldName('function') : node;
  const name = named?.type === 'attribute' ? named.childForFieldName('attribute') : named;
  return name?.type === 'identifier' && splitWords(textOf(name)).some((word) => deviations.has(word));
}

function at(_site: Site, code: Code): Shape | undefined {
  const sum = code.path.findLast(({ type }) => type === 'binary_operator');
  if (!sum || sum.childForFieldName('operator')?.type !== '+') return undefined;
  const operands = [sum.childForFieldName('left'), sum.childForFieldName('right')];
  const other = operands.find((operand) => operand && !code.path.some(({ id }) => id === operand.id));
  return other && isDeviation(other, code) ? { outside: true } : undefined;
}

export default { roles: ['outside'], at } satisfies Rule;
