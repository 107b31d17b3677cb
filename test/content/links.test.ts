import { links } from '../../tools/checks/links';
import { testCheck } from './check';

testCheck('links', links, [
  {
    title: 'a link to a concept that does not exist',
    replace: ['Each unit', 'Unlike [[weight-decay]], it is random. Each unit'],
    problem: ['unknown-concept', 'concepts/dropout.md', 26],
    says: /no concept 'weight-decay'.*concepts\/weight-decay\.md/,
  },
  {
    title: 'a related concept that does not exist',
    replace: ['keys: [dropout]', 'keys: [dropout]\nrelated: [drop-path]'],
    problem: ['unknown-concept', 'concepts/dropout.md', 12],
    says: /no concept 'drop-path'/,
  },
  {
    title: 'a concept related to itself',
    replace: ['keys: [dropout]', 'keys: [dropout]\nrelated: [dropout]'],
    problem: ['related-to-itself', 'concepts/dropout.md', 12],
    says: /not related to itself/,
  },
]);
