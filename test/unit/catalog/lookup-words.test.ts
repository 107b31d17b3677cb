import assert from 'node:assert/strict';
import type { Site } from '../../../src/resolver/site';
import { createCatalog } from '../../../src/catalog/catalog';
import { catalog, entry } from './lookup-catalog';
import { analysis, marked, type SiteLike } from './sites';

describe('lookup by words', () => {
  const cases: [
    name: string,
    text: string,
    like: SiteLike,
    concept: string | undefined,
    where?: Parameters<typeof analysis>[1],
  ][] = [
    ['an identifier', '|label_smoothing_loss|(x)', {}, 'label-smoothing'],
    ['camel case', 'class |LabelSmoothingLoss|:', { place: 'definition' }, 'label-smoothing'],
    ['written together', '|labelsmoothing| = 1', { place: 'definition' }, 'label-smoothing'],
    ['the plural', '|layer_norms|', {}, 'layer-normalization'],
    ['the longest phrase', '|my_layer_norm_eps_value|', {}, 'layer-norm-epsilon'],
    ['two phrases of two concepts', '|same_thing|', {}, undefined],
    ['prose', '# use label |smoothing| here', { place: 'comment' }, 'label-smoothing'],
    ['prose: the other word', '# use |label| smoothing here', { place: 'comment' }, 'label-smoothing'],
    ['prose: a word beside the phrase', '# use label smoothing |here|', { place: 'comment' }, undefined],
    [
      'prose over the end of a sentence',
      '# set the label. |Smoothing| comes later',
      { place: 'comment' },
      undefined,
    ],
    ['prose over a colon', '# norm_layer: |Normalization| layer', { place: 'comment' }, undefined],
    ['prose over a dash', '# label -- |smoothing|', { place: 'comment' }, undefined],
    ['prose with a hyphen', '# |label-smoothing|', { place: 'comment' }, 'label-smoothing'],
    ['prose over a plus', '# label + |smoothing|', { place: 'comment' }, 'label-smoothing'],
    [
      'a name without letters',
      '|_| = nn.LayerNorm(8)',
      { symbol: 'py:torch.nn.LayerNorm', via: 'type' },
      undefined,
    ],
    ['a phrase that is never meant', '# one-sided label |smoothing|', { place: 'comment' }, undefined],
    ['a phrase that is never meant, in an identifier', '|one_sided_label_smoothing|', {}, undefined],
    ['a word that a file may rule out', '|scale_norm|', {}, 'positional-encoding'],
    ['a word that the file rules out', '|scale_norm| = odeint(f)', {}, undefined],
    ['a rare word alone', '|colbert|', {}, 'late-interaction'],
    ['a common word alone', '|score|', {}, undefined],
    ['no machine learning', '|label_smoothing_loss|', {}, undefined, { ml: false }],
    [
      'inside a name that says so',
      'def f(|eps|): pass',
      { place: 'definition', inside: ['f', 'SmoothTargets'] },
      'label-smoothing',
    ],
    ['inside another name', 'def f(|eps|): pass', { place: 'definition', inside: ['f', 'Adam'] }, undefined],
    [
      'inside a name that is never meant',
      'def f(|eps|): pass',
      { place: 'definition', inside: ['SmoothL1'] },
      undefined,
    ],
    [
      'near a word of the statement',
      'loss = cross_entropy(x, |smoothing|=0.1)',
      { place: 'keyword' },
      'label-smoothing',
    ],
    [
      'near it in camel case',
      'loss = crossEntropy(x, |smoothing|=0.1)',
      { place: 'keyword' },
      'label-smoothing',
    ],
    ['near nothing', 'cross_entropy(x)\nplot(|smoothing|=0.1)', { place: 'keyword' }, undefined],
    ['a common word in a string', 'cross_entropy("|smoothing|")', { place: 'string' }, undefined],
    [
      'two of several words in the file',
      '|burn_in| = 3\nx = dppm(4)',
      { place: 'definition' },
      'latent-failures',
      { ml: false },
    ],
    [
      'one of several words in the file',
      '|burn_in| = 3\nx = dppmx(4)',
      { place: 'definition' },
      undefined,
      { ml: false },
    ],
    ['a numeric file', '|latent_defects|', {}, 'latent-failures', { ml: false, numeric: true }],
    ['a file with no numbers', '|latent_defects|', {}, undefined, { ml: false, numeric: false }],
    [
      'a name of another library',
      '|layer_norm|',
      { symbol: 'py:other.layer_norm', via: 'import' },
      'layer-normalization',
    ],
    [
      'a single word of another library',
      '|colbert|',
      { symbol: 'py:other.colbert', via: 'import' },
      undefined,
    ],
    [
      'a name of an import',
      'from own import |layer_norm|',
      { place: 'import', symbol: 'py:own.layer_norm' },
      'layer-normalization',
    ],
    [
      'a module of an import',
      'from own.|layer_norm| import x',
      { place: 'import', symbol: 'py:own.layer_norm' },
      undefined,
    ],
    ['an imported module', 'import |layer_norm|', { place: 'import', symbol: 'py:layer_norm' }, undefined],
    ['nothing', '||', {}, undefined],
    ['constructor', '|constructor|', {}, undefined],
    ['very many words', `|${'label_'.repeat(50_000)}|`, {}, undefined],
  ];
  for (const [name, text, like, concept, where] of cases)
    it(name, () => {
      const { site: found, text: plain } = marked(text, like);
      const match = catalog.lookup(found, analysis(plain, where));
      assert.equal(match?.entry.id, concept);
      if (match) assert.equal(match.kind, 'words');
    });

  it('reads the value of a role', () => {
    const { site: found, text } = marked('def f(|eps|=0.3): pass', {
      place: 'definition',
      inside: ['smooth'],
      value: 0.3,
    });
    const match = catalog.lookup(found, analysis(text));
    assert.deepEqual([match?.role, match?.values.eps?.value, match?.values.eps?.from], ['eps', 0.3, 'code']);
  });

  it('keeps to the function where a rule says so', () => {
    const rules = createCatalog([
      entry('x', { words: [{ text: 'alpha', near: ['mixup'], scope: 'function' }] }),
    ]);
    const code = 'def f():\n    mixup(x)\n    if y:\n        |alpha| = 1\n\ndef g():\n    alpha = 2\n';
    const inside = marked(code);
    assert.equal(rules.lookup(inside.site, analysis(inside.text))?.entry.id, 'x');
    const outside = marked(code.replaceAll('|', '').replace('    alpha = 2', '    |alpha| = 2'));
    assert.equal(rules.lookup(outside.site, analysis(outside.text)), undefined);
  });

  describe('the name of an API', () => {
    const rules = createCatalog([
      entry('x', {
        names: [
          { symbol: 'py:pack.Sharp_Filter', kind: 'class' },
          { symbol: 'py:pack.Plain', kind: 'class' },
          { symbol: 'py:pack.SomeHost', kind: 'class', shows: 'parameter' },
          { symbol: 'py:pack.many_things.*', kind: 'module' },
        ],
      }),
    ]);
    const cases: [what: string, text: string, uri: string, concept: string | undefined][] = [
      ['in a file that names its package', 'import pack\n|DeepSharpFilter|', 'x.py', 'x'],
      ['in its package', 'from .a import |SharpFilter|', '/src/pack/inner/x.py', 'x'],
      ['where nothing shows the package', '|SharpFilter|', '/src/packs/x.py', undefined],
      ['of one word', 'import pack\n|Plain|', 'x.py', undefined],
      ['of a host of a parameter', 'import pack\n|SomeHost|', 'x.py', undefined],
      ['of a module', 'import pack\n|many_things|', 'x.py', undefined],
    ];
    for (const [what, code, uri, concept] of cases)
      it(what, () => {
        const { site: found, text } = marked(code);
        const where = analysis(text);
        const document = { ...where.document, uri };
        assert.equal(rules.lookup(found, { ...where, document })?.entry.id, concept);
      });
  });

  it('finds the head of a function behind a long parameter list', () => {
    const rules = createCatalog([
      entry('x', { words: [{ text: 'alpha', near: ['mixup'], scope: 'function' }] }),
    ]);
    const { site: found, text } = marked(
      `def f(\n    mixup,\n) -> int:\n${'    y()\n'.repeat(40)}    |alpha| = 1\n`,
    );
    assert.equal(rules.lookup(found, analysis(text))?.entry.id, 'x');
  });

  describe('in settings', () => {
    const rules = createCatalog([
      entry('x', {
        words: ['beta vae', 'zzz', { text: 'rssm', near: ['deter'], scope: 'file', needs: 'none' }],
      }),
    ]);
    const cases: [what: string, text: string, place: Site['place'], concept: string | undefined][] = [
      ['a value of several words', 'name: |"BetaVAE"|', 'value', 'x'],
      ['a key of several words', '|beta_vae|: 1', 'key', 'x'],
      ['a value of one word', 'name: |zzz|', 'value', undefined],
      ['a value of one word whose condition holds', 'name: |rssm|\ndeter: 1', 'value', 'x'],
      ['a value of one word whose condition does not hold', 'name: |rssm|', 'value', undefined],
      ['running text', '# the |beta| vae', 'comment', undefined],
    ];
    for (const [what, code, place, concept] of cases)
      it(what, () => {
        const name = { text: 'name', range: { start: 0, end: 0 } };
        const { site: found, text } = marked(code, { place, ...(place === 'value' && { value: 'v', name }) });
        const where = analysis(text, { ml: false, numeric: false, languageId: 'yaml' });
        assert.equal(rules.lookup(found, where)?.entry.id, concept);
      });
  });

  it('takes the lines before for a function where there is none', () => {
    const rules = createCatalog([
      entry('x', { words: [{ text: 'alpha', near: ['mixup'], scope: 'function' }] }),
    ]);
    const after = (lines: number) => marked(`mixup(x)\n${'y()\n'.repeat(lines)}|alpha| = 1\n`);
    const [close, far] = [after(10), after(30)];
    assert.equal(rules.lookup(close.site, analysis(close.text))?.entry.id, 'x');
    assert.equal(rules.lookup(far.site, analysis(far.text)), undefined);
  });

  it('finds a phrase whose first word ends in s', () => {
    const rules = createCatalog([
      entry('x', { words: [{ text: 'qi col', near: ['sens col'], scope: 'file' }] }),
    ]);
    for (const other of ['sens_col', 'sensCol', 'sen col']) {
      const { site: found, text } = marked(`|qi_cols| = 1\n${other} = 2\n`);
      assert.equal(rules.lookup(found, analysis(text))?.entry.id, 'x', other);
    }
  });

  it('takes the role of a flag from the command of the line', () => {
    const { site: found, text } = marked('fairseq-train data \\\n  |--label-smoothing| 0.1', {
      place: 'key',
      value: 0.1,
    });
    const match = catalog.lookup(found, analysis(text, { ml: false, languageId: 'shellscript' }));
    assert.deepEqual(
      [match?.entry.id, match?.role, match?.values.moved?.value],
      ['label-smoothing', 'moved', 0.1],
    );
  });
});
