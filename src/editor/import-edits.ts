/** Where new import lines go. */
import * as vscode from 'vscode';
import { offsetAt, rangeOf, type AnalyzedDocument } from './documents';

/** The edit that adds import lines behind the document's own, or above its code where it has none. */
export function importEdits(analyzed: AnalyzedDocument, lines: readonly string[]): vscode.TextEdit[] {
  if (lines.length === 0) return [];
  const { document } = analyzed;
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const after = lastImportLine(analyzed);
  if (after !== undefined)
    return [vscode.TextEdit.insert(document.lineAt(after).range.end, eol + lines.join(eol))];
  const text = lines.join(eol);
  const first = lineBelowHead(document);
  if (first === document.lineCount)
    return [vscode.TextEdit.insert(new vscode.Position(first, 0), eol + text)];
  const isGap = first < document.lineCount - 1 && document.lineAt(first).isEmptyOrWhitespace;
  return [vscode.TextEdit.insert(new vscode.Position(first, 0), text + eol + (isGap ? '' : eol))];
}

/** The last line of the last import that stands at the margin. */
function lastImportLine(analyzed: AnalyzedDocument): number | undefined {
  const { document, analysis, start } = analyzed;
  const end = offsetAt(analyzed, document.lineAt(document.lineCount - 1).range.end);
  let last: number | undefined;
  for (const { range } of analysis.imports) {
    if (range.start < start || range.end > end) continue;
    const statement = analysis.siteAt(range.start)?.statement ?? range;
    const lines = rangeOf(analyzed, {
      start: Math.max(start, statement.start),
      end: Math.min(end, statement.end),
    });
    if (lines.start.character === 0) last = Math.max(last ?? 0, lines.end.line);
  }
  return last;
}

/** What may stand above imports: shebang, comments, docstring, `from __future__`, `"use strict"`, magics, blank lines. */
const head =
  /^(?:[ \t]*(?:#.*|%.*|\/\/.*|from __future__ .*|(['"])use strict\1;?)?(?:\r?\n|$)|[rR]?("""|''')[\s\S]*?\2[ \t]*(?:\r?\n|$)|\/\*[\s\S]*?\*\/[ \t]*(?:\r?\n|$))*/;

function lineBelowHead(document: vscode.TextDocument): number {
  const text = document.getText(new vscode.Range(0, 0, 200, 0));
  const written = (head.exec(text)?.[0] ?? '').trimEnd();
  return written === '' ? 0 : document.positionAt(written.length).line + 1;
}
