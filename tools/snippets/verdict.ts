/** What the run of a snippet says, and where in its file. */
import type { Outcome } from './execute';

/**
 * `slow`: it did not end in time. `flaky`: it failed and then passed, unchanged. `skipped`: it could not be run
 * here; nothing is recorded of it.
 */
export type Result = RunResult | 'skipped';
export type RunResult = 'passed' | 'failed' | 'slow' | 'flaky';

/** Of the first run, and of the second that follows a failure. */
export function resultOf(first: Outcome, second?: Outcome): RunResult {
  if (first.code === 0) return 'passed';
  if (first.code === undefined) return 'slow';
  return second?.code === 0 ? 'flaky' : 'failed';
}

/** `snippets/torch/ls-torch.py:21`: the innermost line of the snippet that the output names, else the file. */
export function placeIn(file: string, output: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1).replaceAll('.', '\\.');
  const named = [...output.matchAll(new RegExp(`[/\\\\]${name}(?:", line |:)(\\d+)`, 'g'))];
  // Python names the innermost call last, Node first.
  const line = (file.endsWith('.py') ? named.at(-1) : named[0])?.[1];
  return line === undefined ? file : `${file}:${line}`;
}

/** The sentence of the error: the last line of a Python traceback, the first with `Error` of Node. */
export function errorIn(file: string, output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const line = file.endsWith('.py')
    ? lines.at(-1)
    : (lines.find((text) => /\w*Error\b/.test(text)) ?? lines.at(-1));
  return line?.trim() ?? 'no output';
}
