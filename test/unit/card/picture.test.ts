import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { pictureOf, type SizedPicture } from '../../../src/card/picture';
import { parseConceptFile } from '../../../src/catalog/concept-file';
import type { Entry } from '../../../src/catalog/entry';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';
import { exampleMatch } from '../../../tools/example-matches';

describe('a picture that is asked for again', () => {
  let entry: Entry;
  before(async () => {
    const file = 'concepts/layer-normalization.md';
    entry = parseConceptFile(await readFile(file, 'utf8'), file).entry!;
  });
  const at = (value: LiteralValue, palette = palettes.dark, height = 60): SizedPicture | undefined =>
    pictureOf(exampleMatch(entry, 'eps', value), palette, 480, height);

  it('is the same where everything is', () => {
    assert.ok(at(1e-5));
    assert.equal(at(1e-5), at(1e-5));
  });

  it('is another one for another value, theme or size', () => {
    const pictures = [at(1e-5), at(0.5), at(1e-5, palettes.light), at(1e-5, palettes.dark, 50)];
    assert.equal(new Set(pictures.map((picture) => picture?.svg)).size, pictures.length);
  });

  it('does not take a value that is not finite for none', () => {
    assert.ok(at(null));
    assert.equal(at(Infinity), undefined);
    assert.ok(at(null));
    assert.equal(at(NaN), undefined);
  });

  it('stays the same when many others were drawn', () => {
    const first = at(1e-5)?.svg;
    for (let i = 1; i < 150; i++) at(i * 1e-7);
    assert.equal(at(1e-5)?.svg, first);
  });
});
