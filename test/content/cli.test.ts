/** The built `gloss` command: what it prints and its exit codes. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'dist/cli.cjs');

function gloss(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    input,
  });
  return { status, stdout, stderr };
}

function json<T>(args: readonly string[]): T {
  const { status, stdout, stderr } = gloss(args);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as T;
}

interface Answer {
  path: string;
  line: number;
  column: number;
  endColumn: number;
  text: string;
  concept: string | null;
  role?: string;
  symbol?: string;
  kind: string | null;
  literals: Record<string, unknown>;
  cell?: number;
  error?: string;
}

describe('gloss', () => {
  let folder: string;
  let script: string;
  let notebook: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'gloss-cli-'));
    script = join(folder, 'train.py');
    writeFileSync(script, 'import torch.nn as nn\n\ncriterion = nn.CrossEntropyLoss(label_smoothing=0.15)\n');
    notebook = join(folder, 'train.ipynb');
    const cell = (source: string[]) => ({
      cell_type: 'code',
      source,
      outputs: [],
      metadata: {},
      execution_count: null,
    });
    const cells = [
      cell(['from torch import nn\n']),
      { cell_type: 'markdown', source: ['# Loss'] },
      cell(['x = 1\n', 'nn.CrossEntropyLoss(label_smoothing=0.2)']),
    ];
    writeFileSync(notebook, JSON.stringify({ cells, nbformat: 4, nbformat_minor: 5, metadata: {} }));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('resolves a keyword argument', () => {
    const answer = json<Answer>(['resolve', script, '--at', '3:35', '--json']);
    assert.deepEqual(
      { ...answer, confidence: undefined },
      {
        path: script,
        line: 3,
        column: 33,
        endColumn: 48,
        text: 'label_smoothing',
        symbol: 'py:torch.nn.CrossEntropyLoss',
        role: 'eps',
        concept: 'label-smoothing',
        kind: 'role',
        confidence: undefined,
        literals: { eps: 0.15 },
      },
    );
  });

  it('stays silent on what is no concept', () => {
    const answer = json<Answer>(['resolve', script, '--at', '3:3', '--json']);
    assert.equal(answer.concept, null);
    assert.equal(answer.text, 'criterion');
  });

  it('lists the sites of a folder, notebooks by cell', () => {
    const lines = gloss(['resolve', folder, '--all', '--jsonl'])
      .stdout.trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer);
    assert.deepEqual(
      lines.map(({ text, cell, line }) => [text, cell, line]),
      [
        ['label_smoothing', 2, 2],
        ['0.2', 2, 2],
        ['label_smoothing', undefined, 3],
        ['0.15', undefined, 3],
      ],
    );
  });

  it('reads many files by several threads, with the same answers in the same order', () => {
    const many = mkdtempSync(join(tmpdir(), 'gloss-many-'));
    try {
      const name = (i: number) => `${String(i).padStart(2, '0')}.py`;
      for (let i = 0; i < 60; i++)
        writeFileSync(
          join(many, name(i)),
          `from torch.nn import CrossEntropyLoss\nloss = CrossEntropyLoss(label_smoothing=${i / 100})\n`,
        );
      writeFileSync(join(many, '30.ipynb'), 'no notebook of label smoothing');
      const [one, three] = ['1', '3'].map((threads) =>
        gloss(['resolve', many, '--all', '--jsonl', '--threads', threads]),
      );
      assert.deepEqual(three, one);
      assert.equal(one!.status, 0);
      assert.match(one!.stderr, /^gloss: .*30\.ipynb is not a notebook: .*\n$/);
      const answers = one!.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Answer);
      assert.deepEqual(
        answers.filter(({ text }) => text === 'label_smoothing').map(({ literals }) => literals.eps),
        Array.from({ length: 60 }, (_, i) => i / 100),
      );
    } finally {
      rmSync(many, { recursive: true, force: true });
    }
  });

  for (const threads of ['0', 'all', '-1', '100'])
    it(`refuses --threads ${threads}`, () => {
      const { status, stderr } = gloss(['resolve', folder, '--all', `--threads=${threads}`]);
      assert.equal(status, 2);
      assert.match(stderr, /--threads/);
    });

  it('answers a batch in order, and goes on after a bad line', () => {
    const questions = [
      JSON.stringify({ path: script, line: 3, column: 50 }),
      '{"path": 1}',
      JSON.stringify({ path: join(folder, 'missing.py'), line: 1, column: 1 }),
      JSON.stringify({ path: notebook, line: 2, column: 25, cell: 2 }),
      JSON.stringify({ path: notebook, line: 1, column: 1, cell: 9 }),
    ];
    const { status, stdout } = gloss(['resolve', '--batch'], questions.join('\n'));
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer);
    assert.equal(status, 2);
    assert.deepEqual(
      answers.map(({ concept, literals, cell, error }) => [
        concept,
        literals?.eps,
        cell,
        error !== undefined,
      ]),
      [
        ['label-smoothing', 0.15, undefined, false],
        [undefined, undefined, undefined, true],
        [undefined, undefined, undefined, true],
        ['label-smoothing', 0.2, 2, false],
        [undefined, undefined, 9, true],
      ],
    );
  });

  it('explains a concept by id, title and API name', () => {
    for (const name of ['label-smoothing', 'Label smoothing', 'torch.nn.CrossEntropyLoss']) {
      const { status, stdout } = gloss(['explain', name]);
      assert.equal(status, 0);
      assert.match(stdout, /^# Label smoothing\n/);
    }
    assert.equal(json<{ title: string }>(['explain', 'label-smoothing', '--json']).title, 'Label smoothing');
  });

  it('searches by symptom', () => {
    const [first] = json<{ id: string }[]>(['search', 'overconfident', '--json', '--limit', '1']);
    assert.equal(first?.id, 'label-smoothing');
    assert.equal(gloss(['search', 'zzzzqqqq']).status, 1);
  });

  it('runs a demo with the values that are set', function () {
    this.timeout(120_000);
    const frame = json<{ metrics: { id: string; value: number }[]; progress: number }>([
      'demo',
      'label-smoothing',
      '--set',
      'eps=0.2',
      '--json',
    ]);
    assert.equal(frame.progress, 1);
    assert.ok(
      frame.metrics.some(({ value }) => Math.abs(value - 0.84) < 1e-6),
      'the target 1 − 0.2 + 0.2/5 is among the metrics',
    );
  });

  it('imports a raw glossary into a pack without problems, and again without a change', () => {
    const raw = join(folder, 'raw.txt');
    const out = join(folder, 'pack');
    writeFileSync(
      raw,
      'l0 attacks, l0, ai safety\n**$L_0$ Attacks** are attacks bounded by $|x|_0 leq k$.\nl0 attack, security\n**L0 Attack** is one that changes few pixels.\n',
    );
    const imported = json<{
      entries: { term: string; concept: string }[];
      merged: { why: string }[];
      doubts: { line: number; code: string; text: string }[];
    }>(['import', raw, '--out', out, '--json']);
    assert.deepEqual(
      imported.entries.map(({ concept }) => concept),
      ['l0-attacks', 'l0-attacks'],
    );
    assert.equal(imported.merged.length, 1);
    assert.deepEqual(imported.doubts.find(({ code }) => code === 'formula')?.line, 2);
    const draft = readFileSync(join(out, 'l0-attacks.md'), 'utf8');
    assert.ok(draft.includes('$\\|x\\|_0 \\leq k$'), draft);
    assert.deepEqual(json(['pack', 'check', out, '--json']), { pack: 'pack', concepts: 1, problems: [] });
    assert.equal(gloss(['import', raw, '--out', out]).status, 0);
    assert.equal(readFileSync(join(out, 'l0-attacks.md'), 'utf8'), draft);
    writeFileSync(join(out, 'l0-attacks.md'), draft.replace('category: ', 'category: x'));
    const checked = gloss(['pack', 'check', out]);
    assert.equal(checked.status, 1);
    assert.match(checked.stdout, /l0-attacks\.md:3:\d+: error: category: must be one of/);
  });

  const mistakes: readonly (readonly [
    name: string,
    args: readonly string[],
    status: number,
    says: RegExp,
  ])[] = [
    ['no command', [], 2, /usage/],
    ['an unknown command', ['frobnicate'], 2, /unknown command 'frobnicate'/],
    ['a command called like a property of objects', ['constructor'], 2, /unknown command/],
    ['a command to come', ['check', 'x.py'], 2, /not yet/],
    ['an unknown option', ['search', 'x', '--nope'], 2, /--nope/],
    ['an unknown concept', ['explain', 'frobnication'], 1, /no concept is called/],
    ['an unknown demo', ['demo', 'frobnication'], 1, /no demo is called/],
    ['an unknown control', ['demo', 'label-smoothing', '--set', 'zeta=1'], 2, /sets no control/],
    [
      'a value of the wrong kind',
      ['demo', 'label-smoothing', '--set', 'eps=much'],
      2,
      /no value for a control/,
    ],
    ['a missing file', ['resolve', 'no/such/file.py', '--at', '1:1'], 2, /no\/such\/file\.py/],
    ['a position that is none', ['resolve', 'README.md', '--at', 'x'], 2, /LINE:COLUMN/],
    ['an import without a folder', ['import', 'README.md'], 2, /usage: gloss import/],
    ['a raw text that is missing', ['import', 'no/such.txt', '--out', 'x'], 2, /no such file: no\/such\.txt/],
    ['a pack that is missing', ['pack', 'check', 'no/such'], 2, /no such folder: no\/such/],
    ['a limit that is none', ['search', 'x', '--limit', '0'], 2, /--limit/],
  ];
  for (const [name, args, status, says] of mistakes) {
    it(`answers ${name} with one clear line and exit ${status}`, () => {
      const answer = gloss(args);
      assert.equal(answer.status, status);
      assert.match(answer.stderr, says);
      assert.equal(answer.stdout, '');
    });
  }
});
