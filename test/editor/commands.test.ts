import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll } from './support';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
    }[];
    readonly keybindings: readonly {
      readonly key: string;
      readonly command: string;
      readonly when?: string;
    }[];
  };
}

const gloss = vscode.extensions.getExtension('gloss.gloss')!;
const { commands, keybindings } = (gloss.packageJSON as Manifest).contributes;

describe('commands', () => {
  before(() => gloss.activate());
  after(closeAll);

  it('are all there, and bear titles', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const { command, title, category } of commands) {
      assert.ok(registered.has(command), command);
      assert.ok(title.length > 3 && category === 'Gloss', command);
    }
  });

  it('have keys that the editor uses for nothing else', async () => {
    await vscode.commands.executeCommand('workbench.action.openDefaultKeybindingsFile');
    const { document } = vscode.window.activeTextEditor!;
    const text = document.getText().replace(/^\s*\/\/.*$/gm, '');
    const bound = JSON.parse(text) as { key: string; command: string }[];
    assert.ok(bound.length > 300, `${bound.length} default keys`);
    for (const { key, command, when } of keybindings) {
      assert.ok(when, `${key} is bound everywhere`);
      const others = bound.filter((other) => other.key === key && !other.command.startsWith('gloss.'));
      assert.deepEqual(others, [], `${command} takes ${key}`);
    }
  });

  it('about the panel say what is missing where nothing is shown', async () => {
    for (const command of [
      'gloss.exportArticle',
      'gloss.reportFact',
      'gloss.copyFormula',
      'gloss.openTab',
      'gloss.back',
    ])
      await vscode.commands.executeCommand(command);
    assert.ok(
      vscode.workspace.textDocuments.every((document) => !document.isUntitled || document.getText() === ''),
    );
  });
});
