/** Finds the symbols of the table in the drawn formula, so that they can be lit. */
import type { ConceptView } from '../protocol/messages';
import { formulaElement } from './page/math';

/** Letters and signs of a drawn formula that are not made of smaller ones: text and how it is set, with the element. */
function atoms(formula: Element): { readonly key: string; readonly element: HTMLElement }[] {
  return [...formula.querySelectorAll<HTMLElement>('.katex-html span')]
    .filter((element) => element.childElementCount === 0 && (element.textContent ?? '').trim() !== '')
    .map((element) => ({
      key: `${element.textContent} ${[...element.classList].filter(set).sort().join(' ')}`,
      element,
    }));
}

/** Classes of KaTeX that say what a sign is; the others say where it stands. */
const set = (name: string) => /^(mord|mathnormal|mathbf|mathbb|mathcal|mathrm|boldsymbol|amsrm)$/.test(name);

/** Gives each sign of the formula that alone is a symbol with a role that role. A symbol of several signs is left out. */
export function markSymbols(root: HTMLElement, symbols: ConceptView['symbols']): void {
  const roles = new Map<string, string>();
  for (const { tex, role } of symbols) {
    const [only, ...others] = role === undefined ? [] : atoms(formulaElement(tex, false));
    if (only && others.length === 0) roles.set(only.key, role!);
  }
  for (const formula of root.querySelectorAll('.formula-frame')) {
    for (const { key, element } of atoms(formula)) {
      const role = roles.get(key);
      if (role !== undefined) element.dataset['role'] = role;
    }
  }
}
