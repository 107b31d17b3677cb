/** Which packages are about machine learning, which are numeric, and what `import *` of some brings. */

const mlPython = `
  accelerate albumentations allennlp anomalib apex art autoattack autogluon avalanche
  bitsandbytes botorch captum catboost chex clean_fid cleverhans clip colbert composer ctransformers datasets deepspeed
  detectron2 diffrax diffusers distrax dspy einops equinox espnet evaluate evidential_deep_learning faiss fairscale
  fairseq fairseq2 fastai fastembed fasttext flair flash_attn flax foolbox functorch gensim gguf gluonnlp gpytorch
  guided_diffusion gym gymnasium haiku hydra_zen ignite imagen_pytorch imblearn jax jaxlib kaolin keras
  keras_core keras_cv keras_hub keras_nlp keras_tuner kornia langchain langchain_community langchain_core
  langchain_openai langchain_text_splitters langflow langgraph lavis learn2learn lifelines lightgbm lightning lightning_fabric
  lime litellm llama_cpp llama_index lpips megatron ml_collections mlflow mlx mmcls mmcv mmdet mmengine mmpretrain
  mmseg monai mxnet ncnn nemo neural_tangents numpyro objax onnx onnxruntime open_clip openai opacus optax optimum
  orbax paddle peft pettingzoo polygraphy pylate pyro pytorch_grad_cam pytorch_lightning pytorch_metric_learning
  qdrant_client ragatouille ray robustbench sae_lens scvi segmentation_models_pytorch sentence_transformers
  sentencepiece setfit shap sklearn skorch snorkel spacy speechbrain stable_baselines3 statsforecast supervision
  tensor2tensor tensorboard tensorboardX tensorflow tensorflow_addons tensorflow_datasets tensorflow_hub
  tensorflow_model_optimization tensorflow_probability tensorflow_text tensorrt textattack textblob tf_keras tfm
  thinc tianshou timm tinygrad tokenizers torch torch_geometric torch_xla torchattacks torchaudio torchcfm torchdiffeq
  torchdyn torchmetrics torchrl torchsde torchtext torchtune torchvision transformer_lens transformers triton trl
  ultralytics unsloth vllm wandb x_transformers xformers xgboost yolov5
  agent_framework anjana baukit bertviz blackjax cleanlab crewai datatrove disentanglement_lib fvcore haystack innvestigate
  inseq langchain_classic langchain_huggingface lfx lxt nn_meter nnsight ptflops pycanon pythae pytorch_adapt pyvene
  semantic_kernel tiktoken tllib torchcde zennit`;

const numericPython = `
  cupy cv2 dask networkx numba numpy pandas polars scipy seaborn skimage statsmodels sympy xarray
  fibsem reliability`;

const mlScript = `
  @huggingface/inference @huggingface/transformers @langchain/anthropic @langchain/classic @langchain/community
  @langchain/core @langchain/langgraph @langchain/langgraph-sdk @langchain/openai @langchain/textsplitters
  @llamaindex/core @llamaindex/openai @llamaindex/server @llamaindex/workflow
  @mediapipe/tasks-vision @tensorflow/tfjs @tensorflow/tfjs-vis @xenova/transformers brain.js danfojs face-api.js
  langchain llamaindex ml5 ml-random-forest ml-regression onnxruntime-node onnxruntime-web openai synaptic`;

const numericScript = `mathjs ml-matrix ndarray numeric numjs simple-statistics stdlib`;

const table = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));
const ml = { py: table(mlPython), js: table(mlScript) };
const numeric = { py: table(numericPython), js: table(numericScript) };

/** `torch` of `py:torch.nn.LayerNorm`, `@tensorflow/tfjs` of `js:@tensorflow/tfjs.losses`. */
export function packageOf(symbol: string): { language: 'py' | 'js'; name: string } | undefined {
  const language = symbol.startsWith('py:') ? 'py' : symbol.startsWith('js:') ? 'js' : undefined;
  if (!language) return undefined;
  const path = symbol.slice(3);
  if (language === 'py') return { language, name: path.split('.', 1)[0]! };
  const known = [...ml.js, ...numeric.js].find((name) => path === name || path.startsWith(`${name}.`));
  return { language, name: known ?? path };
}

/** Whether a symbol belongs to a machine-learning or a numeric package. */
export function fieldOf(symbol: string): 'ml' | 'numeric' | undefined {
  const found = packageOf(symbol);
  if (!found) return undefined;
  if (ml[found.language].has(found.name)) return 'ml';
  return numeric[found.language].has(found.name) ? 'numeric' : undefined;
}

type StarNames = 'capitalised' | 'lower' | 'all';

/** Packages whose `import *` is common, and the look of the names that it brings. */
const stars: ReadonlyMap<string, StarNames> = new Map<string, StarNames>([
  ['torch', 'lower'],
  ['torch.nn', 'capitalised'],
  ['torch.nn.functional', 'lower'],
  ['torch.optim', 'capitalised'],
  ['torchvision.transforms', 'capitalised'],
  ['keras.layers', 'capitalised'],
  ['keras.losses', 'all'],
  ['keras.models', 'capitalised'],
  ['keras.optimizers', 'capitalised'],
  ['keras.callbacks', 'capitalised'],
  ['keras.metrics', 'all'],
  ['keras.regularizers', 'all'],
  ['transformers', 'all'],
  ['sklearn.metrics', 'lower'],
  ['sklearn.ensemble', 'capitalised'],
  ['sklearn.linear_model', 'capitalised'],
  ['sklearn.preprocessing', 'capitalised'],
  ['sklearn.model_selection', 'all'],
  ['numpy', 'lower'],
  ['timm.loss', 'capitalised'],
  ['torchattacks', 'capitalised'],
]);

/** Every `fastai.*.all` also brings these. */
const fastai: ReadonlyMap<string, string> = new Map([
  ['torch', 'torch'],
  ['nn', 'torch.nn'],
  ['F', 'torch.nn.functional'],
  ['np', 'numpy'],
  ['pd', 'pandas'],
  ['plt', 'matplotlib.pyplot'],
]);

/** Python's own names are never taken for names of a package. */
const builtins = table(`
  ArithmeticError AssertionError AttributeError BaseException Ellipsis Exception False FileNotFoundError
  ImportError IndexError KeyError KeyboardInterrupt NameError None NotImplementedError OSError RuntimeError
  StopIteration True TypeError ValueError abs all any bool bytes callable classmethod dict dir enumerate eval
  exit filter float format getattr hasattr hash id input int isinstance issubclass iter len list map max min
  next object open pow print property range repr reversed round self set setattr slice sorted staticmethod str
  sum super tuple type vars zip`);

/** The dotted name that an unbound Python name has through one of the star imports; nothing when in doubt. */
export function starName(modules: readonly string[], name: string): string | undefined {
  if (builtins.has(name)) return undefined;
  const found = modules.flatMap((module) => {
    if (module.startsWith('fastai.')) {
      if (fastai.has(name)) return [fastai.get(name)!];
      if (/Loss|CrossEntropy/.test(name)) return [`fastai.losses.${name}`];
      return /^[A-Z]/.test(name) ? [`fastai.${name}`] : [];
    }
    const look = stars.get(module);
    const fits = look === 'all' || (look !== undefined && (look === 'capitalised') === /^[A-Z]/.test(name));
    return fits ? [`${module}.${name}`] : [];
  });
  return new Set(found).size === 1 ? found[0] : undefined;
}
