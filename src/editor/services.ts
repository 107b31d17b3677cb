/** What the features share. */
import * as vscode from 'vscode';
import type { Match } from '../catalog/match';
import { conceptAt } from '../hints/concept-at';
import { palettes } from '../util/palettes';
import type { Palette, ThemeKind } from '../util/theme';
import { Content } from './content';
import { Documents, offsetAt, type AnalyzedDocument } from './documents';
import { Known } from './known-concepts';

/** A concept at a place of the code. */
export interface Found {
  readonly match: Match;
  readonly analyzed: AnalyzedDocument;
}

export interface Services {
  /** Publisher and name, as links name the extension. */
  readonly id: string;
  /** What the build wrote. */
  readonly dist: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly content: Content;
  readonly documents: Documents;
  readonly known: Known;
}

/** Reads nothing yet: files are read ahead of the first hover, or when a feature first wants them. */
export function createServices(context: vscode.ExtensionContext): Services {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const log = vscode.window.createOutputChannel('Gloss', { log: true });
  const content = new Content(dist, log);
  const documents = new Documents(vscode.Uri.joinPath(dist, 'grammars'), log);
  context.subscriptions.push(log, documents);
  return { id: context.extension.id, dist, log, content, documents, known: new Known(context.globalState) };
}

const themes: Readonly<Record<vscode.ColorThemeKind, ThemeKind>> = {
  [vscode.ColorThemeKind.Light]: 'light',
  [vscode.ColorThemeKind.Dark]: 'dark',
  [vscode.ColorThemeKind.HighContrast]: 'hc-dark',
  [vscode.ColorThemeKind.HighContrastLight]: 'hc-light',
};

/** The colours of drawings in the theme that is active now. */
export function activePalette(): Palette {
  return palettes[themes[vscode.window.activeColorTheme.kind]];
}

/** The concept at a position. Waits only for the first load of catalog and grammar. */
export async function find(
  { content, documents }: Services,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<Found | undefined> {
  const catalog = content.loaded ?? (await content.catalog());
  const analyzed = await documents.analyze(document);
  if (!analyzed) return undefined;
  const site = analyzed.analysis.siteAt(offsetAt(analyzed, position));
  const match = site && conceptAt(catalog, analyzed.analysis, site);
  return match && { match, analyzed };
}
