/** The hover card. */
import * as vscode from 'vscode';
import { hoverCard } from '../card/card';
import type { CardAction } from '../card/hover-card';
import { hoverMarkdown } from '../card/markdown';
import type { Match } from '../catalog/match';
import { commandLink } from './command-link';
import { rangeOf } from './documents';
import { isSupported, languages } from './languages';
import { messageOf } from './log';
import { activePalette, find, type Found, type Services } from './services';

const commands: Readonly<Record<CardAction, string>> = {
  explain: 'gloss.explain',
  demo: 'gloss.demo',
  insert: 'gloss.insertSnippet',
  know: 'gloss.know',
  unknow: 'gloss.unknow',
};

export function registerHover(context: vscode.ExtensionContext, services: Services): void {
  const registration = new Registration(new CardProvider(services));
  context.subscriptions.push(
    registration,
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor && isSupported(editor.document.languageId)) registration.renew();
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (isSupported(textEditor.document.languageId)) registration.renewIfOld();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('gloss.hover')) registration.renew();
    }),
  );
}

/**
 * Among equally exact selectors the editor shows the latest registered first, so ours is registered again: a
 * language server often registers seconds after us.
 */
class Registration implements vscode.Disposable {
  #current: vscode.Disposable | undefined;
  #renewed = 0;

  constructor(private readonly provider: vscode.HoverProvider) {
    this.renew();
  }

  renew(): void {
    this.dispose();
    const settings = vscode.workspace.getConfiguration('gloss.hover');
    if (!settings.get<boolean>('enabled', true)) return;
    const selector =
      settings.get('order') === 'last'
        ? '*'
        : languages.map((language): vscode.DocumentFilter => ({ language }));
    this.#current = vscode.languages.registerHoverProvider(selector, this.provider);
    this.#renewed = Date.now();
  }

  /** At most every three seconds: a moving cursor costs nothing. */
  renewIfOld(): void {
    if (Date.now() - this.#renewed > 3000) this.renew();
  }

  dispose(): void {
    this.#current?.dispose();
    this.#current = undefined;
  }
}

/** A term in running text: a comment, a string, Markdown. */
function isProse({ kind, site }: Match): boolean {
  return kind === 'words' && (site.place === 'comment' || site.place === 'string');
}

function showsProse(): boolean {
  return vscode.workspace.getConfiguration('gloss.hover').get<boolean>('prose', true);
}

class CardProvider implements vscode.HoverProvider {
  constructor(private readonly services: Services) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (!isSupported(document.languageId)) return undefined;
    try {
      const found = await find(this.services, document, position);
      if (found && isProse(found.match) && !showsProse()) return undefined;
      return found && !token.isCancellationRequested ? this.#hover(found, document, position) : undefined;
    } catch (error) {
      this.services.log.error(`No hover at ${document.uri.toString()}: ${messageOf(error)}`);
      return undefined;
    }
  }

  #hover({ match, analyzed }: Found, document: vscode.TextDocument, position: vscode.Position): vscode.Hover {
    const palette = activePalette();
    const settings = vscode.workspace.getConfiguration('gloss.hover');
    const draw = settings.get<boolean>('picture', true);
    const known = this.services.known.has(match.entry.id);
    const card = hoverCard({ match, palette, known, draw });
    const argument = {
      concept: match.entry.id,
      uri: document.uri.toString(),
      line: position.line,
      character: position.character,
    };
    const link = (action: CardAction): string => commandLink(commands[action], argument);
    const { head, body } = hoverMarkdown(card, { link, palette });
    const trusted = new vscode.MarkdownString(head);
    trusted.isTrusted = { enabledCommands: card.actions.map((action) => commands[action]) };
    const contents = body === '' ? [trusted] : [trusted, new vscode.MarkdownString(body)];
    return new vscode.Hover(contents, rangeOf(analyzed, match.site.range));
  }
}
