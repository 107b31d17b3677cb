import { isProjectSymbol } from '../../resolver/project';
import type { Site } from '../../resolver/site';
import { splitWords } from '../../util/words';

const known = /(?:Layer|RMS|Rms|Scale)_?Norm(?:alization)?(?:\d[dD])?(?:F[pP]\d+)?$|^T5LayerNorm$/;
const functions = /^(?:layer|rms)_?norm(?:alization)?$/;
/** `py:torch.nn.Module.norm1`: what a class does not say of a member of its own. */
const member = /\.[A-Z]\w*\.\w+$/;
const own: ReadonlySet<string> = new Set(['norm', 'ln', 'layernorm', 'rmsnorm', 'normalization']);
const others: ReadonlySet<string> = new Set([
  ...['batch', 'bn', 'batchnorm', 'instance', 'group', 'weight', 'spectral'],
  ...['grad', 'vector', 'matrix', 'max', 'clip'],
]);

/**
 * Whether what is called normalizes each token: a layer or RMS norm by its class, or, where the class cannot be told,
 * a member that is called so.
 */
export function isTokenNorm({ text, symbol, via }: Site, isMember: boolean): boolean {
  const type = symbol?.replace(/\.(?:__call__|forward)$/, '') ?? text;
  const isKnown = symbol !== undefined && via !== 'base' && !member.test(type) && !isProjectSymbol(symbol);
  const name = isKnown || via === 'type' ? /[^./:]*$/.exec(type)![0] : text;
  if (known.test(name) || functions.test(name)) return true;
  if (isKnown) return false;
  const words = [...splitWords(name), ...splitWords(text)];
  return isMember && words.some((word) => own.has(word)) && !words.some((word) => others.has(word));
}
