/** What the host knows about the page: addresses made by `asWebviewUri`, and a fresh nonce for every page. */
export interface PanelPage {
  /** Letters and digits, new for every page. */
  readonly nonce: string;
  readonly cspSource: string;
  /** dist/panel.js. */
  readonly scriptUri: string;
  /** dist/panel.css and dist/codicon.css. */
  readonly styleUris: { readonly page: string; readonly icons: string };
  /** dist/worker.js: the page fetches its text, since a worker of another origin is not allowed. */
  readonly workerUri: string;
  /** dist/tfjs-simd.wasm: the page fetches its bytes, since the worker cannot. */
  readonly wasmUri: string;
  readonly title: string;
}

/** Where the page finds its root element and the addresses that it fetches. */
export const panelRootId = 'gloss';

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The content security policy of the page: no remote request, no inline script or style, no eval but WebAssembly's. */
export function panelPolicy(nonce: string, cspSource: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    `connect-src ${cspSource}`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data:`,
  ].join('; ');
}

/** The whole HTML document of the panel, the same for a view and for an editor tab. */
export function panelHtml(page: PanelPage): string {
  const at = escapeAttribute;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${at(panelPolicy(page.nonce, page.cspSource))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${at(page.title)}</title>
<link id="vscode-codicon-stylesheet" rel="stylesheet" href="${at(page.styleUris.icons)}">
<link rel="stylesheet" href="${at(page.styleUris.page)}">
</head>
<body>
<div id="${panelRootId}" data-worker-uri="${at(page.workerUri)}" data-wasm-uri="${at(page.wasmUri)}"></div>
<script nonce="${at(page.nonce)}" src="${at(page.scriptUri)}"></script>
</body>
</html>`;
}
