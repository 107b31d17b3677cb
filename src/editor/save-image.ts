/** Writes a picture of a demo where the user wants it. */
import * as vscode from 'vscode';

/** False where the user changes their mind. Fails where the file cannot be written. */
export async function saveImage(title: string, png: string): Promise<boolean> {
  const name = `${title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'gloss'}.png`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    defaultUri: folder && vscode.Uri.joinPath(folder, name),
    filters: { PNG: ['png'] },
  });
  if (!target) return false;
  await vscode.workspace.fs.writeFile(
    target,
    Uint8Array.from(atob(png), (byte) => byte.charCodeAt(0)),
  );
  return true;
}
