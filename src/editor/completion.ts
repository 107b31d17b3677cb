/** Completion: the snippets that belong where the cursor is. */
import * as vscode from 'vscode';
import type { Catalog } from '../catalog/catalog';
import type { Snippet } from '../catalog/snippet';
import { missingImports, snippetText } from '../catalog/snippet-insert';
import { offsetAt, type AnalyzedDocument } from './documents';
import { importEdits } from './import-edits';
import { languages } from './languages';
import { messageOf } from './log';
import { fitsGround, groundAt, importedBy, speaks, textForGround, type Ground } from './snippet-fit';
import type { Services } from './services';

export function registerCompletion(context: vscode.ExtensionContext, services: Services): void {
  const selector = languages.map((language): vscode.DocumentFilter => ({ language }));
  context.subscriptions.push(
    vscode.languages.registerCompletionItemProvider(selector, new SnippetProvider(services), '.'),
  );
}

interface SnippetItem extends vscode.CompletionItem {
  readonly snippet: Snippet;
}

class SnippetProvider implements vscode.CompletionItemProvider<SnippetItem> {
  constructor(private readonly services: Services) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<SnippetItem[]> {
    if (!vscode.workspace.getConfiguration('gloss.completion', document).get<boolean>('enabled', true))
      return [];
    try {
      const spoken = (await this.services.content.snippets()).filter((snippet) =>
        speaks(snippet, document.languageId),
      );
      if (spoken.length === 0 || token.isCancellationRequested) return [];
      const analyzed = await this.services.documents.analyze(document);
      const catalog = await this.services.content.catalog();
      return analyzed && !token.isCancellationRequested ? itemsAt(analyzed, position, spoken, catalog) : [];
    } catch (error) {
      this.services.log.error(`No completion in ${document.uri.toString()}: ${messageOf(error)}`);
      return [];
    }
  }

  async resolveCompletionItem(item: SnippetItem): Promise<SnippetItem> {
    const { concept, body, language } = item.snippet;
    const { summary = '' } = (await this.services.content.catalog()).entry(concept) ?? {};
    item.documentation = new vscode.MarkdownString()
      .appendText(summary ?? '')
      .appendCodeblock(body, language);
    return item;
  }
}

function itemsAt(
  analyzed: AnalyzedDocument,
  position: vscode.Position,
  snippets: readonly Snippet[],
  catalog: Catalog,
): SnippetItem[] {
  const { document, analysis } = analyzed;
  const place = analysis.siteAt(offsetAt(analyzed, position))?.place;
  if (place === 'comment' || place === 'string') return [];
  const code = document.getText();
  const end = document.offsetAt(position);
  return snippets.flatMap((snippet) => {
    if (!importedBy(snippet, analysis)) return [];
    const typed = typedBefore(code.slice(Math.max(0, end - 200), end), snippet);
    const ground = groundAt(code, end - typed.length, end, document.languageId);
    if (!ground || !fitsGround(snippet, ground)) return [];
    const range = new vscode.Range(document.positionAt(end - typed.length), position);
    return [item(snippet, { analyzed, range, typed, ground, title: catalog.entry(snippet.concept)?.title })];
  });
}

/** What has been typed of the snippet: the start of a prefix, hyphens included, or else a dotted name. */
function typedBefore(text: string, { prefix }: Snippet): string {
  const dotted = /[\w$.]*$/.exec(text)?.[0] ?? '';
  const hyphenated = /[\w-]*$/.exec(text)?.[0] ?? '';
  const isPrefix = prefix.some((candidate) => candidate.startsWith(hyphenated.toLowerCase()));
  return isPrefix && !dotted.includes('.') ? hyphenated : dotted;
}

interface Place {
  readonly analyzed: AnalyzedDocument;
  readonly range: vscode.Range;
  readonly typed: string;
  readonly ground: Ground;
  readonly title: string | undefined;
}

function item(snippet: Snippet, { analyzed, range, typed, ground, title }: Place): SnippetItem {
  const text = textForGround(snippet, snippetText(snippet, analyzed.analysis), ground);
  const prefix =
    snippet.prefix.find((candidate) => candidate.startsWith(typed)) ?? snippet.prefix[0] ?? snippet.id;
  const label = { label: prefix, detail: `  ${snippet.description}`, description: snippet.framework };
  return Object.assign(new vscode.CompletionItem(label, vscode.CompletionItemKind.Snippet), {
    snippet,
    detail: title,
    range,
    // The editor compares it with the whole text of the range: a dotted name there means code, not a prefix.
    filterText: typed.includes('.') ? plainText(text) : [...snippet.prefix, title].join(' '),
    sortText: `~${snippet.prefix[0]}`,
    insertText: new vscode.SnippetString(text),
    additionalTextEdits: importEdits(analyzed, missingImports(snippet, analyzed.analysis)),
  });
}

/** The name that a snippet's code begins with. */
function plainText(text: string): string {
  return /^[\w$.]*/.exec(text)?.[0] ?? '';
}
