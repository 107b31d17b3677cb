import assert from 'node:assert/strict';
import draw from '../../../src/pictures/langchain';
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;

const usual: Roles = { chunk_size: 1000, overlap: 200, k: 4 };
const input = (roles: Roles, more: Partial<PictureInput> = {}): PictureInput => ({
  roles,
  defaults: usual,
  palette: palettes.dark,
  width: 480,
  height: 70,
  ...more,
});

describe('the picture of a LangChain pipeline', () => {
  it('says how much of the text reaches the prompt', () => {
    const { svg, text } = draw(input({}))!;
    assert.equal(
      text,
      'Chunks of 1000 characters that share 200; 4 of them, at most 4000 characters, reach the prompt.',
    );
    for (const word of ['chunk', '1000 / 200', 'embed', 'retrieve', 'k = 4', 'prompt', '≤ 4000', 'model'])
      assert.ok(svg.includes(`>${word}<`), word);
    assert.ok(!svg.includes(palettes.dark.accent));
  });

  it('takes the numbers of the code and stresses their box', () => {
    const { svg, text } = draw(input({ k: 6, lambda_mult: 0.7 }))!;
    assert.match(
      text,
      /6 of them, at most 6000 characters, reach the prompt by marginal relevance with λ = 0\.7\.$/,
    );
    assert.ok(svg.includes('>k = 6, λ = 0.7<') && svg.includes(palettes.dark.accent));
    assert.match(
      draw(input({ chunk_size: 500, overlap: 50 }))!.text,
      /^Chunks of 500 .* share 50; 4 of them/,
    );
  });

  it('is red where the overlap exceeds the chunk', () => {
    const { svg, text } = draw(input({ chunk_size: 100, overlap: 200 }))!;
    assert.equal(text, 'An overlap of 200 does not fit into chunks of 100 characters: ValueError.');
    assert.ok(svg.includes(palettes.dark.error) && !svg.includes('≤'));
    assert.ok(!draw(input({ chunk_size: 200, overlap: 200 }))!.svg.includes(palettes.dark.error));
  });

  it('draws the loop of an agent', () => {
    const { svg, text } = draw(input({}, { symbol: 'py:langchain.agents.create_agent' }))!;
    assert.match(text, /^An agent: the model calls tools/);
    assert.ok(svg.includes('>tools<') && !svg.includes('chunk'));
  });

  it('is left out for names that are neither', () => {
    for (const symbol of ['py:langchain.memory.ConversationBufferMemory', 'py:langchain_openai.ChatOpenAI'])
      assert.equal(draw(input({}, { symbol })), undefined);
    assert.ok(draw(input({}, { symbol: 'py:langchain_text_splitters.CharacterTextSplitter' })));
  });

  it('stays inside its room', () => {
    for (const width of [300, 480, 600])
      for (const height of [28, 40, 70, 150])
        for (const symbol of [undefined, 'js:langchain.createAgent']) {
          const { svg } = draw(
            input({ k: 8, lambda_mult: 0.75, chunk_size: 100_000 }, { width, height, symbol }),
          )!;
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

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['a fraction', { chunk_size: 10.5 }],
    ['no size', { chunk_size: 0 }],
    ['a negative overlap', { overlap: -1 }],
    ['an absurd k', { k: 1e300 }],
    ['no number', { k: NaN }],
    ['a text', { chunk_size: '<script>' }],
    ['a weight that is none', { lambda_mult: 2 }],
    ['a list', { k: [4] }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () => assert.equal(draw(input({}, { width: NaN })), undefined));
});
