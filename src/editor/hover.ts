/** The hover card. */
import * as vscode from 'vscode';
import type { Change } from '../card/change';
import type { CardAction } from '../card/hover-card';
import type { Match } from '../catalog/match';
import { commandLink } from './command-link';
import { changeIn } from './diff';
import { rangeOf } from './documents';
import { HoverRegistration } from './hover-registration';
import { isSupported } from './languages';
import { messageOf } from './log';
import { activePalette, find, type Found, type Services } from './services';

const commands: Readonly<Record<CardAction, string>> = {
  explain: 'gloss.explain',
  demo: 'gloss.demo',
  insert: 'gloss.insertSnippet',
  know: 'gloss.know',
  unknow: 'gloss.unknow',
};

/** What is said of a concept wherever it stands. */
const aboutConcept: ReadonlySet<CardAction> = new Set(['know', 'unknow']);

export function registerHover(context: vscode.ExtensionContext, services: Services): void {
  const provider = new CardProvider(services);
  const registration = new HoverRegistration(provider);
  const preparing = setTimeout(() => void prepare(services), 0);
  context.subscriptions.push(
    registration,
    { dispose: () => clearTimeout(preparing) },
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor && isSupported(editor.document.languageId)) registration.renew();
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (isSupported(textEditor.document.languageId)) registration.renewIfOld();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('gloss.hover')) return;
      provider.settings = hoverSettings();
      registration.renew();
    }),
  );
}

let cards: Promise<typeof import('../card/cards')> | undefined;

/** Asked for once: each `import` of a built part copies all that it exports. */
function loadCards(): NonNullable<typeof cards> {
  return (cards ??= import('../card/cards'));
}

/** Reads ahead what the first hover will need. */
async function prepare({ content, log }: Services): Promise<void> {
  try {
    await Promise.all([content.catalog(), loadCards()]);
  } catch (error) {
    log.error(messageOf(error));
  }
}

interface Place {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly change: Change | undefined;
}

/** A term in running text: a comment, a string, Markdown. */
function isProse({ kind, site }: Match): boolean {
  return kind === 'words' && (site.place === 'comment' || site.place === 'string');
}

interface HoverSettings {
  readonly draw: boolean;
  readonly prose: boolean;
}

function hoverSettings(): HoverSettings {
  const section = vscode.workspace.getConfiguration('gloss.hover');
  return { draw: section.get('picture', true), prose: section.get('prose', true) };
}

class CardProvider implements vscode.HoverProvider {
  settings = hoverSettings();

  constructor(private readonly services: Services) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (!isSupported(document.languageId)) return undefined;
    try {
      const found = await find(this.services, document, position);
      if (found && isProse(found.match) && !this.settings.prose) return undefined;
      const change = found && (await changeIn(this.services, found));
      return found && !token.isCancellationRequested
        ? await this.#hover(found, { document, position, change })
        : undefined;
    } catch (error) {
      this.services.log.error(`No hover at ${document.uri.toString()}: ${messageOf(error)}`);
      return undefined;
    }
  }

  async #hover({ match, analyzed }: Found, { document, position, change }: Place): Promise<vscode.Hover> {
    const { hoverCard, hoverMarkdown } = await loadCards();
    const palette = activePalette();
    const { draw } = this.settings;
    const known = this.services.known.has(match.entry.id);
    const card = hoverCard({ match, palette, known, draw, change });
    const concept = match.entry.id;
    const place = {
      concept,
      uri: document.uri.toString(),
      line: position.line,
      character: position.character,
    };
    const link = (action: CardAction): string =>
      commandLink(commands[action], aboutConcept.has(action) ? { concept } : place);
    const { head, body } = hoverMarkdown(card, { link, palette });
    const trusted = new vscode.MarkdownString(head);
    trusted.isTrusted = { enabledCommands: card.actions.map((action) => commands[action]) };
    const rest = new vscode.MarkdownString(body);
    rest.supportHtml = true;
    return new vscode.Hover(body === '' ? [trusted] : [trusted, rest], rangeOf(analyzed, match.site.range));
  }
}
