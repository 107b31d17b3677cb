/** Python, as the tree analysis wants it. */
import { blankMagics } from '../notebook';
import type { TreeLanguage } from '../tree-analysis';
import { declarePython } from './declarations';
import { PythonNames } from './names';
import { PythonScopes } from './scopes';
import { pythonSite } from './sites';

export const python: TreeLanguage = {
  declare: declarePython,
  prepare: blankMagics,
  read(tree, text, module) {
    const names = new PythonNames(tree, text, new PythonScopes(module, text));
    return { site: (path, offset) => pythonSite(names, path, offset) };
  },
  innerImports(text) {
    return Array.from(
      text.matchAll(/^[ \t]+(?:from|import)[ \t]+([A-Za-z_]\w*)/gm),
      ([, name]) => `py:${name}`,
    );
  },
};
