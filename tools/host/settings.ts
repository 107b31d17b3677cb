/** The settings of a VS Code that only tests see: quiet, steady, and with a chosen theme. */
export const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
} as const;
export type Theme = keyof typeof themes;

/** `glossTest.bridge` tells the extension host where its runner listens. */
export function testSettings(
  theme: Theme,
  bridge: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    'workbench.startupEditor': 'none',
    'workbench.colorTheme': themes[theme],
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.tips.enabled': false,
    'workbench.reduceMotion': 'on',
    'chat.disableAIFeatures': true,
    'chat.commandCenter.enabled': false,
    'files.hotExit': 'off',
    'files.simpleDialog.enable': true,
    'editor.hover.delay': 100,
    'editor.cursorBlinking': 'solid',
    'editor.minimap.enabled': false,
    'extensions.ignoreRecommendations': true,
    'git.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'glossTest.bridge': bridge,
    ...more,
  };
}
