/** How each language of the editor is read. */
import type { GrammarName } from './grammars';

type Reading =
  | { readonly kind: 'code'; readonly grammar: GrammarName; readonly language: 'python' | 'script' }
  | { readonly kind: 'config'; readonly format: 'yaml' | 'json' | 'toml' };

const script = (grammar: GrammarName): Reading => ({ kind: 'code', grammar, language: 'script' });

const readings: ReadonlyMap<string, Reading> = new Map([
  ['python', { kind: 'code', grammar: 'python', language: 'python' }],
  ['javascript', script('javascript')],
  ['javascriptreact', script('javascript')],
  ['typescript', script('typescript')],
  ['typescriptreact', script('tsx')],
  ['yaml', { kind: 'config', format: 'yaml' }],
  ['json', { kind: 'config', format: 'json' }],
  ['jsonc', { kind: 'config', format: 'json' }],
  ['toml', { kind: 'config', format: 'toml' }],
]);

/** The reading of a VS Code language id; nothing where only words are read. */
export function readingOf(languageId: string): Reading | undefined {
  return readings.get(languageId);
}
