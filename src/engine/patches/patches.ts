/**
 * What Gloss mends in TensorFlow.js 4.22: each patch has a file, and a test that fails without it. Where it only makes
 * something quicker, the test shows that it is still right.
 */
import type { Tf } from '../../demos/contract/demo';
import { quickenCpuKernels } from './cpu-kernels';
import { composeSoftmaxCrossEntropy } from './cross-entropy-gradient';
import { registerConv2dGradient } from './conv2d-gradient';
import { registerMatMulGradient } from './matmul-gradient';
import { registerMissingGradients } from './missing-gradients';
import { orderSavedOutputs } from './saved-outputs';

/** Mends every backend. To be called once for each TensorFlow.js in the process. */
export function applyPatches(tf: Tf): void {
  quickenCpuKernels(tf);
  registerMatMulGradient(tf);
  registerConv2dGradient(tf);
  registerMissingGradients(tf);
  orderSavedOutputs(tf);
  composeSoftmaxCrossEntropy(tf);
}
