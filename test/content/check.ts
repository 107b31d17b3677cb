/** How each check on content is tested: the project's own content passes it, and a broken copy does not. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { conceptFile, loadContent, type Check, type Content } from '../../tools/checks/content';
import { readTables } from '../../tools/symbols/tables';

const root = fileURLToPath(new URL('../..', import.meta.url));
let loaded: Promise<Content> | undefined;

/** A small concept that passes every check but that for the length of its article. */
export const concept = `---
title: Dropout
category: regularization
summary: Sets a random share of the activations to zero while training.
formula: 'y = \\frac{m \\odot x}{1 - p}'
symbols: [{ tex: p, means: share of activations that are dropped, role: p }]
names:
  - symbol: py:torch.nn.Dropout
    kind: class
    roles: { p: { keyword: p, position: 0, default: 0.5 } }
keys: [dropout]
words: [dropout]
worked:
  given: { p: { default: 0.5 } }
  lines: ['keeps {1 - p}, scales by {1/(1 - p)}']
limits:
  - { role: p, type: float, hard: '[0, 1]', usual: '[0.1, 0.5]', source: srivastava2014 }
rules:
  - { id: all, when: p == 1, level: error, say: 'With {p} nothing is left.', source: derived }
sources:
  - { id: srivastava2014, cite: 'Srivastava et al. 2014', url: 'https://jmlr.org/papers/v15/srivastava14a.html' }
---

## Idea

Each unit is kept with probability $1-p$. The paper drops 0.5 of hidden units [@srivastava2014].

| p | scale |
|---|---|
| none | one |
`;

export const snippet = `# concept: dropout
# prefix: do-torch
# description: A dropout layer
# needs: torch

# --- setup
from torch import nn

# --- snippet
layer = nn.Dropout(0.5)
`;

const noMoves: Content['moves'] = { text: '', moves: [], proofs: {} };
const unproved = { 'py:composer': 'needs an older PyTorch' };

/** What the packages of the small concept hold. */
const tables = readTables([
  {
    file: 'torch.py.txt',
    text: [
      'package\ttorch\t2.15.0',
      'class\ttorch.nn.Dropout\t<torch.nn.Module\tp=0.5\tinplace=False',
      'class\ttorch.nn.Module\t*args\t**kwargs',
      '.\ttrain\tmode=True',
      'def\ttorch.nn.functional.dropout\tinput\tp=0.5\ttraining=True\t*\tinplace=False',
      'def\ttorch.bound\tx\tlow=-inf\thigh=inf',
      'from\ttorch.nn.modules.dropout\ttorch.nn\tDropout',
    ].join('\n'),
  },
  {
    file: 'transformers.py.txt',
    text: [
      'package\ttransformers\t5.23.0',
      'class\ttransformers.models.llama.modeling_llama.LlamaRMSNorm\thidden_size\teps=1e-06',
    ].join('\n'),
  },
]);

export interface Bad {
  readonly title: string;
  /** Replaced text of \`concept\`, or of \`snippet\` where \`in\` says so. */
  readonly replace: readonly [string, string];
  readonly in?: 'snippet';
  /** A further file beside dropout.md. */
  readonly beside?: { readonly file: string; readonly text: string };
  readonly records?: Content['records'];
  readonly moves?: Content['moves'];
  /** Code, file and 1-based line of the one problem that is expected. */
  readonly problem: readonly [code: string, file: string, line: number];
  /** What its message says. */
  readonly says: RegExp;
}

/** Tests a check on the project's own content and on broken content. */
export function testCheck(name: string, check: Check, bad: readonly Bad[]): void {
  describe(`check: ${name}`, function () {
    this.timeout(120_000);

    it('passes all content', async () => {
      loaded ??= loadContent(root);
      const problems = await check(await loaded);
      const lines = problems.map((problem) => `${problem.file}:${problem.line}: ${problem.message}`);
      assert.deepEqual(lines, []);
    });

    for (const { title, replace, problem, says, ...rest } of bad) {
      it(`fails: ${title}`, async () => {
        const problems = await check(broken(replace, rest));
        const places = problems.map((found) => [found.code, found.file, found.line]);
        assert.deepEqual(places, [problem], problems.map((found) => found.message).join('\n'));
        assert.match(problems[0]!.message, says);
      });
    }
  });
}

function broken(
  [from, to]: Bad['replace'],
  { in: where, beside, records, moves = noMoves }: Partial<Bad>,
): Content {
  const original = where === 'snippet' ? snippet : concept;
  assert.ok(original.includes(from), `'${from}' stands in the sound file`);
  const changed = original.replace(from, () => to);
  const concepts = [conceptFile('concepts/dropout.md', where === 'snippet' ? concept : changed)];
  if (beside) concepts.push(conceptFile(beside.file, beside.text));
  const file = { file: 'snippets/torch/do-torch.py', text: changed };
  return {
    concepts,
    snippets: where === 'snippet' ? [file] : [],
    records: records ?? {},
    tables,
    unproved,
    moves,
  };
}
