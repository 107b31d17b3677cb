/** What can be said of an argument before it is written: its concept, its default, what is usual. */
import type { Entry } from '../catalog/entry';
import type { RoleInApi, Scalar } from '../catalog/schema.generated';
import type { Snippet } from '../catalog/snippet';
import type { NameOf } from '../catalog/symbol-index';
import { judgementsOf } from '../hints/judgements';
import { describeInterval, type Interval } from '../util/interval';
import { shortCite } from './words';

export interface ArgumentHelp {
  readonly entry: Entry;
  readonly role: string;
  /** `label_smoothing`. */
  readonly keyword: string;
  /** Values as literals of the language: the default first, then those that a snippet or the entry offers. */
  readonly choices: readonly string[];
  readonly default?: string;
  /** `0.05 – 0.2; Szegedy et al. 2016`. */
  readonly usual?: string;
}

/** Pick lists are for choosing at a glance. */
const mostChoices = 6;

/**
 * The arguments of an API that concepts are about, one for each keyword (`option`: for each key of the options
 * object). Of several concepts the one that is about the parameter itself; none where that leaves two.
 */
export function argumentHelps(
  names: readonly NameOf[],
  snippets: readonly Snippet[],
  form: 'keyword' | 'option',
): ArgumentHelp[] {
  const found = new Map<string, { of: NameOf; role: string; api: RoleInApi }[]>();
  for (const of of names)
    for (const [role, api] of answering(of)) {
      const spelling = form === 'option' ? (api.option ?? api.keyword) : api.keyword;
      if (spelling) found.set(spelling, [...(found.get(spelling) ?? []), { of, role, api }]);
    }
  return [...found].flatMap(([keyword, all]) => {
    const precise = all.filter(({ of }) => of.name.shows === 'parameter');
    const [one, ...others] = precise.length > 0 ? precise : all;
    if (!one || others.some(({ of }) => of.entry !== one.of.entry)) return [];
    return [help(one.of.entry, one.role, one.api, keyword, snippets, one.of.name.symbol)];
  });
}

/** With `shows: parameter` a concept is about the first role alone. */
function answering({ name }: NameOf): [string, RoleInApi][] {
  const roles = Object.entries(name.roles ?? {});
  return name.shows === 'parameter' ? roles.slice(0, 1) : roles;
}

function help(
  entry: Entry,
  role: string,
  api: RoleInApi,
  keyword: string,
  snippets: readonly Snippet[],
  symbol: string,
): ArgumentHelp {
  const limit = judgementsOf(entry).limits.find((one) => one.limit.role === role);
  const language = symbol.startsWith('py:') ? 'python' : 'script';
  const write = (value: Scalar): string => literal(value, language, limit?.limit.type === 'float');
  const standard = api.default === undefined ? undefined : write(api.default);
  const offered = offeredBySnippets(entry, keyword, snippets, language);
  const given = entry.worked?.given;
  const example = given && Object.hasOwn(given, role) ? given[role]?.default : undefined;
  const others =
    offered.length > 0
      ? offered
      : [...(example === undefined ? [] : [example]), ...endsOf(limit?.usual)].map(write);
  const source = entry.sources?.find(({ id }) => id === limit?.limit.source);
  const usual = limit?.usual && [describeInterval(limit.usual), source && shortCite(source.cite)];
  return {
    entry,
    role,
    keyword,
    choices: distinct([...(standard === undefined ? [] : [standard]), ...others]).slice(0, mostChoices),
    default: standard,
    usual: usual?.filter(Boolean).join('; '),
  };
}

/** The finite ends of an interval, or all of a set. */
function endsOf(usual: Interval | undefined): Scalar[] {
  if (!usual) return [];
  return usual.kind === 'set' ? [...usual.values] : [usual.low, usual.high].filter(Number.isFinite);
}

/** What the concept's own snippets, which were run, offer for this very argument. */
function offeredBySnippets(
  { id }: Entry,
  keyword: string,
  snippets: readonly Snippet[],
  language: 'python' | 'script',
): string[] {
  return snippets
    .filter(
      (snippet) => snippet.concept === id && (snippet.language === 'python') === (language === 'python'),
    )
    .flatMap(({ placeholders }) => placeholders)
    .filter(({ after }) => after.replace(/\s*[=:]\s*$/, '') === keyword && after !== keyword)
    .flatMap(({ choices }) => choices);
}

/** Without those that spell the same number once more. */
function distinct(texts: readonly string[]): string[] {
  const key = (text: string): string =>
    text.trim() !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : text;
  return texts.filter((text, i) => texts.findIndex((other) => key(other) === key(text)) === i);
}

function literal(value: Scalar, language: 'python' | 'script', isFloat: boolean): string {
  if (value === null) return language === 'python' ? 'None' : 'null';
  if (typeof value === 'boolean') {
    const text = String(value);
    return language === 'python' ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  const text = value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential() : String(value);
  return isFloat && language === 'python' && /^-?\d+$/.test(text) ? `${text}.0` : text;
}
