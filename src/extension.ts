import type * as vscode from 'vscode';
import { registerCompletion } from './editor/completion';
import { registerDemo } from './editor/demo';
import { registerExplain } from './editor/explain';
import { registerHover } from './editor/hover';
import { registerImportGlossary } from './editor/import-glossary';
import { registerInsertSnippet } from './editor/insert-snippet';
import { registerKnown } from './editor/known';
import { registerPanel } from './editor/panel';
import { registerSearch } from './editor/search';
import { createServices } from './editor/services';
import { registerShowLog } from './editor/show-log';

/** Called once by the editor, when the first file is opened that Gloss reads or one of its commands is run. */
export function activate(context: vscode.ExtensionContext): void {
  const services = createServices(context);
  registerHover(context, services);
  registerCompletion(context, services);
  registerInsertSnippet(context, services);
  registerImportGlossary(context, services);
  registerKnown(context, services);
  registerShowLog(context, services);
  const panel = registerPanel(context, services);
  registerExplain(context, services, panel);
  registerDemo(context, services, panel);
  registerSearch(context, services, panel);
}
