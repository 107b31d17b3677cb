import assert from 'node:assert/strict';
import draw from '../../../src/pictures/llm-application-frameworks';
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;

const splitter = 'py:llama_index.core.node_parser.SentenceSplitter';
const input = (roles: Roles, more: Partial<PictureInput> = {}): PictureInput => ({
  roles,
  defaults: { top_k: 4, chunk_size: 1024 },
  palette: palettes.dark,
  width: 480,
  height: 70,
  ...more,
});

describe('the picture of response modes', () => {
  it('counts the calls', () => {
    assert.equal(
      draw(input({}))!.text,
      'Calls for one question with 4 chunks: stuff 1, refine 4, compact ≥ 1, map-reduce 5, tree ≥ 1.',
    );
    assert.equal(
      draw(input({ top_k: 1 }))!.text,
      'Calls for one question with 1 chunks: stuff 1, refine 1, compact 1, map-reduce 1, tree 1.',
    );
  });

  it('stresses the mode of the code', () => {
    const { svg, text } = draw(input({ top_k: 10, mode: 'refine' }))!;
    assert.match(text, /refine 10, .* map-reduce 11, .*; the code asks for refine\.$/);
    assert.ok(svg.includes(palettes.dark.accent) && svg.includes('>map-reduce 11<'));
    assert.ok(!draw(input({ top_k: 10 }))!.svg.includes(palettes.dark.accent));
  });

  it('says how long a chunk of tokens is', () => {
    assert.equal(
      draw(input({ chunk_size: 1000, overlap: 20 }, { symbol: splitter }))!.text,
      'A chunk of 1000 tokens ≈ 4000 characters of English, 20 tokens shared; 1000 characters ≈ 250 tokens.',
    );
  });

  it('is left out for splitters that count words, and for modules', () => {
    for (const symbol of ['py:haystack.components.preprocessors.DocumentSplitter', 'py:dspy.ChainOfThought'])
      assert.equal(draw(input({}, { symbol })), undefined);
  });

  it('stays inside its room', () => {
    for (const width of [300, 480, 600])
      for (const height of [28, 48, 70, 150])
        for (const symbol of [undefined, splitter]) {
          const { svg } = draw(input({ top_k: 20, overlap: 200 }, { width, height, symbol }))!;
          for (const [, x, y, w, h] of svg.matchAll(
            /<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"/g,
          ))
            assert.ok(
              Number(x) >= 0 &&
                Number(y) >= 0 &&
                Number(x) + Number(w) <= width &&
                Number(y) + Number(h) <= height,
              `${x} ${y} ${w} ${h} of ${width} ${height}`,
            );
        }
  });

  const hostile: readonly (readonly [name: string, roles: Roles, symbol?: string])[] = [
    ['no chunk', { top_k: 0 }],
    ['a fraction', { top_k: 2.5 }],
    ['an absurd count', { top_k: 1e300 }],
    ['a mode without a chunk', { mode: 'no_text' }],
    ['a mode that is none', { mode: '<script>' }],
    ['an empty mode', { mode: '' }],
    ['a size that is a text', { chunk_size: '1' }, splitter],
    ['an overlap larger than the chunk', { chunk_size: 10, overlap: 20 }, splitter],
    ['a negative overlap', { chunk_size: 10, overlap: -2 }, splitter],
  ];
  for (const [name, roles, symbol] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles, { symbol })), undefined));

  it('is left out where it has no room', () => assert.equal(draw(input({}, { width: NaN })), undefined));
});
