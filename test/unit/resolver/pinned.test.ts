import assert from 'node:assert/strict';
import { isManifest, pinnedVersions } from '../../../src/resolver/pinned';
import { documentOf } from './documents';

function pinsOf(project: Readonly<Record<string, string>>, path = '/p/src/app/main.py'): [string, string][] {
  const files = {
    version: 0,
    list: (folder: string) =>
      Object.keys(project)
        .filter((file) => file.slice(0, file.lastIndexOf('/')) === folder)
        .map((file) => file.slice(folder.length + 1)),
    read: (file: string) => (project[file] === undefined ? undefined : documentOf(project[file]!)),
  };
  return [...pinnedVersions(files, path)].sort();
}

const cases: [what: string, project: Record<string, string>, pins: [string, string][]][] = [
  [
    'exact versions of a requirements file, with extras, markers and comments',
    {
      '/p/requirements.txt':
        'torch==2.3.1\nlangchain[openai] == 0.3.2 ; python_version > "3.8"\nTyping_Extensions===4.1  # why\n# numpy==1.0\nscipy>=1.2\npandas~=2.0\njax==0.4.*\n',
    },
    [
      ['langchain', '0.3.2'],
      ['torch', '2.3.1'],
      ['typing-extensions', '4.1'],
    ],
  ],
  [
    'those of pyproject.toml, and no ranges',
    {
      '/p/pyproject.toml':
        'dependencies = ["torch==2.1", "numpy>=1.26,<2", \'keras [x]==3.4.1; os_name == "nt"\']\n',
    },
    [
      ['keras', '3.4.1'],
      ['torch', '2.1'],
    ],
  ],
  [
    'lock files',
    { '/p/uv.lock': '[[package]]\nname = "torch"\nversion = "2.5.0"\nsource = { }\n' },
    [['torch', '2.5.0']],
  ],
  [
    'package.json, but no ^ and ~',
    {
      '/p/package.json':
        '{ "dependencies": { "langchain": "0.3.2", "@tensorflow/tfjs": "4.22.0", "a": "^1.0.0" } }',
    },
    [
      ['@tensorflow/tfjs', '4.22.0'],
      ['langchain', '0.3.2'],
    ],
  ],
  [
    'the nearest folder first',
    { '/p/requirements.txt': 'torch==1.13\nkeras==3.0', '/p/src/requirements-dev.txt': 'torch==2.4' },
    [
      ['keras', '3.0'],
      ['torch', '2.4'],
    ],
  ],
  [
    'nothing where one folder says two things, not even from further above',
    {
      '/p/requirements.txt': 'torch==1.13',
      '/p/src/requirements.txt': 'torch==2.4',
      '/p/src/requirements-gpu.txt': 'torch==2.5',
    },
    [],
  ],
  ['other files', { '/p/notes.txt': 'torch==2.4', '/p/data.json': '{"torch": "2.4"}' }, []],
];

describe('pinned versions', () => {
  for (const [what, project, pins] of cases) it(what, () => assert.deepEqual(pinsOf(project), pins));

  it('knows the files by their names', () => {
    for (const name of ['requirements.txt', 'dev-requirements.txt', 'requirements_gpu.txt', 'poetry.lock'])
      assert.ok(isManifest(name), name);
    for (const name of ['requirements.md', 'a.lock', 'package-lock.json']) assert.ok(!isManifest(name), name);
  });

  it('comes to an end with hostile files', () => {
    const long = { '/p/requirements.txt': `${'a'.repeat(200_000)}\n${'a==1'.repeat(50_000)}` };
    const quotes = { '/p/pyproject.toml': '"'.repeat(200_000) + "'a[".repeat(50_000) };
    assert.deepEqual([pinsOf(long), pinsOf(quotes)], [[], []]);
  });
});
