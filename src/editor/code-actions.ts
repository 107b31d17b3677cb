/** What the hover links to, as code actions: within reach of the keyboard, and only when one asks for them. */
import * as vscode from 'vscode';
import type { Snippet } from '../catalog/snippet';
import { demoIds } from '../demos/ids.generated';
import { languages } from './languages';
import { messageOf } from './log';
import { find, type Found, type Services } from './services';
import { importedBy, speaks } from './snippet-fit';

const kind = vscode.CodeActionKind.Refactor.append('gloss');

/** More snippets of a concept are a list of their own. */
const mostSnippets = 4;

export function registerCodeActions(context: vscode.ExtensionContext, services: Services): void {
  const selector = languages.map((language): vscode.DocumentFilter => ({ language }));
  context.subscriptions.push(
    vscode.languages.registerCodeActionsProvider(selector, new ActionProvider(services), {
      providedCodeActionKinds: [kind],
    }),
  );
}

class ActionProvider implements vscode.CodeActionProvider {
  constructor(private readonly services: Services) {}

  /** Nothing while the cursor moves: no light bulb appears on account of a concept. */
  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { triggerKind }: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    if (triggerKind !== vscode.CodeActionTriggerKind.Invoke) return [];
    try {
      const found = await find(this.services, document, range.start);
      if (!found || token.isCancellationRequested) return [];
      return this.#actions(found, document, range.start, await this.services.content.snippets());
    } catch (error) {
      this.services.log.error(`No code actions in ${document.uri.toString()}: ${messageOf(error)}`);
      return [];
    }
  }

  #actions(
    { match, analyzed }: Found,
    document: vscode.TextDocument,
    { line, character }: vscode.Position,
    snippets: readonly Snippet[],
  ): vscode.CodeAction[] {
    const { id, title, demo = id } = match.entry;
    const place = { concept: id, uri: document.uri.toString(), line, character };
    const known = this.services.known.has(id);
    const own = snippets
      .filter((snippet) => [snippet.concept, ...snippet.also].includes(id))
      .filter((snippet) => speaks(snippet, document.languageId) && importedBy(snippet, analyzed.analysis))
      .slice(0, mostSnippets);
    return [
      action(`Explain “${title}”`, 'gloss.explain', place),
      ...(demoIds.has(demo) ? [action(`Run the demo of “${title}”`, 'gloss.demo', place)] : []),
      ...own.map((snippet) =>
        action(`Insert “${snippet.description}” (${snippet.framework})`, 'gloss.insertSnippet', snippet.id),
      ),
      known
        ? action(`Show “${title}” in full again`, 'gloss.unknow', place)
        : action(`I know “${title}”`, 'gloss.know', place),
    ];
  }
}

function action(title: string, command: string, argument: unknown): vscode.CodeAction {
  const made = new vscode.CodeAction(`Gloss: ${title}`, kind);
  made.command = { command, title, arguments: [argument] };
  return made;
}
