/** One spelling for each symbol: re-exports and private module paths lead to the public name. */
import type { SymbolId } from './site';

/** Modules that are the same as others. The longest prefix wins; rules apply until none does. */
const same: ReadonlyMap<string, string> = new Map([
  ['py:tensorflow.keras', 'py:keras'],
  ['py:tensorflow.python.keras', 'py:keras'],
  ['py:tensorflow._api.v2', 'py:tensorflow'],
  ['py:tensorflow.compat.v1', 'py:tensorflow'],
  ['py:tensorflow.compat.v2', 'py:tensorflow'],
  ['py:tf_keras', 'py:keras'],
  ['py:keras_core', 'py:keras'],
  ['py:keras.src', 'py:keras'],
  ['py:keras.api', 'py:keras'],
  ['py:keras.backend.keras', 'py:keras'],
  ['py:keras_cv.src.backend.keras', 'py:keras'],
  ['py:keras_cv.src.backend', 'py:keras'],
  ['py:keras_nlp', 'py:keras_hub'],
  ['py:keras.optimizers.legacy', 'py:keras.optimizers'],
  ['py:torch.nn.modules', 'py:torch.nn'],
  ['py:torch.nn.parameter.Parameter', 'py:torch.nn.Parameter'],
  ['py:torch.functional', 'py:torch'],
  ['py:torch.cuda.amp.autocast', 'py:torch.amp.autocast'],
  ['py:torch.cuda.amp.GradScaler', 'py:torch.amp.GradScaler'],
  ['py:torch.cuda.FloatTensor', 'py:torch.FloatTensor'],
  ['py:torch.utils.data.dataloader', 'py:torch.utils.data'],
  ['py:torch.utils.data.dataset', 'py:torch.utils.data'],
  ['py:torch.utils.data.sampler', 'py:torch.utils.data'],
  ['py:torch.utils.data.distributed', 'py:torch.utils.data'],
  ['py:jax.nn.functions', 'py:jax.nn'],
  ['py:jax._src.nn.functions', 'py:jax.nn'],
  ['py:jax.experimental.stax', 'py:jax.example_libraries.stax'],
  ['py:optax.losses', 'py:optax'],
  ['py:optax.loss', 'py:optax'],
  ['py:optax._src', 'py:optax'],
  ['py:flax.nn', 'py:flax.linen'],
  ['py:flax.experimental.nnx', 'py:flax.nnx'],
  ['py:timm.models.layers', 'py:timm.layers'],
  ['py:transformers.configuration_utils', 'py:transformers'],
  ['py:transformers.modeling_utils', 'py:transformers'],
  ['py:transformers.tokenization_utils', 'py:transformers'],
  ['py:transformers.tokenization_utils_base', 'py:transformers'],
  ['py:transformers.trainer', 'py:transformers'],
  ['py:transformers.trainer_callback', 'py:transformers'],
  ['py:transformers.trainer_seq2seq', 'py:transformers'],
  ['py:transformers.trainer_utils', 'py:transformers'],
  ['py:transformers.training_args', 'py:transformers'],
  ['py:transformers.training_args_seq2seq', 'py:transformers'],
  ['py:transformers.cache_utils', 'py:transformers'],
  ['py:transformers.data.data_collator', 'py:transformers'],
  ['py:transformers.generation.configuration_utils', 'py:transformers'],
  ['py:transformers.integrations.integration_utils', 'py:transformers'],
  ['py:transformers.integrations', 'py:transformers'],
  ['py:transformers.pytorch_utils', 'py:transformers'],
  ['py:transformers.utils.import_utils', 'py:transformers'],
  ['py:transformers.utils', 'py:transformers'],
  ['py:transformers.utils.logging', 'py:transformers.logging'],
  ['py:lightning.pytorch', 'py:pytorch_lightning'],
  ['py:sklearn.utils._param_validation', 'py:sklearn.utils'],
  ['js:@tensorflow/tfjs-core', 'js:@tensorflow/tfjs'],
  ['js:@tensorflow/tfjs-layers', 'js:@tensorflow/tfjs'],
  ['js:@tensorflow/tfjs-node', 'js:@tensorflow/tfjs'],
  ['js:@tensorflow/tfjs-node-gpu', 'js:@tensorflow/tfjs'],
  ['js:@tensorflow/tfjs-react-native', 'js:@tensorflow/tfjs'],
  ['js:@xenova/transformers', 'js:@huggingface/transformers'],
]);

