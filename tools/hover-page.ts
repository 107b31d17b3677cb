/** Cards as VS Code's hover shows them, in a page of their own: its box, font, widths and colours. */
import markdownIt from 'markdown-it';
import type { HoverMarkdown } from '../src/card/markdown';
import { palettes } from '../src/util/palettes';
import type { ThemeKind } from '../src/util/theme';

/** What the hover takes from the theme beside what our palettes know. */
const themes: Readonly<Record<ThemeKind, { border: string; link: string; editor: string }>> = {
  dark: { border: '#454545', link: '#4daafc', editor: '#1f1f1f' },
  light: { border: '#c8c8c8', link: '#005fb8', editor: '#ffffff' },
  'hc-dark': { border: '#6fc3df', link: '#21a6ff', editor: '#000000' },
  'hc-light': { border: '#0f4a85', link: '#0f4a85', editor: '#ffffff' },
};

export const themeKinds = Object.keys(themes) as ThemeKind[];

const markdown = markdownIt({ html: true });
markdown.validateLink = (url) => /^(command:|data:image\/svg\+xml,)/.test(url);

/** One hover as HTML: a row for each of the two Markdown texts. */
export function hoverHtml({ head, body }: HoverMarkdown, theme: ThemeKind): string {
  const rows = [head, body]
    .filter((text) => text !== '')
    .map((text) => `<div class="row"><div class="contents">${markdown.render(text)}</div></div>`);
  return `<div class="hover ${theme}">${rows.join('')}</div>`;
}

/** The rules of VS Code 1.139's hover that decide its size, and the colours of its standard themes. */
const hoverCss = `
  body { margin: 0; font-family: system-ui, "Ubuntu", "Droid Sans", sans-serif; }
  .hover { box-sizing: border-box; width: fit-content; font-size: 14px; line-height: 1.35714;
    border: 1px solid; border-radius: 3px; overflow: hidden; }
  .contents { padding: 4px 8px; max-width: var(--hover-width); word-wrap: break-word; }
  .hover p { margin: 8px 0; }
  .hover p:first-child { margin-top: 0; }
  .hover p:last-child { margin-bottom: 0; }
  .hover a { text-decoration: none; }
  .hover code { padding: 0 0.4em; border-radius: 3px; font-family: monospace; }
  ${themeKinds
    .map((kind) => {
      const { border, link } = themes[kind];
      const { background, foreground } = palettes[kind];
      return `.${kind} { background: ${background}; color: ${foreground}; border-color: ${border}; } .${kind} a { color: ${link}; }`;
    })
    .join('\n  ')}
`;

/** VS Code's hover is at least this wide before it wraps, in pixels; in a narrow window, less. */
export const hoverWidths = { usual: 750, narrow: 500 } as const;

/** A whole page; without its first line Chromium would lay out lines with images in another way. */
export function page(content: string, css = '', width: number = hoverWidths.usual): string {
  return `<!doctype html><html lang="en"><title>Hover cards</title><style>:root { --hover-width: ${width - 18}px; }${hoverCss}${css}</style><body>${content}</body></html>`;
}

/** The colour behind the hover. */
export function editorBackground(theme: ThemeKind): string {
  return themes[theme].editor;
}
