/** Whether TeX compiles: KaTeX, a file beside the program, which is read when a glossary is imported and not before. */
import type katex from 'katex';
import * as vscode from 'vscode';

const options = {
  throwOnError: true,
  strict: 'ignore',
  trust: false,
  maxExpand: 100,
  output: 'mathml',
} as const;

/** Rejects where the extension lacks its file. */
export async function texCheck(dist: vscode.Uri): Promise<(tex: string) => boolean> {
  const { renderToString } = await load(vscode.Uri.joinPath(dist, 'part-katex.cjs'));
  return (tex) => {
    try {
      renderToString(tex, options);
      return true;
    } catch {
      return false;
    }
  };
}

/** A browser offers an extension no `require` but this, by which it is loaded itself. */
async function load(file: vscode.Uri): Promise<typeof katex> {
  const source = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const module: { exports: unknown } = { exports: {} };
  // The text is a file of this extension, none of a user.
  new Function('module', 'exports', source)(module, module.exports);
  const { default: loaded = module.exports } = module.exports as { default?: unknown };
  return loaded as typeof katex;
}
