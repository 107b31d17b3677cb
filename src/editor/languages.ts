/** The languages that Gloss reads, by VS Code's ids. */

const code = ['python', 'typescript', 'typescriptreact', 'javascript', 'javascriptreact'];
const config = ['yaml', 'toml', 'json', 'jsonc'];
/** Read for words alone: they have no parser here. */
const prose = ['markdown', 'r', 'rmd', 'julia', 'shellscript', 'java', 'restructuredtext', 'latex'];

export const languages: readonly string[] = [...code, ...config, ...prose];

const known: ReadonlySet<string> = new Set(languages);

export function isSupported(languageId: string): boolean {
  return known.has(languageId);
}

/** How a language is parsed, or nothing where it is read for words alone. */
export function parserOf(languageId: string): 'code' | 'config' | undefined {
  if (code.includes(languageId)) return 'code';
  return config.includes(languageId) ? 'config' : undefined;
}
