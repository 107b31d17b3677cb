/** Arguments of commands: a hover link, a key binding or another extension may have written them. */
import * as v from 'valibot';
import * as vscode from 'vscode';

const concept = v.object({
  concept: v.pipe(v.string(), v.maxLength(200)),
  uri: v.optional(v.pipe(v.string(), v.maxLength(4000))),
  line: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  character: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Leaves the keyboard where it is: the user walks through a list. */
  keepFocus: v.optional(v.boolean()),
});

export type ConceptArgument = v.InferOutput<typeof concept>;

/** A row of the glossary, as the menu of a tree hands it over. */
const row = v.pipe(
  v.looseObject({ kind: v.literal('concept'), id: v.pipe(v.string(), v.maxLength(200)) }),
  v.transform(({ id }): ConceptArgument => ({ concept: id })),
);

export function conceptArgument(value: unknown): ConceptArgument | undefined {
  const parsed = v.safeParse(v.union([concept, row]), value);
  return parsed.success ? parsed.output : undefined;
}

/** The open document and position that an argument names. */
export function placeOf({
  uri,
  line,
  character,
}: ConceptArgument): { document: vscode.TextDocument; position: vscode.Position } | undefined {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri);
  if (!document || line === undefined || character === undefined) return undefined;
  return { document, position: document.validatePosition(new vscode.Position(line, character)) };
}
