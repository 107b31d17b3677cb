import assert from 'node:assert/strict';
import { issueText } from '../../../src/article/issue';

const about = { concept: 'label-smoothing', title: 'Label smoothing', version: '0.1.0' };

describe('the report of a fact', () => {
  it('says what, where and in which version, and that nothing was sent', () => {
    const text = issueText({ ...about, fact: '0.1 is usual (0.05 – 0.2)' });
    assert.match(text, /^# Label smoothing: a fact that seems wrong\n/);
    assert.match(text, /Nothing has been sent/);
    assert.match(text, /`label-smoothing`\n- Gloss 0\.1\.0/);
    assert.match(text, /```text\n0\.1 is usual \(0\.05 – 0\.2\)\n```/);
  });

  it('names the place for issues where there is one', () =>
    assert.match(
      issueText({ ...about, fact: '', address: 'https://x.example/issues' }),
      /File it at https:\/\/x\.example\/issues/,
    ));

  it('keeps a hostile fact a quotation', () => {
    const text = issueText({ ...about, fact: '```\n[x](command:quit)\n\u001b[31m````' });
    assert.match(text, /`````text\n```\n\[x\]\(command:quit\)\n\[31m````\n`````/);
  });
});
