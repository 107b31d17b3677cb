import type { Palette, ThemeKind } from './theme';

/**
 * Colours of drawings in each kind of theme. `background` is the hover's own background in VS Code's standard
 * theme of that kind. Series follow Okabe and Ito's colour-blind safe set, moved in lightness until each stands out.
 */
export const palettes: Readonly<Record<ThemeKind, Palette>> = {
  dark: {
    kind: 'dark',
    foreground: '#cccccc',
    muted: '#9d9d9d',
    background: '#202020',
    grid: '#4a4a4a',
    accent: '#56b4e9',
    good: '#4ec9a0',
    warning: '#e8a838',
    error: '#ff7b72',
    series: ['#56b4e9', '#e69f00', '#2fb890', '#f0e442', '#d98cb8', '#e8652a'],
  },
  light: {
    kind: 'light',
    foreground: '#3b3b3b',
    muted: '#666666',
    background: '#f8f8f8',
    grid: '#d0d0d0',
    accent: '#0067a8',
    good: '#00735a',
    warning: '#8a5a00',
    error: '#b3261e',
    series: ['#3780b7', '#8c5f00', '#4a9879', '#918a20', '#552441', '#7f3300'],
  },
  'hc-dark': {
    kind: 'hc-dark',
    foreground: '#ffffff',
    muted: '#d4d4d4',
    background: '#0c141f',
    grid: '#6b7684',
    accent: '#6cc5ff',
    good: '#5fe0b4',
    warning: '#ffc04d',
    error: '#ff9d94',
    series: ['#6cc5ff', '#ffb01f', '#3fd0a4', '#fff066', '#f0a8d0', '#ff8a4c'],
  },
  'hc-light': {
    kind: 'hc-light',
    foreground: '#292929',
    muted: '#4a4a4a',
    background: '#ffffff',
    grid: '#949494',
    accent: '#0f4a85',
    good: '#00573f',
    warning: '#6b4300',
    error: '#951b14',
    series: ['#3780b7', '#8c5f00', '#4a9879', '#918a20', '#552441', '#7f3300'],
  },
};
