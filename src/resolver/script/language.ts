/** TypeScript and JavaScript, as the tree analysis wants them. */
import type { Node, Tree } from '../syntax-tree';
import { linkedOf } from '../links';
import type { Meaning } from '../meaning';
import type { TreeLanguage } from '../tree-analysis';
import { declareScript, moduleSymbol } from './declarations';
import { exportedConstant } from './literals';
import { ScriptNames } from './names';
import { functionResult } from './results';
import { ScriptScopes } from './scopes';
import { scriptSite } from './sites';

/** A `tf` that no import binds comes from a script tag. */
const globalTf =
  /\btf\.(?:browser|data|layers|loadLayersModel|losses|model|ready|sequential|tensor\w*|tidy|train)\b/;

/** What `export default` gives: an expression, or a class or function with a name. */
function defaultExport(tree: Tree): Node | undefined {
  const statement = tree.rootNode.namedChildren.find(
    (node) => node.type === 'export_statement' && node.children.some(({ type }) => type === 'default'),
  );
  const value = statement?.childForFieldName('value');
  return value ?? statement?.childForFieldName('declaration')?.childForFieldName('name') ?? undefined;
}

export const script: TreeLanguage = {
  declare: declareScript,
  prepare: (text) => text,
  read(tree, text, module, links) {
    const names = new ScriptNames(tree, text, new ScriptScopes(module, text), links);
    return {
      site: (path, offset) => scriptSite(names, path, offset),
      bases: (type) => names.bases(type),
      meaning: (path, index) =>
        names.meaning({ node: path[index]!, scope: names.scopes.at(path.slice(0, index + 1)) }),
      exported(name) {
        const node = name === 'default' ? defaultExport(tree) : undefined;
        const meaning = node ? names.meaning({ node, scope: module }) : names.name(name, module, Infinity);
        const result = (of: Meaning) =>
          of.kind === 'function' ? functionResult(names, of.function, 0) : undefined;
        const linked = linkedOf(meaning, (type) => names.bases(type), result);
        const value = linked ? undefined : exportedConstant(names, module, name);
        return value === undefined ? linked : { kind: 'constant', value };
      },
    };
  },
  innerImports(text) {
    const required = Array.from(
      text.matchAll(/\b(?:require|import)[ \t]{0,20}\([ \t]{0,20}['"`]([^'"`\n]{1,200})['"`]/g),
      ([, specifier]) => moduleSymbol(specifier!),
    );
    return globalTf.test(text) ? [...required, moduleSymbol('@tensorflow/tfjs')] : required;
  },
};
