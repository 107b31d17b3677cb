import js from '@eslint/js';
import ts from 'typescript-eslint';

/** The layers of docs/architecture.md: each folder and the folders that it may import. */
const layers = {
  util: [],
  resolver: ['util'],
  catalog: ['resolver', 'util'],
  pictures: ['catalog', 'resolver', 'demos', 'util'],
  formula: ['catalog', 'util'],
  demos: ['catalog', 'resolver', 'util'],
  hints: ['catalog', 'resolver', 'pictures', 'formula', 'demos', 'util'],
  card: ['hints', 'catalog', 'resolver', 'pictures', 'formula', 'demos', 'util'],
  article: ['catalog', 'resolver', 'pictures', 'formula', 'demos', 'util'],
  search: ['catalog', 'resolver', 'pictures', 'formula', 'demos', 'util'],
  importer: ['catalog', 'resolver', 'pictures', 'formula', 'demos', 'util'],
  engine: ['catalog', 'resolver', 'pictures', 'formula', 'demos', 'util'],
  protocol: ['catalog', 'resolver', 'pictures', 'formula', 'demos', 'util'],
  webview: ['engine', 'protocol', 'article', 'demos', 'util'],
  editor: [
    'card',
    'article',
    'hints',
    'search',
    'importer',
    'engine',
    'protocol',
    'catalog',
    'resolver',
    'pictures',
    'formula',
    'demos',
    'util',
  ],
  cli: [
    'card',
    'article',
    'hints',
    'search',
    'importer',
    'engine',
    'protocol',
    'catalog',
    'resolver',
    'pictures',
    'formula',
    'demos',
    'util',
  ],
};
const folders = Object.keys(layers);

const borders = folders.map((folder) => ({
  files: [`src/${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(\\.\\./)+(${folders.filter((f) => f !== folder && !layers[folder].includes(f)).join('|')}|extension)(/|$)`,
            message: `${folder}/ may import only: ${layers[folder].join(', ') || 'nothing'} (docs/architecture.md).`,
          },
          ...(folder === 'editor' ? [] : [{ regex: '^vscode$', message: 'Only editor/ knows the editor.' }]),
          ...(folder === 'cli' ? [] : [{ regex: '^node:', message: 'Only cli/ knows Node.' }]),
        ],
      },
    ],
  },
}));

export default ts.config(
  {
    ignores: [
      'dist',
      'node_modules',
      '.cache',
      '.vscode-test',
      '**/*.generated.*',
      'examples',
      'snippets',
      'test/fixtures',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    rules: {
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', { max: 70, skipComments: true, skipBlankLines: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Gloss makes no network request.' }],
    },
  },
  ...borders,
  {
    files: ['src/demos/**/*.ts', 'src/engine/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness comes from ctx.random(seed).' },
        { object: 'Date', property: 'now', message: 'A demo knows no time.' },
      ],
    },
  },
  {
    files: ['test/**', 'tools/**', '*.mjs', 'src/webview/**'],
    rules: { 'no-restricted-globals': 'off' },
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        fetch: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
      },
    },
  },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable' } } },
  {
    files: ['test/**'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-unused-expressions': 'off' },
  },
);
