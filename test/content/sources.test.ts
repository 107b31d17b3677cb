import { sources } from '../../tools/checks/sources';
import { testCheck } from './check';

testCheck('sources', sources, [
  {
    title: 'an unknown source in the article',
    replace: ['units [@srivastava2014]', 'units [@hinton2012]'],
    problem: ['unknown-source', 'concepts/dropout.md', 26],
    says: /no source 'hinton2012'/,
  },
  {
    title: 'a source that nothing cites',
    replace: ['sources:\n', 'sources:\n  - { id: idle, cite: Nobody }\n'],
    problem: ['unused-source', 'concepts/dropout.md', 21],
    says: /Nothing cites 'idle'/,
  },
]);
