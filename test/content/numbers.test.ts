import { numbers } from '../../tools/checks/numbers';
import { testCheck } from './check';

testCheck('numbers', numbers, [
  {
    title: 'a number in a sentence without a source',
    replace: ['Each unit', 'Most networks use 0.2. Each unit'],
    problem: ['number-without-source', 'concepts/dropout.md', 26],
    says: /^0\.2\.? has no source/,
  },
  {
    title: 'a decimal number in a formula',
    replace: ['Each unit', 'Most use $p = 0.2$. Each unit'],
    problem: ['number-without-source', 'concepts/dropout.md', 26],
    says: /^0\.2 has no source/,
  },
  {
    title: 'a table with numbers and no source before it',
    replace: [
      'drops 0.5 of hidden units [@srivastava2014].',
      'tells more.\n\nIt scales.\n\n| a |\n|---|\n| 2 |\n',
    ],
    problem: ['number-without-source', 'concepts/dropout.md', 30],
    says: /^2 has no source/,
  },
  {
    title: 'a rule with a number and no source',
    replace: ["nothing is left.', source: derived", "nothing is left.'"],
    problem: ['number-without-source', 'concepts/dropout.md', 19],
    says: /Rule 'all' uses 1/,
  },
]);
