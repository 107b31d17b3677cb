/** The literals that a shown view was made from, followed through later edits, and their replacement. */
import * as vscode from 'vscode';
import type { PanelReplies } from '../protocol/messages';
import type { Range } from '../util/range';
import { follow } from './follow';
import { literalText } from './literal-text';
import type { Found } from './services';

type Reply = PanelReplies['writeBack'];

interface TrackedLiteral {
  readonly uri: string;
  range: Range;
  /** What may stand there: the text that the view shows, and what was written since. */
  readonly texts: Set<string>;
}

const changed = 'The code there has changed since this was shown: explain it again, then write back.';

export class WriteBack implements vscode.Disposable {
  readonly #literals = new Map<string, TrackedLiteral>();
  readonly #touched = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  /** A literal has been edited, by whatever hand. */
  readonly onDidTouch = this.#touched.event;

  constructor({ match, analyzed }: Found) {
    for (const [role, { literal }] of Object.entries(match.values)) {
      const place = literal && analyzed.locate(literal.range);
      if (!place || !literal) continue;
      const { document, start } = place;
      const range = { start: literal.range.start - start, end: literal.range.end - start };
      this.#literals.set(role, { uri: document.uri.toString(), range, texts: new Set([literal.text]) });
    }
    this.#subscription = vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event));
  }

  /** Replaces the literal of a role as one undoable edit, or says in one sentence why not. */
  async write(role: string, value: number | boolean | string): Promise<Reply> {
    const literal = this.#literals.get(role);
    if (!literal) return refused(`The code states no value of ${role} that could be replaced.`);
    const document = openDocument(literal.uri);
    if (!document) return refused('The file was closed: open it and explain the place again.');
    if (await isReadOnly(document.uri)) return refused('The file is read-only.');
    const { text, range } = this.#current(document, literal);
    if (!literal.texts.has(text) || !standsAlone(document, range)) return refused(changed);
    const written = literalText(value, document.languageId, text);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, range, written);
    literal.texts.add(written);
    const { start } = literal.range;
    if (!(await vscode.workspace.applyEdit(edit))) return refused('The editor did not take the change.');
    literal.range = { start, end: start + written.length };
    return { written: true };
  }

  /** Where the literal of a role stands now; without a role, the first of all. */
  place(role?: string): vscode.Location | undefined {
    const literal = role === undefined ? [...this.#literals.values()][0] : this.#literals.get(role);
    const document = literal && openDocument(literal.uri);
    return document && new vscode.Location(document.uri, this.#current(document, literal).range);
  }

  /** The role whose literal a selection lies in. */
  roleAt(document: vscode.TextDocument, selection: vscode.Range): string | undefined {
    const uri = document.uri.toString();
    const literal = [...this.#literals].find(
      ([, one]) => one.uri === uri && this.#current(document, one).range.contains(selection),
    );
    return literal?.[0];
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#touched.dispose();
  }

  #current(document: vscode.TextDocument, { range }: TrackedLiteral): { text: string; range: vscode.Range } {
    const place = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
    return { text: document.getText(place), range: place };
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    let touched = false;
    for (const literal of this.#literals.values()) {
      if (literal.uri !== uri) continue;
      for (const { rangeOffset: start, rangeLength, text } of contentChanges) {
        const change = { start, oldEnd: start + rangeLength, newEnd: start + text.length };
        touched ||= start <= literal.range.end && change.oldEnd >= literal.range.start;
        literal.range = follow(literal.range, change);
      }
    }
    if (touched) this.#touched.fire();
  }
}

function refused(reason: string): Reply {
  return { written: false, reason };
}

function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

/** False where typing has made the literal a part of a longer word or number. */
function standsAlone(document: vscode.TextDocument, range: vscode.Range): boolean {
  const line = document.lineAt(range.end.line).text;
  const before = document.lineAt(range.start.line).text.charAt(range.start.character - 1);
  return !/[\w.]/.test(before) && !/[\w.]/.test(line.charAt(range.end.character));
}

/** By file system and by permission; what the editor itself refuses shows when it refuses. */
async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === 'untitled' || uri.scheme === 'vscode-notebook-cell') return false;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  try {
    return (await vscode.workspace.fs.stat(uri)).permissions === vscode.FilePermission.Readonly;
  } catch {
    return false;
  }
}
