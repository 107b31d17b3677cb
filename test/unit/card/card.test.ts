import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { hoverCard } from '../../../src/card/card';
import type { HoverCard } from '../../../src/card/hover-card';
import { highestCard, textHeight } from '../../../src/card/layout';
import { shortCite } from '../../../src/card/words';
import { parseConceptFile } from '../../../src/catalog/concept-file';
import type { Entry } from '../../../src/catalog/entry';
import type { Match } from '../../../src/catalog/match';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';
import { exampleMatch } from '../../../tools/example-matches';

const palette = palettes.dark;
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="170" height="15"/>';

describe('the card of label smoothing', () => {
  let entry: Entry;
  before(async () => {
    const file = 'concepts/label-smoothing.md';
    const parsed = parseConceptFile(await readFile(file, 'utf8'), file);
    entry = { ...parsed.entry!, formulaImage: { svg, width: 170, height: 15 } };
  });
  const card = (match: Match, known = false): HoverCard => hoverCard({ match, palette, known });
  const at = (role: string, value?: LiteralValue): HoverCard => card(exampleMatch(entry, role, value));

  it('computes with the number of the code', () => {
    const { worked, verdict, picture } = at('eps', 0.1);
    assert.deepEqual(worked, ['(1 − 0.1)·y + 0.1/10 → 0.91 for the true class, 0.01 for each other']);
    assert.deepEqual(verdict, { level: 'usual', text: '0.1 is usual (0.05 – 0.2; Szegedy et al. 2016)' });
    assert.match(picture!.text, /^Target over 10 classes: 0.91 for the true class, 0.01 for each other/);
    assert.ok(picture!.width <= 480 && picture!.height <= 70);
  });

  it('offers to insert only where there are snippets', () => {
    assert.deepEqual(card(exampleMatch(entry, 'eps')).actions, ['explain', 'demo', 'know']);
    const { actions } = card(exampleMatch({ ...entry, hasSnippets: true }, 'eps'));
    assert.deepEqual(actions, ['explain', 'demo', 'insert', 'know']);
  });

  const verdicts: readonly (readonly [value: LiteralValue, level: string, text: RegExp])[] = [
    [0.05, 'usual', /^0.05 is usual/],
    [0.25, 'info', /^0.25 is unusual; usual is 0.05 – 0.2/],
    [0.5, 'warning', /^0.5 is strong smoothing/],
    [1, 'error', /uniform/],
    [1.5, 'error', /Above 1/],
    [-0.1, 'error', /negative value does not smooth/],
  ];
  for (const [value, level, text] of verdicts)
    it(`judges ${value}: ${level}`, () => {
      const { verdict } = at('eps', value);
      assert.equal(verdict?.level, level);
      assert.match(verdict.text, text);
    });

  it('names a default as such', () => {
    const { verdict } = at('eps');
    assert.deepEqual(verdict, {
      level: 'info',
      text: '0 is the default here; usual: 0.05 – 0.2; Szegedy et al. 2016',
    });
  });

  it('has no picture for a value that is no probability, and still says what is wrong', () => {
    for (const value of [-0.1, 1.5, Infinity]) {
      const { picture, verdict } = at('eps', value);
      assert.deepEqual([picture, verdict?.level], [undefined, 'error']);
    }
  });

  it('follows the convention of the API', () => {
    const values = {
      moved: { value: 0.1, from: 'code' },
      num_classes: { value: 10, from: 'concept' },
    } as const;
    const { picture } = card({ ...exampleMatch(entry, 'moved', 0.1), values });
    assert.match(picture!.text, /0.9 for the true class, 0.01111 for each other/);
  });

  it('says nothing of a number that it could not read', () => {
    const match = exampleMatch(entry, 'eps', 0.1);
    const range = { start: 0, end: 9 };
    const call = {
      callee: { text: 'CrossEntropyLoss', range },
      args: [{ keyword: 'label_smoothing', range, valueRange: range }],
      open: false,
      range,
    };
    const { worked, picture, verdict } = card({ ...match, values: {}, site: { ...match.site, call } });
    assert.deepEqual([worked, picture], [[], undefined]);
    assert.deepEqual(verdict, { level: 'info', text: 'Usual: 0.05 – 0.2; Szegedy et al. 2016' });
  });

  it('calls its own numbers an example where there is no code', () => {
    const match = { ...exampleMatch(entry), name: undefined, role: undefined };
    const { worked } = card({
      ...match,
      values: { eps: { value: 0.1, from: 'concept' }, num_classes: { value: 10, from: 'concept' } },
    });
    assert.match(worked[0]!, /^e\.g\. .*0\.91/);
  });

  it('is a title and two links where the user knows the concept', () => {
    const folded = card(exampleMatch(entry, 'eps', 0.1), true);
    assert.deepEqual(folded.actions, ['explain', 'unknow']);
    assert.deepEqual(
      [folded.folded, folded.worked, folded.picture, folded.verdict],
      [true, [], undefined, undefined],
    );
  });

  it('draws nothing where the user wants no pictures', () => {
    const match = exampleMatch(entry, 'eps', 0.1);
    const { picture, worked } = hoverCard({ match, palette, known: false, draw: false });
    assert.equal(picture, undefined);
    assert.equal(worked.length, 2);
  });

  it('keeps to its height whatever the numbers are', () => {
    for (const value of [
      0,
      0.1,
      0.123456789012,
      1 / 3,
      0.5,
      1,
      -1,
      1e300,
      NaN,
      Infinity,
      'x',
      null,
      [1, 2],
    ]) {
      const shown = at('eps', value);
      const height = textHeight(shown) + (shown.picture ? shown.picture.height : 0);
      assert.ok(height <= highestCard, `${value}: ${height}`);
    }
  });

  it('keeps to its height whatever a pack says', () => {
    const long = 'probability '.repeat(80);
    const wordy: Entry = {
      ...entry,
      title: long.slice(0, 80),
      summary: long.slice(0, 140),
      formula: long,
      formulaImage: undefined,
      worked: { ...entry.worked, lines: [long, long, long] },
      rules: [{ id: 'long', when: 'eps > 0', level: 'warning', say: long }],
      origin: { pack: long.slice(0, 60), file: 'x.md' },
    };
    for (const value of [0.1, undefined]) {
      const shown = card(exampleMatch(wordy, 'eps', value));
      assert.ok(textHeight(shown) + (shown.picture?.height ?? 0) <= highestCard, `${textHeight(shown)}`);
    }
  });

  it('offers only what there is', () => {
    const pack: Entry = { ...entry, id: 'of-a-pack', origin: { pack: 'Our team', file: 'x.md' } };
    const { actions, pack: from } = card(exampleMatch(pack, 'eps', 0.1));
    assert.deepEqual([actions, from], [['explain', 'know'], 'Our team']);
  });
});

