import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import katex from 'katex';
import { repairFormula } from '../../../src/importer/formulas';

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

const { formulas } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/importer/formulas.json'), 'utf8'),
) as { formulas: string[] };

const spaced = (tex: string) => tex.replace(/\s+/g, ' ').trim();
/** Spaces and upright operator names change how a formula looks, not what it says. */
const meaning = (tex: string) =>
  tex
    .replace(/\\[ ,;:!]|\s+/g, '')
    .replace(/\\(min|max|log|exp)\b/g, '$1')
    .replaceAll('\\not\\in', '\\notin');

function compiles(tex: string): boolean {
  try {
    katex.renderToString(tex, { throwOnError: true, strict: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('repairFormula', () => {
  for (const as of ['control', ' ', '\n'] as const)
    it(`restores public formulas whose escapes became ${JSON.stringify(as)}`, () => {
      assert.equal(formulas.length, 500);
      const wrong = formulas.filter((tex) => spaced(repairFormula(damage(tex, as)).tex) !== spaced(tex));
      assert.ok(wrong.length <= 50, `${wrong.length} are not exact: ${wrong.slice(0, 5).join('\n')}`);
      const silent = wrong.filter((tex) => {
        const { tex: got, doubts } = repairFormula(damage(tex, as));
        return doubts.length === 0 && compiles(got) && meaning(got) !== meaning(tex);
      });
      assert.deepEqual(silent, []);
    });

  it('leaves whole formulas as they are', () => {
    const changed = formulas.filter((tex) => repairFormula(tex).tex !== tex.replace(/(?<!\\)%/g, '\\%'));
    assert.deepEqual(changed, []);
  });

  const cases: [damaged: string, whole: string][] = [
    ['L_ heta(q, dot{q})', 'L_\\theta(q, \\dot{q})'],
    ['frac{d}{dt}frac{partial L}{partial dot{q}}', '\\frac{d}{dt}\\frac{\\partial L}{\\partial \\dot{q}}'],
    ['x + epsilon cdot  ext{sign}(\nabla_x L)', 'x + \\epsilon \\cdot \\text{sign}(\\nabla_x L)'],
    ['Y = \tilde{A}Y', 'Y = \\tilde{A}Y'],
    ['Y_i in mathbb{R}^C', 'Y_i \\in \\mathbb{R}^C'],
    ['|x|_infty leq epsilon', '\\|x\\|_\\infty \\leq \\epsilon'],
    ['y = \begin{cases} 1 \\ 0 end{cases}', 'y = \\begin{cases} 1 \\\\ 0 \\end{cases}'],
    ['softmax(QK^top)', 'softmax(QK^\\top)'],
    ['x_{max} + y_{in}', 'x_{max} + y_{in}'],
    ['alpha', '\\alpha'],
    ['', ''],
  ];
  for (const [damaged, whole] of cases)
    it(`makes ${JSON.stringify(damaged)} whole`, () => assert.equal(repairFormula(damaged).tex, whole));

  it('tells what can be read in two ways', () => {
    assert.match(repairFormula('x eta').doubts.join(), /\\beta/);
    assert.match(repairFormula('KL(p | q)').doubts.join(), /double/);
    assert.match(repairFormula('f(p | q)').doubts.join(), /\|/);
    assert.deepEqual(repairFormula('L_ heta').doubts, []);
  });
});
