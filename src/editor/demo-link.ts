/** Links that show a demo with its values. */
import * as vscode from 'vscode';
import type { LinkValues } from '../protocol/messages';
import type { Services } from './services';

/** Puts the link of a demo on the clipboard. */
export async function copyDemoLink(services: Services, concept: string, values: LinkValues): Promise<void> {
  const query = new URLSearchParams(values.map(([id, text]) => [id, text])).toString();
  const { uriScheme } = vscode.env;
  await vscode.env.clipboard.writeText(`${uriScheme}://${services.id}/demo/${concept}?${query}`);
}
