import assert from 'node:assert/strict';
import { repairFormula } from '../../../src/importer/formulas';

describe('repairFormula', () => {
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
    ['sumlimits_{i=1}^N{L(y_i)}', '\\sum\\limits_{i=1}^N{L(y_i)}'],
    ['max{B(theta)}', '\\max\\{B(\\theta)\\}'],
    ['{(x_i, y_i)}_{i=1}^n', '\\{(x_i, y_i)\\}_{i=1}^n'],
    ['lambda|vec{w}|^2', '\\lambda\\|\\vec{w}\\|^2'],
    ['ln|vec{C}|', '\\ln|\\vec{C}|'],
    ['left|x - \frac{1}{2}\right|_2', '\\left\\|x - \\frac{1}{2}\\right\\|_2'],
    ['cdothat{x}', '\\cdot\\hat{x}'],
    ['lVert w Vert', '\\lVert w\\rVert'],
    [
      '\begin{aligned} a \\geq b \\\boldsymbol{c} end{aligned}',
      '\\begin{aligned} a \\\\\\geq b \\\\\\boldsymbol{c} \\end{aligned}',
    ],
    ['e^{2pi iomega}', 'e^{2\\pi i\\omega}'],
    ['hspace{0.5in} x leq y', '\\hspace{0.5in} x \\leq y'],
    ['int f(x),dx', '\\int f(x)\\,dx'],
    ['argmax_x p(x)', '\\arg\\max_x p(x)'],
    ['text{if $x geq 0$}', '\\text{if $x \\geq 0$}'],
    ['ngeq m', 'n\\geq m'],
    ['alpha', '\\alpha'],
    ['', ''],
  ];
  for (const [damaged, whole] of cases)
    it(`makes ${JSON.stringify(damaged)} whole`, () => assert.equal(repairFormula(damaged).tex, whole));

  it('tells what can be read in two ways', () => {
    assert.match(repairFormula('x eta').doubts.join(), /\\beta/);
    assert.match(repairFormula('KL(p | q)').doubts.join(), /double/);
    assert.match(repairFormula('f(p | q)').doubts.join(), /\|/);
    assert.match(repairFormula('frac{a}{b}, u_0').doubts.join(), /\\nu/);
    assert.match(repairFormula('\\alpha_i in A').doubts.join(), /\\in/);
    assert.match(repairFormula('cdot adv_x').doubts.join(), /one name/);
    assert.match(repairFormula('mp times nq').doubts.join(), /\\mp/);
    assert.deepEqual(repairFormula('L_ heta').doubts, []);
  });
});
