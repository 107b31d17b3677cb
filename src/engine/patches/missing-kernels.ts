/**
 * Kernels that the WASM backend lacks and the CPU backend has: filter gradients of convolutions, the gradient of gather,
 * einsum, the Fourier family and complex numbers. They run on the CPU backend. The engine moves the data of a tensor to
 * the backend that reads it, so nothing is copied by hand: results live on the CPU until a WASM kernel wants them.
 * Complex tensors never leave the CPU; the few WASM kernels that may meet one hand it over too, and so does one-hot
 * coding to anything but integers, whose bits WASM mistakes for floats.
 */
import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { Tf } from '../../demos/contract/demo';

type Call = Parameters<KernelFunc>[0];

/** Kernels of both backends, and the calls that only the CPU does right. */
const beyondWasm = new Map<string, (call: Call) => boolean>([
  ...['Add', 'Cast', 'Concat', 'Identity', 'Multiply', 'Pack', 'Reshape', 'Sub', 'ZerosLike'].map(
    (name) => [name, hasComplex] as const,
  ),
  ['OneHot', ({ attrs }) => attrs?.['dtype'] !== 'int32'],
]);

/** Lets the WASM backend run every kernel that the CPU backend has. Returns the names of those that it lacked. */
export function runMissingKernelsOnCpu(tf: Tf): string[] {
  const missing: string[] = [];
  for (const { kernelName } of tf.getKernelsForBackend('cpu')) {
    const own = tf.getKernel(kernelName, 'wasm');
    const isBeyond = beyondWasm.get(kernelName);
    if (own && !isBeyond) continue;
    const onCpu = cpuKernel(tf, kernelName);
    if (!own) missing.push(kernelName);
    else tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({
      ...(own as KernelConfig | undefined),
      kernelName,
      backendName: 'wasm',
      kernelFunc: own ? (call) => (isBeyond?.(call) ? onCpu(call) : own.kernelFunc(call)) : onCpu,
    });
  }
  return missing;
}

function cpuKernel(tf: Tf, kernelName: string): KernelFunc {
  const backend = tf.findBackend('cpu');
  const { kernelFunc } = tf.getKernel(kernelName, 'cpu');
  // A few kernels return a tensor that the engine knows already.
  const owned = (result: TensorInfo) =>
    result instanceof tf.Tensor
      ? result
      : tf.engine().makeTensorFromDataId(result.dataId, result.shape, result.dtype, backend);
  return ({ inputs, attrs }) => {
    const result = kernelFunc({ inputs, attrs, backend });
    return Array.isArray(result) ? result.map(owned) : owned(result);
  };
}

function hasComplex({ inputs }: Call): boolean {
  for (const name in inputs) if (inputs[name]?.dtype === 'complex64') return true;
  return false;
}
