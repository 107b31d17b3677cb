import { schema } from '../../tools/checks/schema';
import { concept, testCheck } from './check';

testCheck('schema', schema, [
  {
    title: 'a category that does not exist',
    replace: ['category: regularization', 'category: magic'],
    problem: ['schema', 'concepts/dropout.md', 3],
    says: /category/,
  },
  {
    title: 'an article is missing',
    replace: [concept.slice(concept.indexOf('## Idea')), ''],
    problem: ['no-article', 'concepts/dropout.md', 1],
    says: /draft: true/,
  },
  {
    title: 'an unknown source of a limit',
    replace: ["usual: '[0.1, 0.5]', source: srivastava2014", "usual: '[0.1, 0.5]', source: nobody"],
    problem: ['unknown-source', 'concepts/dropout.md', 17],
    says: /no source 'nobody'/,
  },
  {
    title: 'a worked line that does not parse',
    replace: ['keeps {1 - p}', 'keeps {1 - }'],
    problem: ['expression', 'concepts/dropout.md', 15],
    says: /near/,
  },
  {
    title: 'a rule with a role that no API has',
    replace: ['when: p == 1', 'when: rate == 1'],
    problem: ['unknown-role', 'concepts/dropout.md', 19],
    says: /role 'rate'/,
  },
  {
    title: 'a limit that is no interval',
    replace: ["'[0.1, 0.5]'", "'[0.5, 0.1]'"],
    problem: ['interval', 'concepts/dropout.md', 17],
    says: /no interval or set/,
  },
]);
