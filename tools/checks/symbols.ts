/** Every API name of an entry exists in the real package, and its roles agree with the real parameters. */
import type { ConceptName, RoleInApi } from '../../src/catalog/schema.generated';
import { canonicalSymbol } from '../../src/resolver/canonical';
import type { SymbolId } from '../../src/resolver/site';
import { nearest } from '../symbols/nearest';
import type { Parameter, PlainValue, Signature } from '../symbols/signature';
import { lookUp, memberOf, rootOf, type Definition, type Member, type SymbolTables } from '../symbols/tables';
import { problemAt, type Check, type ConceptFile, type Content } from './content';

/** A role of this name is a keyword that people write and the API refuses: the check proves that it does. */
const refused = 'refused';

export const symbols: Check = (content) =>
  content.concepts.flatMap((concept) =>
    (concept.entry?.names ?? []).flatMap((name) =>
      problemsOf(name, content).map(([code, message]) =>
        problemAt(concept, placeOf(concept, name), code, message),
      ),
    ),
  );

type Finding = readonly [code: string, message: string];

/** The line of the name: the symbol as a whole, so that no longer one stands for it. */
function placeOf(concept: ConceptFile, name: ConceptName): number {
  const exact = new RegExp(`${name.symbol.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.])`);
  return concept.text.search(exact);
}

function problemsOf(name: ConceptName, content: Content): Finding[] {
  const { symbol } = name;
  const prefix = symbol.slice(0, symbol.indexOf(':') + 1);
  if (prefix !== 'py:' && prefix !== 'js:') return [];
  const root = prefix + rootOf(symbol.slice(prefix.length), prefix);
  const version = content.tables.roots.get(root);
  if (version === undefined) {
    if (packageOf(root) in content.unproved) return [];
    const message =
      `There is no symbol table of ${root.slice(3)}: add the package to tools/symbols/packages.json and run ` +
      `'npm run symbols', or say in symbols/unproved.json why it cannot be had.`;
    return [['no-table', message]];
  }
  if (name.kind === 'module' || symbol.endsWith('.*')) return moduleProblems(name, version, content);
  const found = realName(content.tables, symbol as SymbolId);
  if (name.removed !== undefined)
    return found
      ? [['still-there', `${symbol} is marked as removed, but ${version} has it: take 'removed' out.`]]
      : [];
  if (!found) return [['no-symbol', missing(symbol, version, content)]];
  return [...kindProblems(name, found), ...roleProblems(name, found, version, content)];
}

/** `js:@langchain/core` of `js:@langchain/core/messages`; a first segment of Python as it is. */
function packageOf(root: string): string {
  return /^js:(?:@[^/]+\/)?[^/]+/.exec(root)?.[0] ?? root;
}

function moduleProblems(name: ConceptName, version: string, content: Content): Finding[] {
  const module = name.symbol.replace(/\.\*$/, '');
  const exists = content.tables.modules.has(module) || lookUp(content.tables, module) !== undefined;
  if (exists && name.removed !== undefined)
    return [['still-there', `${module} is marked as removed, but ${version} has it: take 'removed' out.`]];
  if (exists || name.removed !== undefined) return [];
  return [['no-symbol', missing(module, version, content)]];
}

function missing(symbol: string, version: string, { tables }: Content): string {
  const guess = nearest(symbol, [...tables.definitions.keys(), ...tables.aliases.keys()]);
  const hint = guess ? ` Is ${guess} meant?` : '';
  return `${version} has no ${symbol}.${hint} Correct the name, or write 'removed: <package> <version>'.`;
}

/** What stands at a name, as it is or in the spelling that the resolver gives to a real one. */
function realName(tables: SymbolTables, symbol: SymbolId): Found | undefined {
  const canonical = canonicalSymbol(symbol);
  const real = canonicalNames(tables).get(canonical);
  return (
    lookUp(tables, symbol) ??
    lookUp(tables, canonical) ??
    (real === undefined ? undefined : lookUp(tables, real))
  );
}

const spellings = new WeakMap<SymbolTables, ReadonlyMap<string, string>>();

/** Canonical spellings that no table has, such as transformers.LlamaRMSNorm, with the name that they stand for. */
function canonicalNames(tables: SymbolTables): ReadonlyMap<string, string> {
  const known =
    spellings.get(tables) ??
    new Map([...tables.definitions.keys()].map((name) => [canonicalSymbol(name as SymbolId), name]));
  spellings.set(tables, known);
  return known;
}

