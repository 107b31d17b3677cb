/** Makes the worker: a page may not start one from another origin, and the worker itself cannot fetch the engine. */
import type { StartWorker, WorkerLike } from './demo-run';

async function bytesOf(uri: string): Promise<ArrayBuffer> {
  const response = await fetch(uri);
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  return response.arrayBuffer();
}

/** Both files are fetched once, when the first demo asks. Without the engine's file the demo runs on the CPU. */
export function workerSource(workerUri: string, wasmUri: string): StartWorker {
  let script: Promise<string> | undefined;
  let engine: Promise<ArrayBuffer> | undefined;
  return async () => {
    script ??= bytesOf(workerUri).then((bytes) => {
      const blob = new Blob([bytes], { type: 'text/javascript' });
      return URL.createObjectURL(blob);
    });
    engine ??= bytesOf(wasmUri);
    const [address, wasm] = await Promise.allSettled([script, engine]);
    if (address.status === 'rejected') {
      script = undefined;
      throw new Error('The demo could not be loaded. Reinstalling Gloss may help.');
    }
    const worker = new Worker(address.value) as WorkerLike;
    if (wasm.status === 'fulfilled') return { worker, load: { type: 'load', wasm: wasm.value.slice(0) } };
    engine = undefined;
    return { worker, load: { type: 'load', wasmProblem: 'its file could not be read' } };
  };
}
