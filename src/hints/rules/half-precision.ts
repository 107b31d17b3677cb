/** The half-precision type that a file computes in, where it names one and no other. */
import type { Analysis, Site } from '../../resolver/site';
import type { Code, Rule, Shape } from '../rule';

const named =
  /\.(half|bfloat16)\(\)|\b(?:torch|jnp|jax\.numpy|np|numpy|tf|mx)\.(float16|bfloat16|half)\b|(?:dtype|precision|policy|Policy)\s*[=(]\s*["'](?:mixed_)?(float16|bfloat16)["']/g;

function at(_site: Site, { analysis, once }: Code): Shape | undefined {
  const dtype = once('half-precision', () => halfTypeOf(analysis));
  return dtype === undefined ? undefined : { dtype };
}

function halfTypeOf(analysis: Analysis): string | undefined {
  const types = new Set<string>();
  for (const found of analysis.document.text.matchAll(named)) {
    const [written, method, constant, text] = found;
    const end = found.index + written.length;
    const place = analysis.siteAt(text === undefined ? end - (method ? 3 : 1) : found.index + 1)?.place;
    if (place === 'comment' || place === 'string') continue;
    types.add((method ?? constant ?? text) === 'half' ? 'float16' : (method ?? constant ?? text)!);
  }
  return types.size === 1 ? [...types][0] : undefined;
}

export default { roles: ['dtype'], at } satisfies Rule;
