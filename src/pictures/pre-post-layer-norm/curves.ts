/**
 * Size of the gradient of each of 24 encoder layers before the first step, the layer at the input first: mean of eight
 * draws, computed by the demo of the concept (test/demos/pre-post-layer-norm.test.ts computes them again).
 */
export const gradientCurves = {
  post: [
    2.02, 1.78, 1.61, 1.65, 1.48, 1.61, 1.58, 1.37, 1.28, 1.14, 1.18, 1.06, 1, 0.957, 1.09, 1, 1.14, 1.13, 1,
    1.02, 1.03, 0.988, 1.04, 0.973,
  ],
  pre: [
    0.995, 0.785, 0.662, 0.587, 0.523, 0.477, 0.419, 0.395, 0.379, 0.345, 0.338, 0.319, 0.305, 0.274, 0.269,
    0.267, 0.255, 0.24, 0.25, 0.241, 0.217, 0.216, 0.207, 0.201,
  ],
} as const;
