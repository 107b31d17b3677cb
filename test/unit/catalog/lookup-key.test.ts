import { catalog, check, type Expected } from './lookup-catalog';
import { analysis, site, type SiteLike } from './sites';

describe('lookup by key', () => {
  const yaml = analysis('', { ml: false, numeric: false, languageId: 'yaml' });
  const plain = analysis('', { ml: false, numeric: false });
  const cases: [name: string, site: SiteLike, where: ReturnType<typeof analysis>, expected: Expected][] = [
    [
      'a config key',
      { place: 'key', text: 'label_smoothing', value: 0.1 },
      yaml,
      {
        concept: 'label-smoothing',
        kind: 'key',
        role: 'eps',
        values: { eps: '0.1 code', num_classes: '10 concept' },
      },
    ],
    [
      'a key without a value',
      { place: 'key', text: 'label_smoothing' },
      yaml,
      { concept: 'label-smoothing', values: { num_classes: '10 concept' } },
    ],
    [
      'the value of a key',
      {
        place: 'value',
        text: '0.1',
        value: 0.1,
        name: { text: 'label_smoothing', range: { start: 0, end: 0 } },
      },
      yaml,
      { concept: 'label-smoothing', role: 'eps' },
    ],
    [
      'another argument of a flag',
      {
        place: 'value',
        text: "'S'",
        value: 'S',
        name: { text: '--label-smoothing', range: { start: 0, end: 0 } },
        args: [{ keyword: 'metavar', value: 'S' }],
        at: 0,
      },
      analysis(),
      { concept: undefined },
    ],
    ['another spelling', { place: 'key', text: 'labelSmoothing' }, yaml, { concept: 'label-smoothing' }],
    [
      'a flag',
      { place: 'key', text: '--label-smoothing' },
      yaml,
      { concept: 'label-smoothing', role: 'eps' },
    ],
    ['a flag of one word', { place: 'key', text: '--smoothing' }, analysis(), { concept: 'label-smoothing' }],
    ['a common word', { place: 'key', text: 'smoothing' }, analysis(), { concept: undefined }],
    [
      'a key in code without machine learning',
      { place: 'definition', text: 'label_smoothing' },
      plain,
      { concept: undefined },
    ],
    [
      'a keyword of an unknown function',
      {
        place: 'keyword',
        text: 'label_smoothing',
        args: [{ keyword: 'label_smoothing', value: 0.3 }],
        at: 0,
      },
      analysis(),
      { concept: 'label-smoothing', kind: 'key', values: { eps: '0.3 code', num_classes: '10 concept' } },
    ],
    [
      'its value',
      { place: 'value', text: '0.3', args: [{ keyword: 'label_smoothing', value: 0.3 }], at: 0 },
      analysis(),
      { concept: 'label-smoothing', kind: 'key', role: 'eps' },
    ],
    ['an attribute', { text: 'ls_eps' }, analysis(), { concept: 'label-smoothing', kind: 'key' }],
    [
      'a class name is no key',
      { place: 'definition', text: 'LabelSmoothing' },
      analysis(),
      { concept: 'label-smoothing', kind: 'words' },
    ],
    [
      'a function of R',
      { place: 'word', text: 'ldiversity' },
      analysis('', { ml: false, languageId: 'r' }),
      { concept: 'l-diversity', kind: 'key' },
    ],
    [
      'an environment variable',
      { place: 'string', text: 'GLOSS_RECURSION_LIMIT', range: { start: 1, end: 22 } },
      analysis('"GLOSS_RECURSION_LIMIT"'),
      { concept: 'l-diversity' },
    ],
    [
      'a key in running text',
      { place: 'string', text: 'smoothing', range: { start: 4, end: 13 } },
      analysis('"A\\nsmoothing: small"'),
      { concept: undefined },
    ],
    [
      'a switch behind a key',
      {
        place: 'value',
        text: 'True',
        value: true,
        name: { text: 'layer_norm_eps', range: { start: 0, end: 0 } },
      },
      analysis(),
      { concept: undefined },
    ],
    [
      'the value decides',
      { place: 'key', text: 'rope_theta', value: 10000 },
      yaml,
      { concept: 'positional-encoding', values: { temperature: '10000 code' } },
    ],
    [
      'the value decides otherwise',
      { place: 'key', text: 'rope_theta', value: 2 },
      yaml,
      { concept: 'temperature' },
    ],
    [
      'an unknown value decides nothing',
      { place: 'key', text: 'rope_theta' },
      yaml,
      { concept: 'temperature' },
    ],
    ['__proto__', { place: 'key', text: '__proto__' }, yaml, { concept: undefined }],
    ['constructor', { place: 'key', text: 'constructor' }, yaml, { concept: undefined }],
  ];
  for (const [name, like, where, expected] of cases)
    it(name, () => check(catalog.lookup(site(like), where), expected));
});
