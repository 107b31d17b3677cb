import assert from 'node:assert/strict';
import { occurrences } from '../../../src/catalog/occurrences';
import { parseSnippetFile } from '../../../src/catalog/snippet';

const file = 'snippets/torch/ls-torch.py';
const text = `# concept: label-smoothing
# prefix: ls-torch
# description: Cross-entropy on smoothed labels
# needs: torch >= 1.10
# placeholders: {label_smoothing=0.1: [0.1, 0.05], weight: }

# --- setup
import torch
from torch import nn
weight = torch.ones(5)

# --- snippet

criterion = nn.CrossEntropyLoss(weight, label_smoothing=0.1)

# --- test
assert criterion.label_smoothing == 0.1
`;

describe('parseSnippetFile', () => {
  it('reads the four parts', () => {
    const { snippet, problems } = parseSnippetFile(text, file);
    assert.deepEqual(problems, []);
    assert.deepEqual(snippet, {
      id: 'torch/ls-torch',
      framework: 'torch',
      concept: 'label-smoothing',
      also: [],
      prefix: ['ls-torch'],
      description: 'Cross-entropy on smoothed labels',
      needs: [{ package: 'torch', version: '1.10' }],
      position: 'statement',
      placeholders: [
        { text: '0.1', after: 'label_smoothing=', choices: ['0.1', '0.05'] },
        { text: 'weight', after: '', choices: ['weight'] },
      ],
      run: 'full',
      language: 'python',
      imports: ['import torch', 'from torch import nn'],
      body: 'criterion = nn.CrossEntropyLoss(weight, label_smoothing=0.1)',
      file,
    });
  });

  it('offers first what the test ran with', () => {
    const { snippet } = parseSnippetFile(text.replace('[0.1, 0.05]', '[0.05, 0.1, 0.2]'), file);
    assert.deepEqual(snippet?.placeholders[0]?.choices, ['0.1', '0.05', '0.2']);
  });

  it('reads a TypeScript file with CRLF line ends and a byte order mark', () => {
    const source =
      "\uFEFF// concept: label-smoothing\r\n// prefix: [ls-tfjs, smooth]\r\n// description: 'Smoothed: TF.js'\r\n" +
      "// run: compile\r\n// --- setup\r\nimport * as tf from '@tensorflow/tfjs';\r\n// --- snippet\r\nconst x = 1;\r\n";
    const { snippet, problems } = parseSnippetFile(source, 'snippets/tfjs/ls-tfjs.ts');
    assert.deepEqual(problems, []);
    assert.equal(snippet?.language, 'typescript');
    assert.deepEqual(snippet?.prefix, ['ls-tfjs', 'smooth']);
    assert.equal(snippet?.description, 'Smoothed: TF.js');
    assert.deepEqual(snippet?.imports, ["import * as tf from '@tensorflow/tfjs';"]);
    assert.equal(snippet?.body, 'const x = 1;');
  });

  const defects: [name: string, from: string, to: string, line: number, column: number, message: RegExp][] = [
    ['a missing field', '# prefix: ls-torch\n', '', 1, 1, /lacks 'prefix'/],
    ['an unknown field', '# needs:', '# need:', 4, 3, /knows no 'need'/],
    ['a wrong choice', '# needs: torch >= 1.10', '# run: often', 4, 3, /full, construct, compile/],
    ['YAML that does not parse', '# needs: torch >= 1.10', '# needs: [torch', 5, 3, /not valid YAML/],
    ['code in the header', '# needs: torch >= 1.10', 'import torch', 4, 1, /Only comments/],
    ['a choice that is not offered', '[0.1, 0.05]', '[0.2, 0.05]', 5, 3, /'0\.1' must be one of its choices/],
    ['an unused placeholder', 'weight: }', 'alpha: }', 1, 1, /'alpha' does not occur/],
    ['an import over two lines', 'import torch\n', 'import torch, \\\n', 8, 1, /on one line/],
    ['no snippet part', '# --- snippet', '# ---', 1, 1, /missing or empty/],
    ['a part that stands twice', '# --- test', '# --- setup', 16, 1, /out of order/],
  ];
  for (const [name, from, to, line, column, message] of defects)
    it(`names ${name} with its place`, () => {
      const { snippet, problems } = parseSnippetFile(text.replace(from, to), file);
      assert.equal(snippet, undefined);
      const problem = problems.find((p) => message.test(p.message));
      assert.ok(problem, JSON.stringify(problems));
      assert.deepEqual([problem.line, problem.column, problem.file], [line, column, file]);
    });

  for (const bad of ['ls-torch.py', 'snippets/torch/LS.py', 'snippets/torch/ls.exe', ''])
    it(`refuses the path '${bad}'`, () => {
      assert.match(parseSnippetFile(text, bad).problems[0]?.message ?? '', /snippets\/<framework>/);
    });

  for (const hostile of [
    '',
    '\0',
    '# a: &a [*a]',
    '# '.repeat(20_000),
    `# x: ${'['.repeat(30_000)}`,
    '# __proto__: 1',
  ])
    it(`survives ${JSON.stringify(hostile.slice(0, 20))}`, () => {
      assert.equal(parseSnippetFile(hostile, file).snippet, undefined);
    });
});

describe('occurrences', () => {
  const cases: [code: string, text: string, after: string, starts: number[]][] = [
    ['f(0.1, 0.15, 10.1, a0.1)', '0.1', '', [2]],
    ['x.eps + eps.y + eps', 'eps', '', [8, 16]],
    ['f(a=1, b=1)', '1', 'b=', [9]],
    ["t('mean')", "'mean'", '', [2]],
  ];
  for (const [code, text, after, starts] of cases)
    it(`finds ${after}${text} in ${code}`, () => assert.deepEqual(occurrences(code, text, after), starts));
});
