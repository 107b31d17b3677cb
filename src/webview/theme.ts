/** The colours of drawings follow the editor's theme: the page sets them as CSS variables on its root. */
import { palettes } from '../util/palettes';
import type { ThemeKind } from '../util/theme';

const kinds: Readonly<Record<string, ThemeKind>> = {
  'vscode-light': 'light',
  'vscode-dark': 'dark',
  'vscode-high-contrast': 'hc-dark',
  'vscode-high-contrast-light': 'hc-light',
};

/** The kind of theme that VS Code notes on the body. */
export function themeKind(): ThemeKind {
  return kinds[document.body.dataset['vscodeThemeKind'] ?? ''] ?? 'dark';
}

/** How many series colours there are before they repeat. */
export const seriesColors = 6;

/** CSS colour of the `index`-th series. */
export const seriesColor = (index: number) => `var(--gloss-series-${index % seriesColors})`;

/** Keeps the variables of `root` in step with the theme. `changed` runs after each change, not at the start. */
export function followTheme(root: HTMLElement, changed: () => void): void {
  const apply = () => {
    const palette = palettes[themeKind()];
    palette.series.forEach((color, i) => root.style.setProperty(`--gloss-series-${i}`, color));
    for (const name of ['accent', 'good', 'warning', 'error'] as const) {
      root.style.setProperty(`--gloss-${name}`, palette[name]);
    }
  };
  apply();
  new MutationObserver(() => {
    apply();
    changed();
  }).observe(document.body, { attributes: true, attributeFilter: ['data-vscode-theme-kind', 'class'] });
}
