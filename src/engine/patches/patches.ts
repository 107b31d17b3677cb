/** What Gloss mends in TensorFlow.js 4.22: each patch has a file, and a test that fails without it. */
import type { Tf } from '../../demos/contract/demo';
import { composeSoftmaxCrossEntropy } from './cross-entropy-gradient';
import { registerConv2dGradient } from './conv2d-gradient';
import { registerMatMulGradient } from './matmul-gradient';
import { registerMissingGradients } from './missing-gradients';
import { orderSavedOutputs } from './saved-outputs';

/** Mends the gradients of every backend. To be called once for each TensorFlow.js in the process. */
export function applyPatches(tf: Tf): void {
  registerMatMulGradient(tf);
  registerConv2dGradient(tf);
  registerMissingGradients(tf);
  orderSavedOutputs(tf);
  composeSoftmaxCrossEntropy(tf);
}
