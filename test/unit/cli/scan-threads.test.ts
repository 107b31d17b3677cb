import assert from 'node:assert/strict';
import { join } from 'node:path';
import { UsageError } from '../../../src/cli/command';
import { ScanThreads } from '../../../src/cli/scan-threads';

const program = (name: string): string => join(import.meta.dirname, `${name}-thread.mjs`);

describe('the threads of a scan', () => {
  let threads: ScanThreads;
  afterEach(() => threads.close());

  /** By file, its path again or why there is no answer. */
  const outcomes = (paths: readonly string[]): Promise<string[]> =>
    Promise.all(
      paths.map((path) =>
        threads.answers(path, false).then(
          ([answer]) => answer!.path,
          (error: Error) => `${error instanceof UsageError ? 'usage' : 'error'}: ${error.message}`,
        ),
      ),
    );

  it('answer each file', async () => {
    threads = new ScanThreads(3, program('fragile'));
    const paths = Array.from({ length: 50 }, (_, i) => `${i}.py`);
    assert.deepEqual(await outcomes(paths), paths);
  });

  it('say which file cannot be read', async () => {
    threads = new ScanThreads(1, program('fragile'));
    assert.deepEqual(await outcomes(['refuse.py', 'a.py']), [
      'usage: gloss: refuse.py: no such file',
      'a.py',
    ]);
  });

  it('break at a file and lose no other', async () => {
    threads = new ScanThreads(1, program('fragile'));
    assert.deepEqual(await outcomes(['a.py', 'break.py', 'b.py', 'c.py', 'break2.py', 'd.py']), [
      'a.py',
      'usage: gloss: break.py: out of memory',
      'b.py',
      'c.py',
      'usage: gloss: break2.py: out of memory',
      'd.py',
    ]);
  });

  it('end all where they cannot start', async () => {
    threads = new ScanThreads(2, program('broken'));
    assert.deepEqual(
      await outcomes(['a.py', 'b.py', 'c.py', 'd.py', 'e.py']),
      Array.from({ length: 5 }, () => 'error: no catalog'),
    );
  });
});
