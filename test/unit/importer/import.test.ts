import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConceptFile } from '../../../src/catalog/concept-file';
import { importText, type Imported } from './ports';

const byHand = readFileSync(join(import.meta.dirname, '../../fixtures/importer/by-hand.txt'), 'utf8');

const doubts = ({ doubts: all }: Imported, code: string) => all.filter((doubt) => doubt.code === code);

describe('importGlossary', () => {
  let result: Imported;
  before(async () => {
    result = await importText(byHand, {
      known: [{ id: 'dropout-rate', title: 'Dropout', words: ['dropout rate'] }],
    });
  });

  it('finds every entry and nothing else', () => {
    const terms = result.entries.map(({ term }) => term);
    assert.deepEqual(terms, [
      'gradient clipping',
      'dropout',
      'spatial dropout',
      'k-means',
      'f-divergence',
      'p-values',
      'epsilon-greedy exploration',
      'generative adversarial network',
      'gan',
      'softmax temperature',
      'cosine annealing',
      'mixup',
      'weight decay',
      'l2 regularization',
      'batch normalization',
      'batch normalizations',
      'attention sink',
      'speculative decoding',
      'low-rank adaptation',
      'retrieval augmented generation',
      'mean average precision',
      'expected calibration error',
      'differential privacy',
      'federated averaging',
      'graph attention',
      'neural tangent kernel',
      'score matching',
      'positional encoding',
      'beam search',
      'perplexity',
      'early stopping',
      'wafer map',
    ]);
  });

  it('writes files that fit the format', () => {
    for (const [name, text] of result.files) {
      const { entry, problems } = parseConceptFile(text, name);
      assert.deepEqual(problems, [], name);
      assert.equal(entry?.draft, true);
    }
    assert.equal(result.files.size, result.concepts);
  });

  it('merges a plural and a short form, and says why', () => {
    const why = result.merged.map(({ concept, why: reason }) => `${concept}: ${reason}`);
    assert.equal(why.length, 2, why.join('\n'));
    assert.match(why.join('\n'), /generative-adversarial-network: .*short form/);
    assert.match(why.join('\n'), /batch-normalization: .*number only/);
  });

  it('keeps keywords apart from other names', () => {
    assert.match(
      doubts(result, 'keyword')
        .map(({ text }) => text)
        .join('\n'),
      /'learning rate schedule', 'warm restarts'/,
    );
    assert.match(
      doubts(result, 'apart')
        .map(({ text }) => text)
        .join('\n'),
      /'weight decay' and 'l2 regularization' \(line \d+\) are kept apart/,
    );
    const lora = parseConceptFile(result.files.get('low-rank-adaptation.md')!, 'low-rank-adaptation.md');
    assert.deepEqual(lora.entry?.words, ['low-rank adaptation', 'lora']);
  });

  const formulas: [file: string, tex: string][] = [
    ['gradient-clipping', '$g = \\nabla_\\theta L$'],
    ['f-divergence', '\\left(\\frac{p(x)}{q(x)}\\right)$'],
    ['softmax-temperature', '\\frac{\\exp(z_i /\\tau)}{\\sum_j \\exp(z_j /\\tau)}'],
    ['low-rank-adaptation', '$B \\in \\mathbb{R}^{d \\times r}$'],
    ['neural-tangent-kernel', "\\langle \\nabla_\\theta f(x), \\nabla_\\theta f(x') \\rangle$"],
    ['score-matching', '$s_\\theta(x) \\approx \\nabla_x \\log p(x)$'],
    ['graph-attention', 'a^\\top'],
    ['beam-search', 'about $5 per million tokens on a rented card, or $50M for'],
  ];
  for (const [id, tex] of formulas)
    it(`has the formula of ${id}`, () =>
      assert.ok(result.files.get(`${id}.md`)!.includes(tex), result.files.get(`${id}.md`)));

  it('gives Python its indentation back and says where it guessed', () => {
    const rag = result.files.get('retrieval-augmented-generation.md')!;
    assert.ok(
      rag.includes(
        'class Retriever:\n    def search(self, query, k):\n        return self.index.query(query)[:k]\n    def add(self, passage):',
      ),
      rag,
    );
    assert.ok(rag.includes('```\n\nThe passages should be cited.'), rag);
    assert.ok(result.files.get('mixup.md')!.includes('```python\nimport torch\nlam ='));
    assert.equal(doubts(result, 'indentation').length, 1);
    assert.deepEqual(doubts(result, 'code'), []);
  });

  it('links to a concept that is there already', () => {
    assert.match(doubts(result, 'built-in')[0]!.text, /'dropout-rate'/);
    assert.match(result.files.get('dropout.md')!, /related:\n {2}- dropout-rate/);
  });

  it('loses no line', () => {
    const all = [...result.files.values()].join('\n').replace(/[^\p{L}\p{N}]+/gu, '');
    const told = new Set(result.doubts.map(({ line }) => line));
    for (const [i, line] of byHand.split('\n').entries()) {
      const isHeading = result.entries.some((entry) => entry.line === i + 1);
      if (isHeading || line.includes('$') || /^abla|^ight|^angle|^\|-/.test(line)) continue;
      assert.ok(
        told.has(i + 1) || all.includes(line.replace(/[^\p{L}\p{N}]+/gu, '')),
        `line ${i + 1}: ${line}`,
      );
    }
  });

  it('gives the same in any pieces, and again', async () => {
    for (const size of [7, 64, byHand.length]) {
      const other = await importText(byHand, {
        size,
        known: [{ id: 'dropout-rate', title: 'Dropout', words: [] }],
      });
      assert.deepEqual([...other.files], [...result.files]);
    }
  });

  it('leaves a file that a person edited, and writes nothing that is there already', async () => {
    const files = new Map(result.files);
    const edited = files.get('perplexity.md')!.replace('draft: true', 'draft: false');
    files.set('perplexity.md', edited);
    const written: string[] = [];
    const again = await importText(byHand, {
      known: [{ id: 'dropout-rate', title: 'Dropout', words: [] }],
      target: {
        read: (name) => Promise.resolve(files.get(name)),
        write: (name) => Promise.resolve(void written.push(name)),
      },
    });
    assert.deepEqual(written, []);
    assert.match(doubts(again, 'edited')[0]!.text, /perplexity\.md was edited/);
  });

  it('stops between two files', async () => {
    let asked = 0;
    const stopped = await importText(byHand, { isCancelled: () => ++asked > 20 });
    assert.equal(stopped.isCancelled, true);
    assert.ok(stopped.files.size < result.files.size);
    const { files } = await importText(byHand);
    for (const [name, text] of stopped.files) assert.equal(text, files.get(name));
  });

  it('leaves comments in code alone where entries are merged', async () => {
    const entry = (category: string) =>
      `soft gating, ${category}\n**Soft Gating** is a method.\n**How**\n\`\`\`python\n# one comment\nx = 1\n\`\`\`\n`;
    const { files } = await importText(entry('methods') + entry('layers'));
    const draft = files.get('soft-gating.md')!;
    assert.equal(draft.match(/^# one comment$/gm)?.length, 2, draft);
    assert.equal(draft.match(/^### How$/gm)?.length, 2);
  });

  it('marks a line that stands in three entries', async () => {
    const line = 'Better methods make decisions more reliable and their impact easier to measure.';
    const text = ['alpha fusion', 'beta pruning', 'gamma gating']
      .map(
        (term) =>
          `${term}, methods\n**${term}** is one of three methods that nobody has heard of.\n- ${line}\n`,
      )
      .join('');
    const marked = await importText(text);
    assert.match(marked.files.get('alpha-fusion.md')!, /measure\. \*\(in 3 entries\)\*/);
    assert.equal(doubts(marked, 'boilerplate').length, 3);
  });
});
