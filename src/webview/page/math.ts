/** Formulas, drawn by KaTeX into elements: its HTML as text would need inline styles, which the policy forbids. */
import katex from 'katex';

/** Longer TeX is shown as it is written. */
const longest = 4000;

/** A new element with the formula; the TeX itself as code where it cannot be drawn. */
export function formulaElement(tex: string, display: boolean): HTMLElement {
  const element = document.createElement(display ? 'div' : 'span');
  element.className = display ? 'formula display' : 'formula';
  try {
    if (tex.length > longest) throw new Error('too long');
    katex.render(tex, element, {
      displayMode: display,
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: 200,
      maxSize: 20,
    });
  } catch {
    const code = document.createElement('code');
    code.textContent = tex.slice(0, longest);
    element.replaceChildren(code);
  }
  return element;
}
