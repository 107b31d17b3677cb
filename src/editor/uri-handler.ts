/** Links to a demo with its values: `vscode://gloss.gloss/demo/label-smoothing?eps=0.2`. Anybody may have written one. */
import * as vscode from 'vscode';
import { demos } from '../demos/all.generated';
import type { Demo } from '../demos/contract/demo';
import { paramsOfTexts, textsOf } from '../demos/contract/param-text';
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

async function demoOf({ content }: Services, concept: string): Promise<Demo | undefined> {
  const entry = (await content.catalog()).entry(concept);
  return entry && demos.get(entry.demo ?? entry.id);
}

/** Puts a demo's link on the clipboard. What is no value of a control stays out of it. */
export async function copyDemoLink(
  services: Services,
  concept: string,
  values: readonly (readonly [string, string])[],
): Promise<void> {
  const demo = await demoOf(services, concept);
  if (!demo) return;
  const given = new Map(values);
  const texts = textsOf(
    demo.controls,
    paramsOfTexts(demo.controls, (id) => given.get(id)),
  );
  const query = new URLSearchParams(texts).toString();
  const { uriScheme } = vscode.env;
  await vscode.env.clipboard.writeText(`${uriScheme}://${services.id}/demo/${concept}?${query}`);
}
