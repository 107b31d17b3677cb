import assert from 'node:assert/strict';
import { formatOf, splitText } from '../../../src/importer/split';
import type { RawEntry } from '../../../src/importer/entry';

async function split(text: string, fileName: string): Promise<{ entries: RawEntry[]; doubts: string[] }> {
  async function* chunks() {
    yield await Promise.resolve(text);
  }
  const entries: RawEntry[] = [];
  const doubts: string[] = [];
  const report = (line: number, code: string) => void doubts.push(`${line} ${code}`);
  for await (const batch of splitText(chunks(), fileName, report)) entries.push(...batch);
  return { entries, doubts };
}

const shown = ({ term, aliases, category, line, body }: RawEntry) =>
  [line, term, aliases.join('+'), category ?? '', body.join(' / ')].join('|');

const cases: [what: string, fileName: string, text: string, entries: string[], doubts: string[]][] = [
  [
    'bold terms under letters',
    'a.md',
    '# Glossary\n\n## A\n\n**Accuracy**: share of right answers.\nMore of it.\n\n**AUC (area under the curve):** an area.\n\n## B\n**Bias** - a constant.\n',
    [
      '5|Accuracy|||share of right answers. / More of it. / ',
      '8|AUC|area under the curve||an area. / ',
      '11|Bias|||a constant.',
    ],
    ['1 section', '3 section', '10 section'],
  ],
  [
    'items of a list, with a section and a title underlined',
    'a.md',
    'My words\n-----\n- Epoch: one pass.\n- Example: one row.\n- Parameters:\n    - learned ones\n\nOther resources\n-------\n- nothing here\n',
    ['3|Epoch|||one pass.', '4|Example|||one row.', '5|Parameters|||    - learned ones /  / Other resources'],
    ['1 before-first', '10 before-first'],
  ],
  [
    'dashes',
    'a.txt',
    'Argmax – the place of the largest.\n\nBERT – a language model, masked.\n',
    ['1|Argmax|||the place of the largest. / ', '3|BERT|||a language model, masked.'],
    [],
  ],
  [
    'headings of Markdown with sections above and below',
    'a.md',
    '# Words\n## A\n### attention mask\nHides tokens.\n#### Example\nx\n### autoencoder\n## B\n### backbone / trunk\nThe body.\n',
    ['3|attention mask|||Hides tokens. / #### Example / x', '9|backbone|trunk||The body.'],
    ['1 section', '2 section', '7 empty', '8 section'],
  ],
  [
    'CSV with quotes over lines',
    'a.csv',
    'Term,Definition,Category,Synonyms\nGAN,"Two nets, one ""critic"".\nSecond line.",generative,adversarial net; adversarial network\nEmpty,,x,\n',
    ['2|GAN|adversarial net+adversarial network|generative|Two nets, one "critic". / Second line.'],
    ['4 empty'],
  ],
  [
    'TSV without a name for it',
    'words.txt',
    'name\tdescription\nloss\tWhat is minimized.\n',
    ['2|loss|||What is minimized.'],
    [],
  ],
  [
    'a table of Markdown',
    'a.md',
    '# T\n\nTerm | Definition | Field\n---- | --- | ---\nArray | A row of values | data\nEpoch ||\n',
    ['5|Array||data|A row of values'],
    ['1 before-first', '6 empty'],
  ],
  [
    'JSON: a list of objects',
    'a.json',
    '[\n {"term": "LLM (large language model)", "definition": "Predicts text.", "aliases": ["lm"], "category": "nlp"},\n {"term": "x"}\n]',
    ['2|LLM|large language model+lm|nlp|Predicts text.'],
    ['3 empty'],
  ],
  [
    'JSON: from term to text',
    'a.json',
    '{"relu": "Cuts below zero.", "gelu": {"definition": "Smoother."}, "n": 3}',
    ['1|relu|||Cuts below zero.', '1|gelu|||Smoother.'],
    ['1 empty'],
  ],
];

describe('splitText', () => {
  for (const [what, fileName, text, entries, doubts] of cases)
    it(`reads ${what}`, async () => {
      const found = await split(text, fileName);
      assert.deepEqual(found.entries.map(shown), entries);
      assert.deepEqual(found.doubts, doubts);
    });

  const headings: [line: string, below: string, isHeading: boolean][] = [
    ['l0 attacks, l0, ai safety', '**$L_0$ Attacks** are attacks on few pixels.', true],
    ['f-divergence, f, statistics', 'An f-divergence is a distance.', true],
    ['layer-wise relevance propagation, lrp, explainable ai', '**LRP** spreads relevance.', true],
    ['soft labels,label noise,smoothing', '**Soft Labels** are labels.', true],
    ['from langchain_openai import ChatOpenAI, OpenAIEmbeddings', 'from langchain import x', false],
    ['z ~ N(mu, sigma), with a trick', 'dz/dt = f(z, t)', false],
    ['p(x, y), q(x, y)', 'p(x, y) is a density.', false],
    ['Total variation, Hellinger, and KL are members', 'Total variation is one.', false],
    ['- item one, item two', '**Item one** is here.', false],
    ['x, y = f(a), g(b)', 'x, y = 1, 2', false],
    ['| a, b | c, d |', '| a | b |', false],
  ];
  for (const [line, below, isHeading] of headings)
    it(`${isHeading ? 'takes' : 'leaves'} '${line}'`, async () => {
      const first = 'alpha fusion, methods\n**Alpha Fusion** is a method.\n';
      const { entries } = await split(`${first}${line}\n${below}\nIt goes on.\n`, 'a.txt');
      assert.equal(entries.length, isHeading ? 2 : 1);
    });

  it('tells the format by the text', () => {
    assert.deepEqual(formatOf(['a, b'], 'x.csv'), { kind: 'table', delimiter: ',' });
    assert.deepEqual(formatOf(['a; b'], 'x.csv'), { kind: 'table', delimiter: ';' });
    assert.deepEqual(formatOf([], 'x.txt'), { kind: 'headings' });
  });
});
