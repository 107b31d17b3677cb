import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repairFormula } from '../../src/importer/formulas';
import { compiles } from '../unit/importer/ports';

const escapes: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  f: '\f',
  b: '\b',
  r: '\r',
  v: '\v',
  a: '\u0007',
};

/** What a string literal makes of TeX: known escapes become a character, other backslashes vanish. */
function damage(tex: string, as: 'control' | ' ' | '\n'): string {
  return tex.replace(/\\(.)/g, (_, next: string) => {
    const control = escapes[next];
    if (control === undefined) return next;
    return as === 'control' ? control : as;
  });
}

const spaced = (tex: string) => tex.replace(/\s+/g, ' ').trim();
/** Spaces and upright names of functions change how a formula looks, not what it says. */
const meaning = (tex: string) =>
  tex
    .replace(/\\argm/g, '\\arg\\m')
    .replace(/\\(min|max|log|exp|arg)(?![A-Za-z])\s*/g, '$1')
    .replace(/\\[ ,;:!]|\s+/g, '')
    .replaceAll('\\not\\in', '\\notin');

for (const name of ['libraries', 'course']) {
  const file = join(import.meta.dirname, `../fixtures/importer/formulas-${name}.json`);
  const { formulas } = JSON.parse(readFileSync(file, 'utf8')) as { formulas: string[] };

  describe(`500 public formulas: ${name}`, () => {
    for (const as of ['control', ' ', '\n'] as const)
      it(`are restored where escapes became ${JSON.stringify(as)}`, () => {
        assert.equal(formulas.length, 500);
        const repaired = formulas.map((tex) => ({ ...repairFormula(damage(tex, as)), whole: tex }));
        const wrong = repaired.filter(({ tex, whole }) => spaced(tex) !== spaced(whole));
        const shown = wrong.slice(0, 5).map(({ whole }) => whole);
        assert.ok(wrong.length <= 25, `${wrong.length} are not exact: ${shown.join('\n')}`);
        const silent = wrong.filter(
          ({ tex, whole, doubts }) => doubts.length === 0 && compiles(tex) && meaning(tex) !== meaning(whole),
        );
        assert.deepEqual(
          silent.map(({ whole }) => whole),
          [],
        );
      });

    it('stay as they are where they are whole', () => {
      const changed = formulas.filter((tex) => repairFormula(tex).tex !== tex.replace(/(?<!\\)%/g, '\\%'));
      assert.deepEqual(changed, []);
    });
  });
}
