import assert from 'node:assert/strict';
import draw, { smoothedTarget } from '../../../src/pictures/label-smoothing';
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;

const input = (roles: Roles, defaults: Roles = {}, size = { width: 480, height: 48 }): PictureInput => ({
  roles,
  defaults,
  palette: palettes.dark,
  ...size,
});
const close = (actual: number | undefined, expected: number, tolerance = 1e-6): void =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= tolerance, `${actual} for ${expected}`);

describe('a smoothed target', () => {
  const cases: readonly (readonly [name: string, roles: Roles, own: number, other: number])[] = [
    ['mixed over all classes', { eps: 0.1, num_classes: 5 }, 0.92, 0.02],
    ['moved to the other classes', { moved: 0.1, num_classes: 5 }, 0.9, 0.025],
    ['moved, whatever the example is', { moved: 0.1, eps: 0.4, num_classes: 5 }, 0.9, 0.025],
    ['of two classes', { eps: 0.1, num_classes: 2 }, 0.95, 0.05],
    ['of a thousand classes', { eps: 0.1, num_classes: 1000 }, 0.9001, 0.0001],
    ['without smoothing', { eps: 0, num_classes: 4 }, 1, 0],
    ['with nothing but smoothing', { eps: 1, num_classes: 4 }, 0.25, 0.25],
    ['of as many classes as are drawn unless said', { eps: 0.1 }, 0.92, 0.02],
  ];
  for (const [name, roles, own, other] of cases)
    it(name, () => {
      const target = smoothedTarget({ roles, defaults: {} })!;
      close(target.own, own);
      close(target.other, other);
      close(target.own + (target.classes - 1) * target.other, 1);
    });

  it('takes the default of the API where the code says nothing', () => {
    close(smoothedTarget({ roles: { eps: 0.2 }, defaults: { eps: 0.1, num_classes: 10 } })?.own, 0.82);
  });

  it('gives the least loss and the best logit gap', () => {
    const of = (eps: number, classes: number) =>
      smoothedTarget({ roles: { eps, num_classes: classes }, defaults: {} })!;
    close(of(0.1, 5).floor, 0.389673);
    close(of(0.1, 1000).floor, 1.014848);
    close(of(0.1, 5).gap, 3.828641);
    close(of(0.1, 1000).gap, 9.105091);
    close(of(1, 5).floor, Math.log(5));
    assert.deepEqual([of(0, 5).floor, of(0, 5).gap], [0, Infinity]);
  });

  it('is the same for both conventions where the share is rescaled by K/(K − 1)', () => {
    const moved = smoothedTarget({ roles: { moved: 0.1, num_classes: 5 }, defaults: {} })!;
    const mixed = smoothedTarget({ roles: { eps: 0.125, num_classes: 5 }, defaults: {} })!;
    close(moved.own, mixed.own);
    close(moved.floor, mixed.floor);
  });
});

describe('the picture of a smoothed target', () => {
  const bars = (svg: string): number => svg.match(/<rect /g)!.length - 3;

  it('says in words what it shows', () => {
    const { svg, text } = draw(input({ eps: 0.1, num_classes: 5 }))!;
    assert.equal(
      text,
      'Target over 5 classes: 0.92 for the true class, 0.02 for each other; loss floor 0.39, logit gap ≤ 3.83.',
    );
    for (const words of [
      '>0.92<',
      '>0.02<',
      '>loss floor 0.39<',
      '>logit gap ≤ 3.83<',
      '>one-hot<',
      '>smoothed<',
    ])
      assert.ok(svg.includes(words), words);
    assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="480" height="48"/);
  });

  it('draws a bar for each class, up to twelve and then dots', () => {
    assert.equal(bars(draw(input({ eps: 0.1, num_classes: 5 }))!.svg), 5);
    assert.equal(bars(draw(input({ eps: 0.1, num_classes: 12 }))!.svg), 12);
    const many = draw(input({ eps: 0.1, num_classes: 1e9 }))!;
    assert.equal(bars(many.svg), 13);
    assert.match(many.svg, />…</);
    assert.match(many.text, /^Target over 1e9 classes: 0.9 for the true class, 1e-10 for each other/);
  });

  it('shows both values for every small number of classes, apart from each other', () => {
    for (let classes = 2; classes <= 14; classes++) {
      const { svg } = draw(input({ eps: 0.1, num_classes: classes }))!;
      const xs = [...svg.matchAll(/<text x="([\d.]+)"[^>]*font-weight/g)].map(([, x]) => Number(x));
      assert.equal(xs.length, classes > 12 ? 3 : 2, `${classes}`);
      assert.ok(xs[1]! - xs[0]! > 30, `${classes}: ${xs}`);
    }
  });

  it('has a scale and the same words in the panel', () => {
    for (const width of [300, 440, 600]) {
      const { svg } = draw(input({ eps: 0.1, num_classes: 5 }, {}, { width, height: 150 }))!;
      for (const words of ['>0.5<', '>1<', '>true class<', '>loss floor 0.39, logit gap ≤ 3.83<'])
        assert.ok(svg.includes(words), words);
    }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw({ ...input({ eps: 0.1 }), palette })!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['a negative share', { eps: -0.1 }],
    ['a share above one', { eps: 1.5 }],
    ['no number', { eps: NaN }],
    ['infinity', { eps: Infinity }],
    ['a text', { eps: '0.1' }],
    ['a list', { eps: [0.1] }],
    ['a truth value', { eps: true }],
    ['one class', { eps: 0.1, num_classes: 1 }],
    ['half a class', { eps: 0.1, num_classes: 2.5 }],
    ['classes without end', { eps: 0.1, num_classes: Infinity }],
    ['negative classes', { eps: 0.1, num_classes: -5 }],
    ['more classes than integers', { eps: 0.1, num_classes: 1e300 }],
    ['text for classes', { eps: 0.1, num_classes: '<script>' }],
    ['nothing at all', {}],
    ['all moved away, and more', { moved: 1.1 }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () => {
    assert.equal(draw(input({ eps: 0.1 }, {}, { width: NaN, height: 48 })), undefined);
    assert.equal(draw(input({ eps: 0.1 }, {}, { width: Infinity, height: 48 })), undefined);
  });
});
