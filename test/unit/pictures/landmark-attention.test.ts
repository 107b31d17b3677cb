import assert from 'node:assert/strict';
import draw, { costOf } from '../../../src/pictures/landmark-attention';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;
const at = (roles: Roles, height = 60, width = 480) =>
  draw({ roles, defaults: { tokens: 32768 }, palette: palettes.dark, width, height });

describe('the picture of landmark attention', () => {
  const cases: [roles: Roles, says: RegExp | undefined][] = [
    [{}, /scores 656 landmarks and the tokens of the 5 best blocks, 906 instead of 32,768\.$/],
    [{ block: 64, top_k: 1 }, /512 landmarks and the tokens of the best block, 576 instead/],
    [{ block: 50, top_k: 1e6 }, /33,424 instead of 32,768\.$/],
    [{ block: 0 }, undefined],
    [{ top_k: 1.5 }, undefined],
    [{ block: 'fifty' }, undefined],
  ];
  for (const [roles, says] of cases)
    it(`says the cost of ${JSON.stringify(roles)}`, () => {
      const picture = at(roles);
      if (says) assert.match(picture!.text, says);
      else assert.equal(picture, undefined);
    });

  it('fills as many blocks as are read, and a landmark for each', () => {
    const filled = (topK: number, color: string) =>
      at({ top_k: topK })!.svg.split(`fill="${color}" stroke`).length - 1;
    const { accent, foreground } = palettes.dark;
    assert.equal(filled(1, foreground), 9);
    assert.equal(filled(3, accent) - filled(1, accent), 2 * 5);
    assert.deepEqual(costOf({ roles: {}, defaults: {} })?.landmarks, 656);
  });

  it('stays inside its frame at every size', () => {
    for (const [height, width] of [
      [28, 480],
      [46, 480],
      [70, 340],
      [150, 440],
    ] as const)
      for (const [, key, value] of at({ top_k: 9 }, height, width)!.svg.matchAll(/ (x|y)="(-?[\d.]+)"/g))
        assert.ok(Number(value) >= 0 && Number(value) <= (key === 'x' ? width : height), `${key}=${value}`);
  });
});
