/** HTML of the host, cleaned once more on arrival: markup of a text, never script, style, form or image. */
import DOMPurify, { type Config } from 'dompurify';
import { formulaElement } from './math';

const tags =
  'p,h2,h3,h4,ul,ol,li,dl,dt,dd,table,thead,tbody,tr,th,td,blockquote,pre,code,em,strong,sub,sup,span,div,a,br,hr,del,kbd,cite';
const attributes = 'class,href,title,start,scope,colspan,rowspan,data-tex,data-display,data-concept,data-url';

const options = {
  ALLOWED_TAGS: tags.split(','),
  ALLOWED_ATTR: attributes.split(','),
  // Without this DOMPurify takes every value for an address.
  ADD_URI_SAFE_ATTR: ['data-tex', 'data-display', 'data-concept', 'start', 'scope', 'colspan', 'rowspan'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https:\/\/|#)/i,
  RETURN_DOM_FRAGMENT: true,
} satisfies Config;

/** The markup as nodes: formulas drawn, links with an address, wide tables and code to be scrolled by keyboard too. */
export function safeFragment(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, options);
  for (const span of fragment.querySelectorAll<HTMLElement>('[data-tex]')) {
    span.replaceWith(formulaElement(span.dataset['tex'] ?? '', span.dataset['display'] !== undefined));
  }
  for (const link of fragment.querySelectorAll<HTMLAnchorElement>('a[data-concept]')) {
    link.href = `#concept/${link.dataset['concept']}`;
  }
  for (const link of fragment.querySelectorAll<HTMLAnchorElement>('a[data-url^="https://"]')) {
    link.href = link.dataset['url'] ?? '';
  }
  for (const wide of fragment.querySelectorAll<HTMLElement>('table, pre')) makeScrollable(wide);
  return fragment;
}

function makeScrollable(wide: HTMLElement): void {
  const frame = document.createElement('div');
  frame.className = 'scroll';
  frame.tabIndex = 0;
  frame.role = 'group';
  frame.ariaLabel = wide.tagName === 'TABLE' ? 'Table' : 'Code';
  wide.replaceWith(frame);
  frame.append(wide);
}
