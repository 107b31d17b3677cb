import assert from 'node:assert/strict';
import draw, { compression } from '../../../src/pictures/latent-diffusion';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

const usual = { width: 512, height: 512, channels: 4, steps: 50 };

describe('the picture of latent diffusion', () => {
  it('says sizes and compression', () => {
    assert.equal(
      draw(input(usual))!.text,
      '512 × 512 pixels, latent 64 × 64 × 4; 48 times fewer numbers, 50 steps, decoded once.',
    );
    assert.match(
      draw(input({ width: 1024, height: 768, channels: 16, steps: 28 }))!.text,
      /^768 × 1024 pixels, latent 96 × 128 × 16; 12 times fewer numbers, 28 steps/,
    );
    for (const [side, channels] of [
      [512, 4],
      [1024, 4],
    ] as const)
      assert.equal((side * side * 3) / ((side / 8) ** 2 * channels), compression({ channels }));
  });

  it('is red where a side does not fit', () => {
    const { svg, text } = draw(input({ ...usual, height: 500 }))!;
    assert.equal(text, '500 × 512 pixels; not divisible by 8: ValueError.');
    assert.ok(svg.includes(palettes.dark.error) && !svg.includes(palettes.dark.accent));
  });

  it('knows what a pipeline refuses and what it rounds', () => {
    const strict = draw(input({ ...usual, width: 520 }, { defaults: { multiple: 16 } }))!;
    assert.match(strict.text, /not divisible by 16: ValueError/);
    const rounds = draw(input({ ...usual, width: 530, channels: 16 }, { defaults: { multiple: 1, rounded: 16 } }))!;
    assert.match(rounds.text, /^512 × 528 pixels, latent 64 × 66 × 16;/);
  });

  it('takes defaults for what the code does not say', () =>
    assert.equal(draw(input({ height: 512 }, { defaults: usual }))!.text, draw(input(usual))!.text));

  it('stays inside its room', () => {
    for (const [width, height] of [
      [512, 512],
      [2048, 512],
      [8, 4096],
    ] as const)
      for (const room of [48, 70, 120, 180])
        for (const wide of [460, 480, 800]) {
          const { svg } = draw(
            input({ width, height, channels: 16, steps: 20 }, { width: wide, height: room }),
          )!;
          for (const [, path] of svg.matchAll(/ d="([^"]*)"/g))
            for (const [, x, y] of path!.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g))
              assert.ok(
                Number(x) >= 0 && Number(x) <= wide && Number(y) >= 0 && Number(y) <= room,
                `${x} ${y} of ${wide} ${room}`,
              );
          for (const [, x, y, w, h] of svg.matchAll(
            /<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"/g,
          ))
            assert.ok(
              Number(x) >= 0 &&
                Number(x) + Number(w) <= wide &&
                Number(y) >= 0 &&
                Number(y) + Number(h) <= room,
              `${x} ${y} ${w} ${h} of ${wide} ${room}`,
            );
        }
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['no height', { ...usual, height: 0 }],
    ['half a pixel', { ...usual, width: 512.5 }],
    ['an absurd size', { ...usual, width: 1e300 }],
    ['no number', { ...usual, steps: NaN }],
    ['a text', { ...usual, channels: '<script>' }],
    ['nothing at all', {}],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () => {
    assert.equal(draw(input(usual, { width: NaN })), undefined);
    assert.equal(draw(input(usual, { width: 250 })), undefined);
  });
});
