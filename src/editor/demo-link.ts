/** Links that show a demo with its values. */
import * as vscode from 'vscode';
import type { Demo } from '../demos/contract/demo';
import { paramsOfTexts, textsOf } from '../demos/contract/param-text';
import type { Services } from './services';

/** The demo of a concept, where there are both. */
export async function demoOf({ content }: Services, concept: string): Promise<Demo | undefined> {
  const entry = (await content.catalog()).entry(concept);
  // Their code is large and seldom wanted here.
  const { demos } = await import('../demos/all.generated');
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
