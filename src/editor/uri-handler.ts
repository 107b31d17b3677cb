/** Links to a demo with its values: `vscode://gloss.gloss/demo/label-smoothing?eps=0.2`. Anybody may have written one. */
import * as vscode from 'vscode';
import { demoIds } from '../demos/ids.generated';
import type { Panel, Wanted } from './panel';
import type { Services } from './services';

export function registerUriHandler(context: vscode.ExtensionContext, services: Services, panel: Panel): void {
  context.subscriptions.push(
    vscode.window.registerUriHandler({
      async handleUri(uri) {
        const wanted = await wantedOf(services, uri);
        if (wanted) await panel.show(wanted, 'demo');
        else vscode.window.setStatusBarMessage('Gloss: the link names no demo that there is', 5000);
      },
    }),
  );
}

const demoPath = /^\/demo\/([a-z0-9][a-z0-9-]{0,199})$/;

/** The concept that a link names, with the texts of its values: the page takes what the demo's controls allow. */
async function wantedOf(services: Services, { path, query }: vscode.Uri): Promise<Wanted | undefined> {
  const concept = demoPath.exec(path)?.[1];
  const entry = concept && (await services.content.catalog()).entry(concept);
  if (!entry || !demoIds.has(entry.demo ?? entry.id) || query.length > 8000) return undefined;
  const values: [string, string][] = [];
  new URLSearchParams(query).forEach((text, id) => values.push([id, text]));
  return { concept: entry.id, values };
}
