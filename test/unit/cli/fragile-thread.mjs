/** A thread of a scan that breaks where it is told to: `break` ends it at once, `refuse` is a file that cannot be read. */
import { parentPort } from 'node:worker_threads';

parentPort.postMessage('ready');
parentPort.on('message', ({ path }) => {
  if (path.includes('break')) throw new Error('out of memory');
  parentPort.postMessage(
    path.includes('refuse')
      ? { error: `gloss: ${path}: no such file`, isUsage: true }
      : { answers: [{ path, line: 1 }] },
  );
});
