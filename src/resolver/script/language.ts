import type { TreeLanguage } from '../tree-analysis';
export const script: TreeLanguage = {
  declare: () => [],
  prepare: (t) => t,
  read: () => ({ site: () => undefined }),
  innerImports: () => [],
};
