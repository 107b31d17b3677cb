import assert from 'node:assert/strict';
import type { Control, Params } from '../../../src/demos/contract/control';
import { paramsOfTexts, textsOf, valueFromText } from '../../../src/demos/contract/param-text';

const controls: readonly Control[] = [
  { kind: 'range', id: 'eps', label: 'ε', scale: 'linear', min: 0, max: 1, default: 0.1 },
  { kind: 'range', id: 'top', label: 'top', scale: 'integer', min: 1, max: { control: 'size' }, default: 3 },
  { kind: 'range', id: 'size', label: 'size', scale: 'integer', min: 2, max: 8, default: 4 },
  { kind: 'choice', id: 'mode', label: 'mode', options: [{ value: 'a&b', label: 'A' }], default: 'a&b' },
  { kind: 'multi-choice', id: 'parts', label: 'parts', options: [{ value: 'x', label: 'X' }], default: [] },
  { kind: 'toggle', id: 'on', label: 'on', default: false },
  { kind: 'text', id: 'words', label: 'words', maxLength: 12, default: '' },
  { kind: 'list', id: 'numbers', label: 'numbers', min: 0, max: 10, maxItems: 3, default: [1] },
  { kind: 'point', id: 'start', label: 'start', default: [0, 0] },
];

const paramsOf = (query: string) => {
  const texts = new URLSearchParams(query);
  return paramsOfTexts(controls, (id) => texts.get(id));
};
const queryOf = (params: Params) => new URLSearchParams(textsOf(controls, params)).toString();

describe('values of controls as text', () => {
  it('come back from a link as they went in', () => {
    const params = {
      eps: 1e-5,
      top: 2,
      size: 5,
      mode: 'a&b',
      parts: ['x'],
      on: true,
      words: 'ε=1&x #%',
      numbers: [1, 2.5],
      start: [-0.5, 3],
    };
    assert.deepEqual(paramsOf(queryOf(params)), params);
  });

  it('an empty choice of several comes back too', () => {
    assert.deepEqual(paramsOf(queryOf({ parts: [] })), { parts: [] });
  });

  const hostile: [string, object][] = [
    ['', {}],
    ['eps=7', { eps: 1 }],
    ['eps=-1e400', {}],
    ['eps=NaN&top=&size=abc', {}],
    ['eps=0.2; rm -rf', {}],
    ['top=99&size=5', { top: 5, size: 5 }],
    ['mode=b&parts=y,x&on=yes', {}],
    ['__proto__=1&constructor=2&toString=3&unknown=4', {}],
    ['words=' + 'a'.repeat(3000), {}],
    ['words=' + encodeURIComponent('<script>alert(1)</script>'), { words: '<script>aler' }],
    ['numbers=1,2,3,4,5', { numbers: [1, 2, 3] }],
    ['numbers=1,,2&start=1&start=2', {}],
    ['%E0%A4%A', {}],
    ['eps=0.2&eps=0.9', { eps: 0.2 }],
  ];
  for (const [query, params] of hostile) {
    it(`takes ${JSON.stringify(params)} from "${query.slice(0, 50)}"`, () =>
      assert.deepEqual(paramsOf(query), params));
  }

  it('reads what a command line sets', () => {
    assert.equal(valueFromText(controls[0]!, ' 0.25 '), 0.25);
    assert.equal(valueFromText(controls[5]!, 'false'), false);
    assert.equal(valueFromText(controls[5]!, '1'), undefined);
  });
});
