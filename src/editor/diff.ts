/** The other side of a diff that is on the screen. */
import * as vscode from 'vscode';
import type { Change } from '../card/change';
import { counterpart } from '../card/counterpart';
import type { Found, Services } from './services';

/** Both versions of a place whose document is one side of a visible diff, where the other side has it too. */
export async function changeIn(
  { content, documents }: Services,
  { match, analyzed }: Found,
): Promise<Change | undefined> {
  const other = otherSide(analyzed.document.uri);
  const document = other && vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === other.uri);
  const there = document && (await documents.analyze(document));
  if (!other || !there) return undefined;
  const found = counterpart(match, analyzed.analysis, there.analysis, await content.catalog());
  if (!found) return undefined;
  return other.isBefore ? { before: found, after: match } : { before: match, after: found };
}

function otherSide(uri: vscode.Uri): { uri: string; isBefore: boolean } | undefined {
  const own = uri.toString();
  for (const { activeTab } of vscode.window.tabGroups.all) {
    if (!(activeTab?.input instanceof vscode.TabInputTextDiff)) continue;
    const [original, modified] = [activeTab.input.original.toString(), activeTab.input.modified.toString()];
    if (modified === own) return { uri: original, isBefore: true };
    if (original === own) return { uri: modified, isBefore: false };
  }
  return undefined;
}
