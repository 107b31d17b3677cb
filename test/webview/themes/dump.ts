/** Writes the style that a real VS Code gives a webview in each kind of theme: `node --import tsx test/webview/themes/dump.ts`. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWorkbench } from '../../../tools/host/workbench';
import { themes, type Theme } from '../../../tools/host/settings';

const names: Record<Theme, string> = {
  dark: 'dark',
  light: 'light',
  highContrast: 'hc-dark',
  highContrastLight: 'hc-light',
};

const workbench = await openWorkbench({ extension: 'none' });
for (const theme of Object.keys(themes) as Theme[]) {
  await workbench.setTheme(theme);
  const page = await workbench.evaluate(
    (vscode) =>
      new Promise<unknown>((resolve) => {
        const panel = vscode.window.createWebviewPanel('dump', 'dump', 1, { enableScripts: true });
        panel.webview.onDidReceiveMessage((message) => {
          resolve(message);
          panel.dispose();
        });
        panel.webview.html = `<body><script>
          const style = document.documentElement.style;
          const variables = Object.fromEntries([...style].filter((name) => !/^--vscode-(icon|symbolIcon|terminal|debug|git|chat|notebook|testing|merge)/.test(name)).map((name) => [name, style.getPropertyValue(name)]));
          const { className, dataset } = document.body;
          acquireVsCodeApi().postMessage({
            className, dataset: { ...dataset }, variables, defaults: document.getElementById('_defaultStyles').textContent,
          });
        </script></body>`;
      }),
  );
  const file = join(dirname(fileURLToPath(import.meta.url)), `${names[theme]}.json`);
  writeFileSync(file, `${JSON.stringify(page, undefined, 1)}\n`);
}
await workbench.close();
process.exit();
