import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentFor, environments, versionIn, type Environment } from '../../tools/snippets/environments';
import { execute } from '../../tools/snippets/execute';
import { snippetHash } from '../../tools/snippets/record';

describe('snippet environments', () => {
  let folder: string;
  let all: Environment[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gloss-test-'));
    const large =
      '# Large. 5 GB.\ntorch==2.15.0\nnumpy==2.4.6\nnvidia-nccl==2.30 ; sys_platform == "linux"\n';
    await writeFile(join(folder, 'large.txt'), large);
    await writeFile(join(folder, 'old.txt'), '# Old.\ntorch==2.9.0\n');
    await writeFile(join(folder, 'small.txt'), '# Small.\nnumpy==2.4.6\nScikit_Learn==1.9.1\n');
    all = await environments(folder);
  });

  after(() => rm(folder, { recursive: true }));

  it('are the pinned files of the folder, smallest first', () => {
    assert.deepEqual(
      all.map(({ name, about }) => [name, about]),
      [
        ['old', 'Old.'],
        ['small', 'Small.'],
        ['large', 'Large. 5 GB.'],
      ],
    );
  });

  it('give a snippet the newest of what it needs, in the smallest one that has it', () => {
    const nameFor = (...names: string[]): string | undefined =>
      environmentFor(
        names.map((name) => ({ package: name })),
        all,
      )?.name;
    assert.equal(nameFor('numpy'), 'small');
    assert.equal(nameFor('torch'), 'large');
    assert.equal(nameFor('numpy', 'torch'), 'large');
    assert.equal(nameFor('scikit-learn'), 'small');
    assert.equal(nameFor('torch', 'scikit-learn'), undefined);
  });

  it('give a snippet none that is older than it asks for', () => {
    const needs = [{ package: 'scikit-learn' }, { package: 'torch', version: '2.10' }];
    const newScikit = {
      ...all[0]!,
      name: 'scikit',
      packages: new Map([
        ['scikit-learn', '1.9.1'],
        ['torch', '2.9.0'],
      ]),
    };
    const newTorch = {
      ...all[0]!,
      name: 'torch',
      packages: new Map([
        ['scikit-learn', '1.8.0'],
        ['torch', '2.15.0'],
      ]),
    };
    assert.equal(environmentFor(needs, [newScikit, newTorch])?.name, 'torch');
    assert.equal(environmentFor([{ package: 'torch', version: '3' }], all), undefined);
  });

  it('know the exact version of a package', () => {
    assert.equal(versionIn(all[1]!, 'scikit-learn'), '1.9.1');
    assert.equal(versionIn(all[2]!, 'nvidia_nccl'), '2.30');
  });
});

describe('snippet record', () => {
  it('is the same for both kinds of line end, and another after any change', () => {
    assert.equal(snippetHash('a\r\nb\r\n'), snippetHash('a\nb\n'));
    assert.notEqual(snippetHash('a\nb\n'), snippetHash('a\nb'));
  });
});

describe('execute', () => {
  const node = (code: string, seconds = 10): ReturnType<typeof execute> =>
    execute(process.execPath, ['-e', code], { seconds });

  it('tells the end of a command and what it wrote', async () => {
    const { code, output } = await node('console.log(1); console.error(2); process.exit(3)');
    assert.equal(code, 3);
    assert.match(output, /1\n/);
    assert.match(output, /2\n/);
  });

  it('stops a command that does not end', async () => {
    assert.equal((await node('setInterval(() => {}, 1000)', 0.3)).code, undefined);
  });

  it('tells of a command that does not exist', async () => {
    const { code, output } = await execute('gloss-no-such-command', [], { seconds: 5 });
    assert.equal(code, -1);
    assert.match(output, /ENOENT/);
  });
});
