/** Python, as the tree analysis wants it. */
import { linkedOf } from '../links';
import type { Meaning } from '../meaning';
import { blankMagics } from '../notebook';
import type { TreeLanguage } from '../tree-analysis';
import { declarePython } from './declarations';
import { exportedConstant } from './literals';
import { PythonNames } from './names';
import { resultOf } from './results';
import { PythonScopes } from './scopes';
import { pythonSite } from './sites';

export const python: TreeLanguage = {
  declare: declarePython,
  prepare: blankMagics,
  read(tree, text, module, links) {
    const names = new PythonNames(tree, text, new PythonScopes(module, text), links);
    return {
      site: (path, offset) => pythonSite(names, path, offset),
      bases: (type) => names.bases(type),
      meaning: (path, index) =>
        names.meaning({ node: path[index]!, scope: names.scopes.at(path.slice(0, index + 1)) }),
      exported(name) {
        const meaning = names.name(name, module, Infinity);
        const result = (of: Meaning) =>
          of.kind === 'function' ? resultOf(names, of.function, 0) : undefined;
        const linked = linkedOf(meaning, (type) => names.bases(type), result);
        const value = linked ? undefined : exportedConstant(names, module, name);
        return value === undefined ? linked : { kind: 'constant', value };
      },
    };
  },
  innerImports(text) {
    return Array.from(
      text.matchAll(/^[ \t]+(?:from|import)[ \t]+([A-Za-z_]\w*)/gm),
      ([, name]) => `py:${name}`,
    );
  },
};
