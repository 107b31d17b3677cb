import type * as vscode from 'vscode';
import { registerCodeActions } from './editor/code-actions';
import { registerCompletion } from './editor/completion';
import { registerDemo } from './editor/demo';
import { registerExplain } from './editor/explain';
import { registerGlossary } from './editor/glossary';
import { registerHover } from './editor/hover';
import { registerImportGlossary } from './editor/import-command';
import { registerInsertSnippet } from './editor/insert-snippet';
import { registerKnown } from './editor/known';
import { registerNameCompletion } from './editor/name-completion';
import { registerPanel } from './editor/panel';
import { registerPanelCommands } from './editor/panel-commands';
import { registerSearch } from './editor/search';
import { createServices } from './editor/services';
import { registerShowLog } from './editor/show-log';
import { registerUriHandler } from './editor/uri-handler';

/** Called once by the editor, when the first file is opened that Gloss reads or one of its commands is run. */
export function activate(context: vscode.ExtensionContext): void {
  const services = createServices(context);
  registerHover(context, services);
  registerCompletion(context, services);
  registerNameCompletion(context, services);
  registerCodeActions(context, services);
  registerInsertSnippet(context, services);
  registerImportGlossary(context, services);
  registerKnown(context, services);
  registerGlossary(context, services);
  registerShowLog(context, services);
  const panel = registerPanel(context, services);
  registerPanelCommands(context, services, panel);
  registerExplain(context, services, panel);
  registerDemo(context, services, panel);
  registerSearch(context, services, panel);
  registerUriHandler(context, services, panel);
}
