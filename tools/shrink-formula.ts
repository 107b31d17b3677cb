/** Makes the drawing of a formula a third shorter: every hover carries one to the screen. */
import svgpath from 'svgpath';
import type { CustomPlugin } from 'svgo';

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** The drawing holds what cannot be made shorter here; it is good as it is. */
export class UnknownDrawing extends Error {}

/** Of MathJax's thousandths of an em, in one of ours: 0.06 px in a hover. */
const unit = 4;
const identity: Matrix = [1, 0, 0, 1, 0, 0];
const toUnits: Matrix = [1 / unit, 0, 0, 1 / unit, 0, 0];
/** A glyph grows upwards; turned over once, it is put in place by `x` and `y` alone. */
const glyphToUnits: Matrix = [1 / unit, 0, 0, -1 / unit, 0, 0];
const unitsToGlyph: Matrix = [unit, 0, 0, -unit, 0, 0];

/** `outer` after `inner`. */
function product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Of a list of `matrix`, `scale` and `translate`, as svgo writes them. */
function matrixOf(transform = ''): Matrix {
  let matrix = identity;
  for (const [, name, list] of transform.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [a = 0, b, c = 0, d = 0, e = 0, f = 0] = list!.split(/[\s,]+/).map(Number);
    if (name === 'matrix') matrix = product(matrix, [a, b ?? 0, c, d, e, f]);
    else if (name === 'scale') matrix = product(matrix, [a, 0, 0, b ?? a, 0, 0]);
    else if (name === 'translate') matrix = product(matrix, [1, 0, 0, 1, a, b ?? 0]);
    else throw new UnknownDrawing(`There is a transform by ${name}.`);
  }
  return matrix;
}

/** How much longer a line becomes. */
function scaleOf([a, b, c, d]: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

function movedPath(d: string, matrix: Matrix): string {
  return svgpath(d)
    .matrix([...matrix])
    .rel()
    .round(0)
    .toString();
}

/** The attributes that put a glyph in place. */
function placeOf([a, b, c, d, e, f]: Matrix): Record<string, string> {
  const [x, y] = [Math.round(e), Math.round(f)];
  if (a === 1 && b === 0 && c === 0 && d === 1)
    return { ...(x === 0 ? {} : { x: String(x) }), ...(y === 0 ? {} : { y: String(y) }) };
  const numbers = [a, b, c, d, x, y].map((value) => value.toFixed(3).replace(/\.?0+$/, ''));
  return { transform: `matrix(${numbers.join(' ').replace(/(^| |-)0\./g, '$1.')})` };
}

/**
 * A plugin of svgo for what MathJax draws: glyphs in `defs`, put in place by `use`, and other paths. Throws
 * `UnknownDrawing` on what else it finds, such as letters that MathJax's font lacks.
 */
export const shrinkFormula: CustomPlugin = {
  name: 'shrinkFormula',
  fn: () => {
    const groups: Matrix[] = [identity];
    let isGlyph = false;
    return {
      element: {
        enter: (node) => {
          const { 'xlink:href': href, transform, ...others } = node.attributes;
          const matrix = product(groups.at(-1)!, matrixOf(transform));
          if (node.name === 'svg') {
            const box = (others.viewBox ?? '').split(' ').map((value) => Math.round(Number(value) / unit));
            node.attributes = { ...others, viewBox: box.join(' ') };
            delete node.attributes['xmlns:xlink'];
          } else if (node.name === 'path') {
            const moved = isGlyph ? glyphToUnits : product(toUnits, matrix);
            const width = others['stroke-width'];
            if (width) others['stroke-width'] = String(Math.round(Number(width) * scaleOf(moved)));
            node.attributes = { ...others, d: movedPath(others.d ?? '', moved) };
          } else if (node.name === 'use') {
            const place = placeOf(product(toUnits, product(matrix, unitsToGlyph)));
            node.attributes = { href: href ?? '', ...others, ...place };
          } else if (node.name === 'g' && !Number(others['stroke-width'])) {
            groups.push(matrix);
            node.attributes = others;
          } else if (node.name === 'defs') isGlyph = true;
          else throw new UnknownDrawing(`There is a <${node.name}>.`);
        },
        exit: ({ name }) => {
          if (name === 'defs') isGlyph = false;
          if (name === 'g') groups.pop();
        },
      },
    };
  },
};
