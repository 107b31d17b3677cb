import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { hoverCard } from '../../../src/card/card';
import { changeText } from '../../../src/card/change';
import { counterpart } from '../../../src/card/counterpart';
import { highestCard, textHeight } from '../../../src/card/layout';
import { createCatalog } from '../../../src/catalog/catalog';
import { parseConceptFile } from '../../../src/catalog/concept-file';
import type { Match } from '../../../src/catalog/match';
import { Resolver } from '../../../src/resolver/resolver';
import { palettes } from '../../../src/util/palettes';

const file = 'concepts/label-smoothing.md';
const catalog = createCatalog([parseConceptFile(readFileSync(file, 'utf8'), file).entry!]);
const grammars = {
  read: (name: string) =>
    readFile(
      name === 'runtime'
        ? 'node_modules/web-tree-sitter/web-tree-sitter.wasm'
        : `node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`,
    ),
};

const torch = 'import torch.nn as nn\n';
const optax = 'import optax\n';

/** A bar stands in the hovered word; the answer is what changed. */
const cases: [name: string, here: string, there: string, changed: string | undefined][] = [
  [
    'a value',
    `${torch}nn.CrossEntropyLoss(label_smo|othing=0.3)`,
    `${torch}nn.CrossEntropyLoss(label_smoothing=0.1)`,
    'label_smoothing 0.1 → 0.3',
  ],
  [
    'a value, hovered itself',
    `${torch}nn.CrossEntropyLoss(label_smoothing=0.|3)`,
    `${torch}nn.CrossEntropyLoss(label_smoothing=0.1)`,
    'label_smoothing 0.1 → 0.3',
  ],
  [
    'a value that moved to another line',
    `${torch}import os\n\nx = 1\nnn.CrossEntropyLoss(label_smo|othing=0.3)`,
    `${torch}nn.CrossEntropyLoss(label_smoothing=0.1)`,
    'label_smoothing 0.1 → 0.3',
  ],
  [
    'a positional value',
    `${optax}optax.smooth_labels(y, 0.|2)`,
    `${optax}optax.smooth_labels(y, 0.1)`,
    'alpha 0.1 → 0.2',
  ],
  [
    'the second of two',
    `${torch}nn.CrossEntropyLoss(label_smoothing=0.1)\nnn.CrossEntropyLoss(label_smo|othing=0.3)`,
    `${torch}nn.CrossEntropyLoss(label_smoothing=0.1)\nnn.CrossEntropyLoss(label_smoothing=0.2)`,
    'label_smoothing 0.2 → 0.3',
  ],
  [
    'one beside a new one',
    `${torch}a = nn.CrossEntropyLoss(label_smoothing=0.1)\nb = nn.CrossEntropyLoss(label_smo|othing=0.3)`,
    `${torch}b = nn.CrossEntropyLoss(label_smoothing=0.2)`,
    'label_smoothing 0.2 → 0.3',
  ],
  [
    'one of a list that grew',
    `${torch}f(nn.CrossEntropyLoss(label_smoothing=0.1))\nf(nn.CrossEntropyLoss(label_smo|othing=0.3))`,
    `${torch}f(nn.CrossEntropyLoss(label_smoothing=0.2))`,
    undefined,
  ],
  [
    'nothing where it is the same',
    `${torch}nn.CrossEntropyLoss(label_smo|othing=0.10)`,
    `${torch}nn.CrossEntropyLoss(label_smoothing=0.1)`,
    undefined,
  ],
  [
    'nothing where the other side has none',
    `${torch}nn.CrossEntropyLoss(label_smo|othing=0.3)`,
    `${torch}nn.CrossEntropyLoss()`,
    undefined,
  ],
  [
    'nothing where the other side has another API',
    `${torch}nn.CrossEntropyLoss(label_smo|othing=0.3)`,
    `${torch}nn.functional.cross_entropy(x, y, label_smoothing=0.1)`,
    undefined,
  ],
];

describe('a place in two versions of a document', () => {
  const resolver = new Resolver(grammars);
  before(() => resolver.load('python'));
  after(() => resolver.dispose());

  function versions(here: string, there: string): { match: Match; other: Match | undefined } {
    const at = here.indexOf('|');
    const document = (uri: string, text: string) =>
      resolver.analyze({ uri, version: 1, languageId: 'python', text });
    resolver.forget('here');
    resolver.forget('there');
    const ours = document('here', here.replace('|', ''));
    const theirs = document('there', there);
    const match = catalog.lookup(ours.siteAt(at)!, ours)!;
    return { match, other: counterpart(match, ours, theirs, catalog) };
  }

  for (const [name, here, there, changed] of cases)
    it(`shows ${name}`, () => {
      const { match, other } = versions(here, there);
      assert.equal(other && changeText({ before: other, after: match }), changed);
    });

  it('is one card with both pictures and one sentence, within its height', () => {
    const { match, other } = versions(cases[0]![1], cases[0]![2]);
    const change = { before: other!, after: match };
    const card = hoverCard({ match, palette: palettes.dark, known: false, change });
    assert.match(card.verdict!.text, /^label_smoothing 0\.1 → 0\.3 · 0\.3 is unusual/);
    assert.match(card.picture!.text, /^Before: Target.*0\.91.*After: Target.*0\.73/);
    assert.equal(card.picture!.svg.match(/<svg /g)!.length, 3);
    assert.ok(textHeight(card) + card.picture!.height <= highestCard);
  });

  it('is the ordinary card where nothing changed', () => {
    const { match } = versions(cases[0]![1], cases[0]![2]);
    const plain = hoverCard({ match, palette: palettes.dark, known: false });
    const same = hoverCard({
      match,
      palette: palettes.dark,
      known: false,
      change: { before: match, after: match },
    });
    assert.deepEqual(same, plain);
  });
});
