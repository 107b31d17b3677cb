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
import { shortCite, verdictOf, workedLines } from './words';
import { withValues } from './your-values';

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
    symbols: symbols(entry, input.match),
    worked: workedLines(match),
    verdict: verdictOf(match),
    picture: pictureOf(match, palette, picture.width, picture.height),
    articleHtml: article?.html ?? '',
    corrections: article?.corrections ?? [],
    equivalents: (entry.equivalents ?? []).map((item) => equivalent(item, entry, input.match)),
    links: links(entry, input.match),
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

/** The symbols of the formula with the values of the code; then what the code gives that has no symbol. */
function symbols(entry: Entry, match: Match | undefined): ConceptView['symbols'] {
  const listed = (entry.symbols ?? []).map((symbol) => ({ ...symbol, ...symbolValue(match, symbol.role) }));
  const roles = new Set(listed.map(({ role }) => role));
  const others = Object.entries(match?.values ?? {}).flatMap(([role, { from }]) =>
    from === 'code' && !roles.has(role) ? [{ tex: '', means: role, role, ...symbolValue(match, role) }] : [],
  );
  return [...listed, ...others];
}

function symbolValue(
  match: Match | undefined,
  role: string | undefined,
): { value?: string; spelled?: string } {
  const value = match && role !== undefined ? roleValue(match, role) : undefined;
  if (!match || role === undefined || !value || value.from === 'concept') return {};
  return { value: formatValue(value.value, 12), spelled: spelling(match, role) };
}

function spelling({ name }: Match, role: string): string | undefined {
  const api = name?.roles && Object.hasOwn(name.roles, role) ? name.roles[role] : undefined;
  return api?.keyword ?? api?.option ?? api?.path;
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
  return { framework, code, defaults, note, docs, yours: match && withValues(code, entry, match) };
}

/** Papers live at addresses like these. */
const papers =
  /^https:\/\/(?:[\w-]+\.)*(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|jmlr\.org|mlr\.press|neurips\.cc|thecvf\.com|nature\.com|acm\.org|ieee\.org|springer\.com|sciencedirect\.com)\//;

/** The documentation of the API at hand, or else of the first framework, and the first paper. */
function links({ equivalents = [], sources = [] }: Entry, match: Match | undefined): ConceptView['links'] {
  const callee = match?.name?.symbol.split(/[./:]/).at(-1);
  const documented = equivalents.filter(({ docs }) => docs);
  const [docs] = documented.filter(({ code }) => callee !== undefined && code.includes(callee));
  const shown = docs ?? (match ? undefined : documented[0]);
  const paper = sources.find(({ url }) => url !== undefined && papers.test(url));
  return [
    ...(shown?.docs ? [{ kind: 'documentation' as const, label: shown.framework, url: shown.docs }] : []),
    ...(paper?.url ? [{ kind: 'paper' as const, label: shortCite(paper.cite), url: paper.url }] : []),
  ];
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
