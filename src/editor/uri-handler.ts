/** Links to a demo with its values: `vscode://gloss.gloss/demo/label-smoothing?eps=0.2`. Anybody may have written one. */
import * as vscode from 'vscode';
import { paramsOfTexts } from '../demos/contract/param-text';
import { demoOf } from './demo-link';
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

/** The concept that a link names, with what of its values the demo's controls allow. */
async function wantedOf(services: Services, { path, query }: vscode.Uri): Promise<Wanted | undefined> {
  const concept = demoPath.exec(path)?.[1];
  const demo = concept && (await demoOf(services, concept));
  if (!concept || !demo || query.length > 8000) return undefined;
  const texts = new URLSearchParams(query);
  return { concept, params: paramsOfTexts(demo.controls, (id) => texts.get(id)) };
}
