/** TypeScript and JavaScript, as the tree analysis wants them. */
import type { TreeLanguage } from '../tree-analysis';
import { declareScript, moduleSymbol } from './declarations';
import { ScriptNames } from './names';
import { ScriptScopes } from './scopes';
import { scriptSite } from './sites';

/** A `tf` that no import binds comes from a script tag. */
const globalTf =
  /\btf\.(?:browser|data|layers|loadLayersModel|losses|model|ready|sequential|tensor\w*|tidy|train)\b/;

export const script: TreeLanguage = {
  declare: declareScript,
  prepare: (text) => text,
  read(tree, text, module) {
    const names = new ScriptNames(tree, text, new ScriptScopes(module, text));
    return { site: (path, offset) => scriptSite(names, path, offset) };
  },
  innerImports(text) {
    const required = Array.from(
      text.matchAll(/\b(?:require|import)[ \t]{0,20}\([ \t]{0,20}['"`]([^'"`\n]{1,200})['"`]/g),
      ([, specifier]) => moduleSymbol(specifier!),
    );
    return globalTf.test(text) ? [...required, moduleSymbol('@tensorflow/tfjs')] : required;
  },
};