/** Packages that show the classes of their inner modules themselves; `except` are public modules of their own. */
const flat: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'py:torch.nn',
    new Set(['functional', 'init', 'utils', 'parallel', 'attention', 'qat', 'quantized', 'intrinsic']),
  ],
  ['py:torch.optim', new Set(['lr_scheduler', 'swa_utils'])],
  ['py:timm.loss', new Set()],
  ['py:timm.layers', new Set()],
  ['py:timm.data', new Set()],
  ['py:timm.optim', new Set()],
  ['py:flax.linen', new Set(['initializers', 'spmd', 'partitioning'])],
  [
    'py:optax',
    new Set([
      'contrib',
      'schedules',
      'tree_utils',
      'projections',
      'assignment',
      'transforms',
      'second_order',
    ]),
  ],
  ['py:haiku', new Set(['initializers', 'nets', 'data_structures', 'experimental', 'pad'])],
  ['py:keras.layers', new Set()],
  ['py:keras.losses', new Set(['Reduction'])],
  ['py:keras.optimizers', new Set(['schedules'])],
  ['py:keras.callbacks', new Set()],
  ['py:transformers.models', new Set()],
]);

/** `py:tensorflow` and `py:tf_keras` beside `py:keras`: packages that show the symbols of a package. */
export function packagesShowing(name: string): string[] {
  const first = (symbol: SymbolId): string => symbol.split('.', 1)[0]!;
  const others = [...same].filter(([, target]) => first(target) === name).map(([source]) => first(source));
  return [...new Set([name, ...others])];
}

/** The public spelling of a symbol; the same symbol where no rule knows better. */
export function canonicalSymbol(symbol: SymbolId): SymbolId {
  let current = symbol;
  for (let rounds = 0; rounds < 6; rounds++) {
    const next = applySame(current);
    if (next === current) break;
    current = next;
  }
  return applyFlat(current);
}

function applySame(symbol: SymbolId): SymbolId {
  for (let end = symbol.length; end > 3; end = symbol.lastIndexOf('.', end - 1)) {
    const target = same.get(symbol.slice(0, end));
    if (target !== undefined) return target + symbol.slice(end);
  }
  return symbol;
}

/** `py:torch.nn.normalization.LayerNorm` is `py:torch.nn.LayerNorm`: lower-case modules before a class fall out. */
function applyFlat(symbol: SymbolId): SymbolId {
  for (let end = symbol.lastIndexOf('.'); end > 3; end = symbol.lastIndexOf('.', end - 1)) {
    const home = symbol.slice(0, end);
    const except = flat.get(home);
    if (!except) continue;
    const rest = symbol.slice(end + 1).split('.');
    const first = rest.findIndex((segment) => /^_*[A-Z]/.test(segment));
    if (first < 1 || except.has(rest[0]!)) return symbol;
    const kept = home === 'py:transformers.models' ? 'py:transformers' : home;
    return `${kept}.${rest.slice(first).join('.')}`;
  }
  return symbol;
}

/** `@tensorflow/tfjs` of an import specifier: a bare name, a path into a package, or a CDN address. */
export function scriptPackage(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('/')) return undefined;
  let path = specifier.replace(/^(npm|jsr):/, '');
  if (path.startsWith('https://') || path.startsWith('http://')) {
    const slash = path.indexOf('/', 8);
    if (slash === -1) return undefined;
    path = path.slice(slash + 1).replace(/^npm\//, '');
  }
  const parts = path.split('/');
  const name = parts[0]!.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
  const version = name.indexOf('@', 1);
  return version === -1 ? name : name.slice(0, version);
}
