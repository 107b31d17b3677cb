/**
 * Of demos that work for seconds, values of their controls that leave less to do. Each is run once as it starts; what
 * the other controls do is tried with these.
 */
import type { ControlValue } from '../../../src/demos/contract/control';

export const lighter: Readonly<Record<string, Readonly<Record<string, ControlValue>>>> = {
  'l2-attacks': { iterations: 10, trials: 10 },
  'lagrangian-neural-networks': { width: 4, seconds: 20 },
  'language-model-interpretability': { steps: 20 },
  'language-model-pretraining': { steps: 25 },
  'language-specific-pretraining': { hidden: 4 },
  'late-fusion': { n: 40 },
  'latency-prediction': { batches: 3 },
  'latent-consistency-models': { training: 100 },
  'latent-diffusion': { training: 100 },
  'latent-direction': { labels: 20 },
  'latent-space-disentanglement': { steps: 300 },
  'latent-space-navigation': { steps: 10 },
  'latent-world-models': { latents: 2, unroll: 1 },
  'layer-norm-variants': { kinds: ['deep'] },
  'layer-normalization': { depth: 2 },
  'llm-pretraining': { budgets: 1 },
  'pre-post-layer-norm': { block: 'mlp' },
};
