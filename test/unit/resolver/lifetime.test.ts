import { strict as assert } from 'node:assert';
import { Resolver } from '../../../src/resolver/resolver';
import { readFixtures } from './fixtures';
import { documentOf } from './documents';
import { grammarFiles } from './grammar-files';
import { seededRandom } from './random';

describe('resolver over versions of a document', function () {
  this.timeout(30_000);
  const resolver = new Resolver(grammarFiles);

  before(async () => {
    for (const language of ['python', 'typescript', 'typescriptreact', 'javascript'])
      await resolver.load(language);
  });
  after(() => resolver.dispose());

  it('gives the same analysis for the same version', () => {
    const document = documentOf('import torch');
    assert.equal(resolver.analyze(document), resolver.analyze({ ...document }));
  });

  it('lets go of an analysis when a newer one is made, and when the document is forgotten', () => {
    const document = documentOf('import torch\nx = torch.nn.LayerNorm(8)\n');
    const first = resolver.analyze(document);
    const running = first.sites()[Symbol.iterator]();
    assert.equal(running.next().value?.text, 'torch');
    const second = resolver.analyze({ ...document, version: 2, text: `${document.text}y = 1\n` });
    assert.equal(first.siteAt(8), undefined);
    assert.deepEqual([...first.sites()], []);
    assert.equal(running.next().done, true);
    assert.equal(second.siteAt(8)?.symbol, 'py:torch');
    resolver.forget(document.uri);
    assert.equal(second.siteAt(8), undefined);
    resolver.forget(document.uri);
    resolver.forget('never seen');
  });

  it('stops parsing when it is cancelled, and starts afresh afterwards', () => {
    const text = `import torch.nn as nn\n${'x = nn.LayerNorm(8)\n'.repeat(20_000)}`;
    const document = documentOf(text);
    let asked = 0;
    const cancelled = resolver.analyze(document, undefined, () => ++asked > 2);
    assert.equal(asked, 3);
    assert.equal(cancelled.siteAt(40), undefined);
    assert.deepEqual([...cancelled.sites()], []);
    const again = resolver.analyze(document, undefined, () => false);
    assert.equal(again.siteAt(30)?.symbol, 'py:torch.nn.LayerNorm');
    const edited = { ...document, version: 2, text: `import os\n${text.replaceAll('8', '9')}` };
    assert.equal(resolver.analyze(edited, undefined, () => true).siteAt(40), undefined);
    assert.equal(again.siteAt(30), undefined, 'the older analysis is let go');
    assert.equal(resolver.analyze(edited).siteAt(40)?.symbol, 'py:torch.nn.LayerNorm');
    resolver.forget(document.uri);
  });

  it('reads a document again in another language', () => {
    const document = documentOf('# label smoothing\n', 'python');
    assert.equal(resolver.analyze(document).siteAt(3)?.place, 'comment');
    assert.equal(resolver.analyze({ ...document, languageId: 'plaintext' }).siteAt(3)?.place, 'word');
  });

  it('follows a wrong report of the change', () => {
    const document = documentOf('import torch\n');
    resolver.analyze(document);
    const next = { ...document, version: 2, text: 'import numpy\n' };
    const analysis = resolver.analyze(next, [{ start: 0, oldEnd: 1, newEnd: 1 }]);
    assert.equal(analysis.siteAt(8)?.symbol, 'py:numpy');
    assert.deepEqual(
      analysis.imports.map(({ symbol }) => symbol),
      ['py:numpy'],
    );
  });

  it('knows the same after edits as when it reads the text anew', async () => {
    const random = seededRandom(7);
    const bits = [
      '"""',
      '(',
      ')',
      '\n',
      '    ',
      'x = 1\n',
      'import torch.nn as nn\n',
      '#',
      ':',
      'def f():\n',
      '{',
      '}',
      '🎬',
      '%%bash\n',
      '',
      '',
    ];
    for (const { document } of await readFixtures()) {
      if (
        !resolver.ready(document.languageId) ||
        !/^(?:python|typescript|javascript)/.test(document.languageId)
      )
        continue;
      let { text } = document;
      const uri = `edited:${document.uri}`;
      for (let version = 1; version <= 24; version++) {
        const start = random.below(text.length);
        const end = Math.min(text.length, start + random.below(random.below(4) === 0 ? 200 : 3));
        text = text.slice(0, start) + random.pick(bits) + text.slice(end);
        const edited = resolver.analyze({ ...document, uri, version, text });
        const fresh = resolver.analyze(documentOf(text, document.languageId, version, `fresh:${version}`));
        assert.deepEqual(edited.imports, fresh.imports, `${uri} version ${version}`);
        if (version % 8 === 0)
          assert.deepEqual([...edited.sites()], [...fresh.sites()], `${uri} version ${version}`);
        resolver.forget(`fresh:${version}`);
      }
    }
  });
});
