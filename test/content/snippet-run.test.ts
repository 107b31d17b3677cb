import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSnippetFile, type Snippet } from '../../src/catalog/snippet';
import type { Environment } from '../../tools/snippets/environments';
import type { Outcome } from '../../tools/snippets/execute';
import { planOf } from '../../tools/snippets/plan';
import { staleness } from '../../tools/snippets/stale';
import { compareVersions } from '../../tools/snippets/version';
import { errorIn, placeIn, resultOf } from '../../tools/snippets/verdict';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('result of a snippet', () => {
  const ended = (code: number | undefined): Outcome => ({ code, output: '', seconds: 1 });

  it('tells failing, slow and flaky ones apart', () => {
    assert.equal(resultOf(ended(0)), 'passed');
    assert.equal(resultOf(ended(1), ended(1)), 'failed');
    assert.equal(resultOf(ended(1), ended(0)), 'flaky');
    assert.equal(resultOf(ended(1), ended(undefined)), 'failed');
    assert.equal(resultOf(ended(undefined)), 'slow');
  });

  const python = [
    'Traceback (most recent call last):',
    '  File "/project/snippets/torch/ls-torch.py", line 21, in <module>',
    '    check(loss)',
    '  File "/project/snippets/torch/ls-torch.py", line 8, in check',
    '  File "/cache/torch/nn/modules/loss.py", line 99, in forward',
    'AssertionError: 0.3 is not 0.4',
    '',
  ].join('\n');
  const node = [
    'file:///project/snippets/tfjs/ls-tfjs.ts:5',
    'AssertionError [ERR_ASSERTION]: 1 == 2',
    '    at <anonymous> (/project/snippets/tfjs/ls-tfjs.ts:5:8)',
    'Node.js v20.19.0',
  ].join('\n');

  it('names the innermost line of the snippet and the error', () => {
    assert.equal(placeIn('snippets/torch/ls-torch.py', python), 'snippets/torch/ls-torch.py:8');
    assert.equal(errorIn('snippets/torch/ls-torch.py', python), 'AssertionError: 0.3 is not 0.4');
    assert.equal(placeIn('snippets/tfjs/ls-tfjs.ts', node), 'snippets/tfjs/ls-tfjs.ts:5');
    assert.match(errorIn('snippets/tfjs/ls-tfjs.ts', node), /^AssertionError/);
    assert.equal(placeIn('snippets/torch/other.py', python), 'snippets/torch/other.py');
  });
});

describe('stale snippets', () => {
  const record = {
    hash: 'a',
    versions: { torch: '2.14.0' },
    date: '2026-01-31',
    seconds: 1,
    result: 'passed',
  } as const;

  it('are told with the reason', () => {
    assert.equal(staleness(undefined, 'a', {}), 'never ran');
    assert.equal(staleness(record, 'b', {}), 'changed since 2026-01-31');
    assert.equal(staleness({ ...record, result: 'flaky' }, 'a', {}), 'flaky on 2026-01-31');
    assert.equal(staleness(record, 'a', { torch: '2.15.0' }), 'ran with torch 2.14.0, now 2.15.0');
    assert.equal(staleness(record, 'a', { torch: '2.14.0' }), undefined);
  });
});

describe('plan of a snippet', () => {
  const environment: Environment = {
    name: 'torch',
    packages: new Map([['torch', '2.15.0']]),
    about: '',
    file: '',
    pins: [],
  };
  const planFor = (needs: string, language = 'py'): ReturnType<typeof planOf> => {
    const mark = language === 'py' ? '#' : '//';
    const text = [`concept: x`, 'prefix: x', 'description: x', `needs: ${needs}`, '', '--- snippet']
      .map((line) => (line === '' ? '' : `${mark} ${line}`))
      .join('\n');
    const { snippet } = parseSnippetFile(`${text}\nx = 1\n`, `snippets/a/b.${language}`);
    return planOf(snippet as Snippet, root, [environment]);
  };

  it('says the versions it proves', async () => {
    assert.deepEqual((await planFor('torch >= 1.10')).versions, { torch: '2.15.0' });
  });

  it('says why a snippet cannot be run', async () => {
    await assert.rejects(
      planFor('jax'),
      /no environment in tools\/snippets\/envs has jax: add what is missing/,
    );
    await assert.rejects(
      planFor('torch >= 2.16'),
      /it needs torch 2\.16 or later, and 2\.15\.0 is what there is/,
    );
    await assert.rejects(planFor('no-such-package', 'js'), /no-such-package is not installed: npm install/);
  });

  it('runs a script with the packages of the project', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'node_modules/yaml/package.json'), 'utf8')) as {
      version: string;
    };
    assert.deepEqual((await planFor('yaml', 'js')).versions, { yaml: version });
  });

  it('compares versions by their numbers', () => {
    assert.ok(compareVersions('2.10.0', '2.9') > 0);
    assert.equal(compareVersions('2.9', '2.9.0'), 0);
    assert.ok(compareVersions('1.26.20', '2') < 0);
  });
});
