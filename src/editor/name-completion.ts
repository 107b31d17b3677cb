/** Completion of names that concepts are about: arguments of known calls, and classes and functions. */
import * as vscode from 'vscode';
import { argumentHelps, type ArgumentHelp } from '../card/argument-help';
import type { Catalog } from '../catalog/catalog';
import type { Entry } from '../catalog/entry';
import { snippetChoice } from '../catalog/snippet-insert';
import type { SymbolId } from '../resolver/site';
import { callPlace } from './call-place';
import { offsetAt, type AnalyzedDocument } from './documents';
import { languages } from './languages';
import { messageOf } from './log';
import { memberNames } from './member-names';
import { groundAt } from './snippet-fit';
import type { Services } from './services';

/**
 * Stands beside the items of a language server: the same kind of selector, ordered by sortText alone. Only a dot
 * opens it unasked, as it opens theirs.
 */
export function registerNameCompletion(context: vscode.ExtensionContext, services: Services): void {
  const selector = languages.map((language): vscode.DocumentFilter => ({ language }));
  context.subscriptions.push(
    vscode.languages.registerCompletionItemProvider(selector, new NameProvider(services), '.'),
  );
}

class NameProvider implements vscode.CompletionItemProvider {
  constructor(private readonly services: Services) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    const settings = vscode.workspace.getConfiguration('gloss.completion', document);
    if (!settings.get<boolean>('enabled', true)) return [];
    try {
      const analyzed = await this.services.documents.analyze(document);
      if (!analyzed?.analysis.parsed || token.isCancellationRequested) return [];
      const place = analyzed.analysis.siteAt(offsetAt(analyzed, position))?.place;
      if (place === 'comment' || place === 'string') return [];
      return [...(await this.#arguments(analyzed, position)), ...(await this.#names(analyzed, position))];
    } catch (error) {
      this.services.log.error(`No completion in ${document.uri.toString()}: ${messageOf(error)}`);
      return [];
    }
  }

  /** Keywords of the call, those that it gives already left out. */
  async #arguments(analyzed: AnalyzedDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
    const { document, analysis, start } = analyzed;
    const range = wordBefore(document, position);
    const code = document.getText();
    if (/^\s*[=:]/.test(code.slice(document.offsetAt(position)))) return [];
    const call = callPlace(code, document.offsetAt(range.start), document.languageId);
    const callee = call && analysis.siteAt(start + call.callee);
    if (!callee?.symbol || callee.via === 'type' || callee.via === 'base') return [];
    const catalog = await this.services.content.catalog();
    const snippets = await this.services.content.snippets();
    return argumentHelps(catalog.named(callee.symbol), snippets, call!.form)
      .filter(({ keyword }) => !call!.given.has(keyword))
      .map((help) => argumentItem(help, range, call!.form === 'option' ? ': ' : '='));
  }

  /** Members of the module before the dot, or else what the file imports by name. */
  async #names(analyzed: AnalyzedDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
    const { document, analysis, start } = analyzed;
    const range = wordBefore(document, position);
    const catalog = await this.services.content.catalog();
    const from = document.offsetAt(range.start);
    const code = document.getText();
    if (code[from - 1] === '.') {
      const owner = analysis.siteAt(start + from - 2);
      if (!owner?.symbol || owner.via === 'type' || owner.via === 'base') return [];
      return memberNames(catalog, owner.symbol).map(({ name, entry }) => nameItem(name, entry, range));
    }
    if (range.isEmpty || !groundAt(code, from, document.offsetAt(position), document.languageId)) return [];
    return analysis.imports.flatMap(({ alias, symbol }) => {
      const entry = alias === undefined ? undefined : ownEntry(catalog, symbol);
      return entry ? [nameItem(alias!, entry, range)] : [];
    });
  }
}

/** The concept that an API as a whole is about. */
function ownEntry(catalog: Catalog, symbol: SymbolId): Entry | undefined {
  const own = catalog
    .named(symbol)
    .filter(({ name }) => name.symbol === symbol && name.shows !== 'parameter' && name.kind !== 'module');
  return own.every(({ entry }) => entry === own[0]?.entry) ? own[0]?.entry : undefined;
}

function wordBefore(document: vscode.TextDocument, position: vscode.Position): vscode.Range {
  const line = document.lineAt(position.line).text.slice(0, position.character);
  const word = /[\w$]*$/.exec(line)?.[0] ?? '';
  return new vscode.Range(position.translate(0, -word.length), position);
}

function argumentItem(help: ArgumentHelp, range: vscode.Range, mark: string): vscode.CompletionItem {
  const { entry, keyword, choices, usual } = help;
  const standard = help.default === undefined ? undefined : `default ${help.default}`;
  const label = {
    label: keyword + mark.trimEnd(),
    detail: standard && `  ${standard}`,
    description: entry.title,
  };
  const documentation = new vscode.MarkdownString().appendText(entry.summary);
  const facts = [standard, usual && `usual ${usual}`].filter(Boolean).join(' · ');
  if (facts) documentation.appendMarkdown('\n\n').appendText(facts);
  return Object.assign(new vscode.CompletionItem(label, vscode.CompletionItemKind.Property), {
    detail: entry.title,
    documentation,
    range,
    filterText: keyword,
    sortText: `~${keyword}`,
    insertText: new vscode.SnippetString(
      keyword + mark + (choices.length > 0 ? snippetChoice(1, choices) : '$1'),
    ),
  });
}

function nameItem(name: string, entry: Entry, range: vscode.Range): vscode.CompletionItem {
  const label = { label: name, description: entry.title };
  return Object.assign(new vscode.CompletionItem(label, vscode.CompletionItemKind.Class), {
    detail: entry.title,
    documentation: new vscode.MarkdownString().appendText(entry.summary),
    range,
    sortText: `~${name}`,
  });
}
