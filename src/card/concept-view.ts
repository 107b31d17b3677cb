/** All that the panel shows of a concept, computed from its entry and, where there is one, its place in the code. */
import type { CodePlace, ConceptView } from '../catalog/concept-view';
import type { Entry } from '../catalog/entry';
import type { Match } from '../catalog/match';
import type { Equivalent } from '../catalog/schema.generated';
import type { Snippet } from '../catalog/snippet';
import { demoIds } from '../demos/ids.generated';
import { roleValue } from '../hints/scope';
import { formatValue } from '../util/expression';
import type { Palette } from '../util/theme';
import { pictureOf } from './picture';
import { verdictOf, workedLines } from './words';

export interface ViewInput {
  /** Grows with each view. */
  readonly view: number;
  readonly entry: Entry;
  readonly match?: Match;
  /** The place in the code, for people; only with `match`. */
  readonly label?: string;
  /** As the build rendered it: safe HTML. */
  readonly article?: {
    readonly html: string;
    readonly corrections: ConceptView['corrections'];
  };
  /** Of all concepts. */
  readonly snippets: readonly Snippet[];
  readonly titleOf: (id: string) => string | undefined;
  readonly palette: Palette;
  readonly known: boolean;
}

/** Pixels; the page scales the picture to its own width. */
const picture = { width: 440, height: 150 } as const;

export function conceptView(input: ViewInput): ConceptView {
  const { view, entry, article, snippets, titleOf, palette, known } = input;
  const match = input.match ?? examplePlace(entry);
  const demo = entry.demo ?? entry.id;
  return {
    view,
    concept: entry.id,
    title: entry.title,
    category: entry.category.replaceAll('-', ' '),
    summary: entry.summary,
    pack: entry.origin === 'built-in' ? undefined : entry.origin.pack,
    formula: entry.formula,
    symbols: (entry.symbols ?? []).map((symbol) => ({
      ...symbol,
      value: symbolValue(input.match, symbol.role),
    })),
    worked: workedLines(match),
    verdict: verdictOf(match),
    picture: pictureOf(match, palette, picture.width, picture.height),
    articleHtml: article?.html ?? '',
    corrections: article?.corrections ?? [],
    equivalents: (entry.equivalents ?? []).map((item) => equivalent(item, entry, input.match)),
    names: (entry.names ?? []).map(({ symbol, since, removed, note }) => ({ symbol, since, removed, note })),
    snippets: snippets
      .filter(({ concept, also }) => concept === entry.id || also.includes(entry.id))
      .map((snippet) => ({
        id: snippet.id,
        framework: snippet.framework,
        description: snippet.description,
        code: snippetCode(snippet),
      })),
    related: (entry.related ?? []).flatMap((id) => {
      const title = titleOf(id);
      return title === undefined ? [] : { id, title };
    }),
    sources: (entry.sources ?? []).map(({ id, cite, url }) => ({ id, cite, url })),
    demo: demoIds.has(demo) ? demo : undefined,
    code: input.match && codePlace(input.match, input.label ?? ''),
    known,
  };
}

/** Read without code, a concept shows its own example values. */
function examplePlace(entry: Entry): Match {
  const nowhere = { start: 0, end: 0 };
  const given = Object.entries(entry.worked?.given ?? {});
  return {
    entry,
    site: { range: nowhere, text: '', place: 'word', inside: [], statement: nowhere },
    kind: 'words',
    confidence: 1,
    values: Object.fromEntries(given.map(([role, { default: value }]) => [role, { value, from: 'concept' }])),
  };
}

function symbolValue(match: Match | undefined, role: string | undefined): string | undefined {
  const value = match && role !== undefined ? roleValue(match, role) : undefined;
  return value && value.from !== 'concept' ? formatValue(value.value, 12) : undefined;
}

/** A default differs where it is not that of the API at hand, or, read without code, not that of the first framework. */
function equivalent(
  item: Equivalent,
  entry: Entry,
  match: Match | undefined,
): ConceptView['equivalents'][number] {
  const { framework, code, note, docs } = item;
  const here = (role: string): unknown =>
    match?.name?.roles?.[role]?.default ??
    entry.equivalents?.find(({ defaults }) => defaults && Object.hasOwn(defaults, role))?.defaults?.[role];
  const defaults = Object.entries(item.defaults ?? {}).map(([role, value]) => ({
    role,
    value: formatValue(value, 12),
    differs: value !== here(role),
  }));
  return { framework, code, defaults, note, docs };
}

function snippetCode({ imports, body, position }: Snippet): string {
  return position === 'statement' && imports.length > 0 ? `${imports.join('\n')}\n\n${body}` : body;
}

function codePlace(match: Match, label: string): CodePlace {
  const values = Object.entries(match.values);
  return {
    label,
    values: Object.fromEntries(
      values.map(([role, { value, from, literal }]) => [
        role,
        { value, from, text: literal?.text.slice(0, 200) ?? formatValue(value, 12) },
      ]),
    ),
    writable: values.filter(([, { literal }]) => literal).map(([role]) => role),
  };
}
