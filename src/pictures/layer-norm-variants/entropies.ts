/**
 * Entropy of attention over 16 tokens, in nats, while the factor of query and key weights goes from 1/4 to 16 in steps of
 * √2: mean of eight draws, computed by the demo (test/demos/layer-norm-variants.test.ts computes them again).
 */
export const entropies = {
  none: [2.771, 2.766, 2.745, 2.667, 2.402, 1.773, 0.978, 0.445, 0.194, 0.087, 0.038, 0.016, 0.006],
  rms: [2.379, 2.379, 2.379, 2.379, 2.379, 2.379, 2.379, 2.379, 2.379, 2.379, 2.379, 2.379, 2.379],
} as const;