interface Found {
  readonly definition: Definition;
  readonly member?: Member;
}

function kindProblems({ symbol, kind }: ConceptName, { definition, member }: Found): Finding[] {
  const real = member ? member.kind : definition.kind;
  const agrees =
    real === kind ||
    (kind === 'method' && (real === 'function' || real === 'class')) ||
    (member !== undefined && kind === 'function') ||
    real === 'value' ||
    real === 'attribute';
  return agrees ? [] : [['kind', `${symbol} is a ${real} in ${definition.package}, not a ${kind}.`]];
}

function roleProblems(name: ConceptName, found: Found, version: string, content: Content): Finding[] {
  const method =
    name.method === undefined
      ? found.member
      : memberOf(content.tables, found.definition, name.method, name.symbol.slice(0, 3));
  if (name.method !== undefined && !method)
    return [['no-symbol', `${version}: ${name.symbol} has no method ${name.method}. Correct its name.`]];
  const { signatures } = method ?? found.definition;
  if (signatures.length === 0) return [];
  const callee = name.method === undefined ? name.symbol : `${name.symbol}.${name.method}`;
  return Object.entries(name.roles ?? {}).flatMap(([role, api]) => {
    const message =
      role === refused ? takesAfterAll(api, signatures) : disagreement(api, signatures, content, callee);
    return message === undefined
      ? []
      : [['role', `${callee}, role ${role}: ${message} (${version})`] as const];
  });
}

function takesAfterAll(api: RoleInApi, signatures: readonly Signature[]): string | undefined {
  const taken = signatures.some(({ parameters }) => parameters.some(({ name }) => name === api.keyword));
  return taken
    ? `it does take ${api.keyword}: name the role after the quantity, not '${refused}'.`
    : undefined;
}

/** What is wrong with a role; nothing where one overload agrees with all that it says. */
function disagreement(
  api: RoleInApi,
  signatures: readonly Signature[],
  content: Content,
  callee: string,
): string | undefined {
  const wrong = signatures.map((signature) => roleProblem(api, signature, callee));
  return wrong.includes(undefined) ? undefined : wrong[0];
}

function roleProblem(api: RoleInApi, signature: Signature, callee: string): string | undefined {
  const wanted = api.keyword ?? api.option ?? api.path?.split('.')[0];
  const positional = signature.parameters.filter(({ position }) => position !== undefined);
  if (wanted === undefined) {
    const { position = null } = api;
    if (position === null || position < positional.length || callee.startsWith('js:')) return undefined;
    return `there is no position ${position}: the last is ${positional.length - 1}, correct it.`;
  }
  const options = callee.startsWith('js:')
    ? signature.parameters.flatMap(({ options }) => options ?? [])
    : [];
  const parameter = [...signature.parameters, ...options].find(({ name }) => name === wanted);
  if (!parameter)
    return signature.open ? undefined : `there is no ${wanted}: write one of ${listed(signature)}.`;
  return positionProblem(api, parameter) ?? defaultProblem(api, parameter);
}

function listed({ parameters }: Signature): string {
  return parameters.length === 0 ? 'nothing' : parameters.map(({ name }) => name).join(', ');
}

function positionProblem(api: RoleInApi, parameter: Parameter): string | undefined {
  if (api.position === undefined || api.option !== undefined || api.path !== undefined) return undefined;
  const real = parameter.position ?? null;
  if (real === api.position) return undefined;
  return real === null
    ? `${parameter.name} is keyword only: write 'position: null'.`
    : `${parameter.name} stands at position ${real}, not ${api.position}: write 'position: ${real}', or leave it out.`;
}

/** None as the real default stands for what the function then works out: nothing proves or denies a value there. */
function defaultProblem(api: RoleInApi, parameter: Parameter): string | undefined {
  if (api.default === undefined || api.path !== undefined) return undefined;
  const real = parameter.default;
  if (!real) return `${parameter.name} has no default: take 'default: ${String(api.default)}' out.`;
  if (real.value === undefined || real.value === null || isSame(real.value, api.default)) return undefined;
  return `the default of ${parameter.name} is ${real.text}, not ${String(api.default)}: write 'default: ${real.text}'.`;
}

/** An entry writes infinity as the text inf. */
function isSame(real: PlainValue, stated: unknown): boolean {
  if (real === Infinity || real === -Infinity) return stated === (real > 0 ? 'inf' : '-inf');
  return real === stated || JSON.stringify(real) === JSON.stringify(stated);
}
