import assert from 'node:assert/strict';
import { optimize } from 'svgo';
import { shrinkFormula, UnknownDrawing } from '../../../tools/shrink-formula';

const shrunk = (content: string): string =>
  optimize(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10" ` +
      `viewBox="0 -800 1000 1000">${content}</svg>`,
    { plugins: [shrinkFormula] },
  ).data;
const drawing = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" viewBox="0 -200 250 250">${content}</svg>`;
const glyph = '<defs><path id="a" d="M0 0L400 0L400 800z"/></defs>';
const turned = '<defs><path id="a" d="M0 0l100 0 0-200z"/></defs>';

describe('the drawing of a formula made shorter', () => {
  const cases: readonly (readonly [name: string, before: string, after: string])[] = [
    [
      'turns a glyph over once and puts it in place by two numbers',
      `${glyph}<use xlink:href="#a" transform="scale(1 -1)"/><use xlink:href="#a" transform="matrix(1 0 0 -1 400 80)"/>`,
      `${turned}<use href="#a"/><use href="#a" x="100" y="20"/>`,
    ],
    [
      'keeps the size of an index',
      `${glyph}<use xlink:href="#a" transform="matrix(.707 0 0 -.707 480 150)"/>`,
      `${turned}<use href="#a" transform="matrix(.707 0 0 .707 120 38)"/>`,
    ],
    [
      'moves what stands in groups',
      `${glyph}<g transform="translate(100)"><g transform="scale(2)"><use xlink:href="#a" transform="matrix(1 0 0 -1 40 0)"/></g><path d="M0 0h800"/></g><path d="M0 80h800"/>`,
      `${turned}<g><g><use href="#a" transform="matrix(2 0 0 2 45 0)"/></g><path d="M25 0h200"/></g><path d="M0 20h200"/>`,
    ],
    [
      'scales a line with its width',
      `<path stroke-width="80" d="M0 0h800"/><g transform="scale(.5)"><path stroke-width="80" d="M0 0h800"/></g>`,
      `<path stroke-width="20" d="M0 0h200"/><g><path stroke-width="10" d="M0 0h100"/></g>`,
    ],
  ];
  for (const [name, before, after] of cases)
    it(name, () => {
      assert.equal(shrunk(before), drawing(after));
    });

  for (const content of [
    '<text>日本</text>',
    '<g transform="rotate(30)"><path d="M0 0h8"/></g>',
    '<g stroke-width="20"><path d="M0 0h8"/></g>',
  ])
    it(`does not touch ${content}`, () => {
      assert.throws(() => shrunk(content), UnknownDrawing);
    });
});
