/** Texts about a concept, opened as documents for the user to read: nothing is saved or sent. */
import * as vscode from 'vscode';
import { explainMarkdown } from '../article/explain';
import { issueText } from '../article/issue';
import type { Services } from './services';

/** Opens the whole concept as a Markdown document. */
export async function exportArticle({ content }: Services, concept: string): Promise<void> {
  const entry = (await content.catalog()).entry(concept);
  if (!entry) return;
  const article = (await content.article(concept))?.markdown ?? '';
  await open(explainMarkdown(entry, article));
}

/** Opens the text of an issue about a fact that seems wrong. */
export async function reportFact({ content }: Services, concept: string, fact: string): Promise<void> {
  const { title = concept } = (await content.catalog()).entry(concept) ?? {};
  const manifest = vscode.extensions.getExtension('gloss.gloss')?.packageJSON as
    { version?: string; bugs?: { url?: string } } | undefined;
  const { version = '', bugs } = manifest ?? {};
  await open(issueText({ concept, title, version, fact, address: bugs?.url }));
}

async function open(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { preview: false });
}