describe('a citation where there is little room', () => {
  for (const [cite, short] of [
    ['Szegedy et al. 2016, CVPR', 'Szegedy et al. 2016'],
    ['Müller, Kornblith, Hinton 2019, NeurIPS', 'Müller, Kornblith, Hinton 2019'],
    ['PyTorch documentation; behaviour run with torch 2.15.0', 'PyTorch documentation'],
    ['fairseq, file.py; change 3182 of 2021', 'fairseq, file.py'],
    ['', ''],
  ] as const)
    it(`is short: ${cite}`, () => assert.equal(shortCite(cite), short));
});

describe('the card of layer normalization', () => {
  it('is drawn without a number that only adds to its picture', async () => {
    const file = 'concepts/layer-normalization.md';
    const { entry } = parseConceptFile(await readFile(file, 'utf8'), file);
    const match = exampleMatch(entry!, 'features');
    const range = { start: 13, end: 20 };
    const unread = (keyword: string): Match => ({
      ...match,
      values: Object.fromEntries(
        Object.entries(match.values).filter(([role]) => role !== 'eps' || keyword !== 'eps'),
      ),
      site: {
        ...match.site,
        call: {
          callee: { text: 'LayerNorm', range: { start: 3, end: 12 } },
          args: [{ keyword, range, valueRange: range }],
          open: false,
          range: { start: 0, end: 21 },
        },
      },
    });
    const picture = (keyword: string) => hoverCard({ match: unread(keyword), palette, known: false }).picture;
    assert.match(picture('normalized_shape')!.text, /over all features of each token/);
    assert.equal(picture('eps'), undefined);
  });

  it('names no usual range where no value is known and none is asked about', async () => {
    const file = 'concepts/layer-normalization.md';
    const entry = parseConceptFile(await readFile(file, 'utf8'), file).entry!;
    const match = { ...exampleMatch(entry), role: undefined, values: {} };
    assert.equal(hoverCard({ match, palette, known: false }).verdict, undefined);
  });
});

describe('a number that the code writes as a fraction', () => {
  it('stays one in the verdict', async () => {
    const file = 'concepts/l-infinity-attacks.md';
    const entry = parseConceptFile(await readFile(file, 'utf8'), file).entry!;
    const example = exampleMatch(entry, 'eps', 8 / 255);
    const literal = { ...example.values.eps!.literal!, text: '8 / 255' };
    const match = { ...example, values: { ...example.values, eps: { ...example.values.eps!, literal } } };
    assert.match(hoverCard({ match, palette, known: false }).verdict!.text, /^8\/255 is usual/);
  });
});
