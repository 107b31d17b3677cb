import { expressions } from '../../tools/checks/expressions';
import { testCheck } from './check';

testCheck('expressions', expressions, [
  {
    title: 'a worked line that divides by zero',
    replace: ['{1/(1 - p)}', '{1/(p - p)}'],
    problem: ['expression', 'concepts/dropout.md', 15],
    says: /has no value/,
  },
  {
    title: 'a rule whose condition is a number',
    replace: ['when: p == 1', 'when: p + 1'],
    problem: ['expression', 'concepts/dropout.md', 19],
    says: /'p \+ 1' is no condition/,
  },
]);
