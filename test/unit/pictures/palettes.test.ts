import assert from 'node:assert/strict';
import { palettes } from '../../../src/util/palettes';
import type { Palette, ThemeKind } from '../../../src/util/theme';

type Rgb = readonly [number, number, number];

const linear = (hex: string): Rgb =>
  [1, 3, 5]
    .map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as unknown as Rgb;

/** WCAG 2 contrast ratio. */
function contrast(a: string, b: string): number {
  const [x, y] = [a, b]
    .map((hex) => linear(hex))
    .map(([r, g, bl]) => 0.2126 * r + 0.7152 * g + 0.0722 * bl)
    .sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
}

/** Full colour blindness in linear RGB: Machado, Oliveira, Fernandes 2009. */
const sight: Record<string, readonly Rgb[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** Oklab coordinates of linear RGB (Ottosson 2020). */
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function seen(hex: string, matrix: readonly Rgb[]): Rgb {
  const c = linear(hex);
  return oklab(
    matrix.map((row) => Math.max(0, row[0] * c[0] + row[1] * c[1] + row[2] * c[2])) as unknown as Rgb,
  );
}

/** Hover backgrounds of VS Code's own themes: Dark Modern, Dark 2026, and so on. */
const backgrounds: Record<ThemeKind, readonly string[]> = {
  dark: ['#202020', '#202122', '#252526'],
  light: ['#f8f8f8', '#fafafd', '#f3f3f3'],
  'hc-dark': ['#0c141f', '#000000'],
  'hc-light': ['#ffffff'],
};

for (const [kind, palette] of Object.entries(palettes) as [ThemeKind, Palette][]) {
  describe(`palette ${kind}`, () => {
    const high = kind.startsWith('hc');
    const texts = ['foreground', 'muted', 'accent', 'good', 'warning', 'error'] as const;

    it('names its own kind', () => assert.equal(palette.kind, kind));
    for (const background of backgrounds[kind]) {
      it(`is legible on ${background}`, () => {
        const least = high ? 7 : 4.5;
        for (const name of texts)
          assert.ok(
            contrast(palette[name], background) >= least,
            `${name} ${contrast(palette[name], background)}`,
          );
        for (const color of palette.series)
          assert.ok(contrast(color, background) >= 3, `${color} ${contrast(color, background)}`);
      });
    }
    for (const [name, matrix] of Object.entries(sight)) {
      it(`keeps neighbouring series apart in ${name}`, () => {
        palette.series.forEach((a, i) =>
          palette.series.slice(i + 1).forEach((b) => {
            const [x, y] = [seen(a, matrix), seen(b, matrix)];
            const distance = Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
            assert.ok(distance > 0.05, `${a} and ${b}: ${distance.toFixed(3)}`);
          }),
        );
      });
    }
  });
}
