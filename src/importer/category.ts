/** The category of the schema that a raw category and text resemble. */
import { splitWords } from '../util/words';
import type { Category } from '../catalog/schema.generated';

/** Words that speak for a category, in singular. */
const signs: Readonly<Record<Category, string>> = {
  regularization: 'regularization regularizer smoothing dropout overfitting augmentation',
  loss: 'loss objective criterion divergence entropy',
  optimization: 'optimization optimizer gradient descent momentum scheduler convex',
  normalization: 'normalization layernorm layer-norm norm batchnorm rmsnorm',
  attention: 'attention',
  architecture: 'architecture layer convolution transformer encoder decoder',
  generative: 'generative generation diffusion gan vae latent image synthesis',
  'language-models': 'language nlp llm pretraining foundation token text bert gpt',
  'llm-tooling': 'agent framework orchestration chain prompt tool application',
  retrieval: 'retrieval rag search ranking recommendation embedding index',
  'graph-learning': 'graph gnn node',
  'adversarial-robustness': 'safety adversarial robustness attack poisoning security',
  privacy: 'privacy private anonymity anonymization federated',
  interpretability: 'interpretability explainable explainability attribution xai',
  multimodal: 'multimodal vision modality fusion',
  'scientific-ml': 'scientific physics physical simulation',
  'reinforcement-learning': 'reinforcement policy reward agent rl',
  performance: 'performance latency inference serving hardware quantization compression efficiency',
  semiconductor: 'semiconductor lithography wafer laser chip failure fab yield process',
  reliability: 'reliability failure lifetime defect quality statistics evaluation',
};

const categoriesOf = new Map<string, Category[]>();
for (const [category, words] of Object.entries(signs) as [Category, string][])
  for (const word of words.split(' ')) categoriesOf.set(word, [...(categoriesOf.get(word) ?? []), category]);

export interface CategoryGuess {
  readonly category: Category;
  /** Nothing in the texts speaks for it. */
  readonly isBlind: boolean;
}

/** `texts`: the raw category first, then the name, then the text; an earlier one counts for more. */
export function guessCategory(texts: readonly (string | undefined)[]): CategoryGuess {
  const points = new Map<Category, number>();
  for (const [i, text] of texts.entries())
    for (const word of splitWords(text ?? ''))
      for (const category of categoriesOf.get(word) ?? [])
        points.set(category, (points.get(category) ?? 0) + (i === 0 ? 8 : i === 1 ? 3 : 1));
  const best = [...points].sort((a, b) => b[1] - a[1])[0];
  return best ? { category: best[0], isBlind: false } : { category: 'architecture', isBlind: true };
}
