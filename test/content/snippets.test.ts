import { snippetHash } from '../../tools/snippets/record';
import { snippets } from '../../tools/checks/snippets';
import { snippet, testCheck } from './check';

const file = 'snippets/torch/do-torch.py';
const record = { hash: snippetHash(snippet), versions: {}, date: '2026-01-31', seconds: 1 };
const changed = { 'torch/do-torch': { ...record, result: 'passed' as const } };
const failed = { 'torch/do-torch': { ...record, result: 'failed' as const } };

testCheck('snippets', snippets, [
  {
    title: 'a snippet that never ran',
    in: 'snippet',
    replace: ['', ''],
    problem: ['not-recorded', file, 1],
    says: /never ran: run 'npm run test:snippets -- torch\/do-torch'/,
  },
  {
    title: 'a snippet that changed since it ran',
    in: 'snippet',
    replace: ['Dropout(0.5)', 'Dropout(0.4)'],
    records: changed,
    problem: ['changed', file, 1],
    says: /changed since it ran on 2026-01-31: run 'npm run test:snippets/,
  },
  {
    title: 'a snippet that failed',
    in: 'snippet',
    replace: ['', ''],
    records: failed,
    problem: ['failed', file, 1],
    says: /failed on 2026-01-31: mend it/,
  },
  {
    title: 'a snippet that was flaky',
    in: 'snippet',
    replace: ['', ''],
    records: { 'torch/do-torch': { ...record, result: 'flaky' } },
    problem: ['failed', file, 1],
    says: /was flaky on 2026-01-31: mend it/,
  },
  {
    title: 'a header that lacks its prefix',
    in: 'snippet',
    replace: ['# prefix: do-torch\n', ''],
    records: changed,
    problem: ['snippet', file, 1],
    says: /prefix/,
  },
]);
