import { formulas } from '../../tools/checks/formulas';
import { testCheck } from './check';

testCheck('formulas', formulas, [
  {
    title: 'a symbol that is no TeX',
    replace: ['{ tex: p,', "{ tex: '\\frac{p',"],
    problem: ['formula', 'concepts/dropout.md', 6],
    says: /KaTeX cannot show/,
  },
  {
    title: 'an unknown command in the article',
    replace: ['$1-p$', '$1-\\pee$'],
    problem: ['formula', 'concepts/dropout.md', 26],
    says: /KaTeX cannot show '1-\\pee'/,
  },
  {
    title: 'a formula that is too large for a hover',
    replace: ['m \\odot x}', 'm \\odot x'.repeat(60) + '}'],
    problem: ['formula', 'concepts/dropout.md', 5],
    says: /too large for a hover/,
  },
]);
