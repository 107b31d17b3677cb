/**
 * A PyTorch stack of transformer layers: where its layer has the norm, whether the stack ends with one, how deep it is,
 * and whether the file warms the learning rate up. Said at the name of the stack's class where it is made.
 */
import type { Argument, Call, Site } from '../../resolver/site';
import { standing, type Code, type Rule, type Shape } from '../rule';

const stacks: ReadonlyMap<string, string> = new Map([
  ['py:torch.nn.TransformerEncoder', 'py:torch.nn.TransformerEncoderLayer'],
  ['py:torch.nn.TransformerDecoder', 'py:torch.nn.TransformerDecoderLayer'],
]);
/** Position of `norm_first` in both layers. */
const normFirst = 7;
const schedules = /warm_?up|lr_?scheduler|scheduler|LambdaLR|OneCycle|noam/i;

function argument({ args }: Call, keyword: RegExp, position: number): Argument | undefined {
  return args.find((one) =>
    one.keyword === undefined ? one.position === position : keyword.test(one.keyword),
  );
}

/** The call that makes the layer: the argument itself, or what the only assignment to its name calls. */
function layerCall({ valueRange }: Argument, { analysis }: Code): Call | undefined {
  const { text } = analysis.document;
  const written = text.slice(valueRange.start, valueRange.end);
  const callee = /^[\w.]+(?=\()/.exec(written)?.[0];
  if (callee !== undefined) return analysis.siteAt(valueRange.start + callee.length - 1)?.call;
  if (!/^[\w.]{1,80}$/.test(written)) return undefined;
  const made = new RegExp(`(?<![\\w.])${written.replaceAll('.', '\\.')}[ \\t]*=[ \\t]*([\\w.]+)\\(`, 'dg');
  const found = [...text.matchAll(made)];
  const end = found.length === 1 ? found[0]!.indices![1]![1] : undefined;
  return end === undefined ? undefined : analysis.siteAt(end - 1)?.call;
}

function at({ call, range }: Site, code: Code): Shape | undefined {
  const layerClass = stacks.get(call?.callee.symbol ?? '');
  if (!call || call.open || layerClass === undefined || call.callee.range.start !== range.start)
    return undefined;
  const layer = argument(call, /^(?:en|de)coder_layer$/, 0);
  const made = layer && layerCall(layer, code);
  if (!made || made.open || made.callee.symbol !== layerClass) return undefined;
  const first = argument(made, /^norm_first$/, normFirst);
  const isPre = first ? first.literal?.value : false;
  if (typeof isPre !== 'boolean') return undefined;
  const closing = argument(call, /^norm$/, 2);
  const layers = argument(call, /^num_layers$/, 1)?.literal?.value;
  return {
    pre: isPre,
    closed: closing !== undefined && closing.literal?.value !== null,
    ...(typeof layers === 'number' && { layers }),
    warmup: schedules.test(code.analysis.document.text),
  };
}

export default {
  roles: ['pre', 'closed', 'layers', 'warmup'],
  concept: 'pre-post-layer-norm',
  stands: (text) => standing(/Transformer(?:En|De)coder/g, text, true),
  symbols: /Transformer(?:En|De)coder/,
  at,
} satisfies Rule;
