/** Arguments of a call as roles of a concept. */
import type { ApiClass } from '../resolver/api-table';
import type { Argument, Call, Literal, LiteralValue } from '../resolver/site';
import type { Entry } from './entry';
import type { RoleValue } from './match';
import type { ConceptName, RoleInApi } from './schema.generated';

/**
 * How far a call takes the arguments of a name: a subclass may order its own as it likes, and have other defaults. Of
 * a subclass of a package it is known how.
 */
export type Fit = 'exact' | 'subclass' | ApiClass;

/** The role that an argument gives. With `shows: parameter` only the first role has a card. */
export function roleOf(name: ConceptName, argument: Argument, fit: Fit): string | undefined {
  const roles = Object.entries(name.roles ?? {});
  const answering = name.shows === 'parameter' ? roles.slice(0, 1) : roles;
  return answering.find(([, api]) => gives(argument, api, fit))?.[0];
}

function gives(argument: Argument, api: RoleInApi, fit: Fit): boolean {
  if (argument.path !== undefined) return argument.path === api.path;
  if (argument.keyword !== undefined)
    return argument.keyword === (argument.option ? (api.option ?? api.keyword) : api.keyword);
  if (argument.position === undefined || fit === 'subclass') return false;
  if (fit === 'exact') return argument.position === api.position;
  return api.keyword !== undefined && fit.positional?.[argument.position] === api.keyword;
}

/** What a role is where the call does not give it; nothing where that is not certain. */
function defaultOf(api: RoleInApi, fit: Fit): LiteralValue | undefined {
  if (typeof fit === 'string') return fit === 'exact' ? api.default : undefined;
  return api.keyword === undefined ? undefined : fit.defaults?.[api.keyword];
}

/** `undefined` and `null` in JavaScript leave a parameter to its default. */
function isOmitted(literal: Literal | undefined): boolean {
  return literal?.value === null && literal.text !== 'None';
}

/**
 * Every role whose value is certain. The code's own values come first; a role that the code certainly does not
 * give has the default of the API, and one that the API does not know the example of the concept.
 */
export function roleValues(
  entry: Entry,
  name: ConceptName | undefined,
  call: Call | undefined,
  fit: Fit = 'exact',
): Map<string, RoleValue> {
  const values = new Map<string, RoleValue>();
  const roles = Object.entries(name?.roles ?? {});
  for (const [role, api] of roles) {
    const value = inCall(api, call, fit);
    if (value) values.set(role, value);
  }
  for (const [role, { default: example }] of Object.entries(entry.worked?.given ?? {}))
    if (!values.has(role) && !roles.some(([known]) => known === role))
      values.set(role, { value: example, from: 'concept' });
  return values;
}

function inCall(api: RoleInApi, call: Call | undefined, fit: Fit): RoleValue | undefined {
  const fromApi = (value: LiteralValue | undefined): RoleValue | undefined =>
    value === undefined ? undefined : { value, from: 'api' };
  const isFixed =
    api.keyword === undefined &&
    api.option === undefined &&
    api.path === undefined &&
    (api.position ?? null) === null;
  if (isFixed) return fromApi(api.default);
  const argument = call?.args.find((candidate) => gives(candidate, api, fit));
  if (argument && !isOmitted(argument.literal))
    return argument.literal && { value: argument.literal.value, from: 'code', literal: argument.literal };
  const isCertain = call !== undefined && !call.open && !isHidden(api, call);
  return isCertain ? fromApi(defaultOf(api, fit)) : undefined;
}

/** A path leads into an argument that the code gives but that could not be read through. */
function isHidden(api: RoleInApi, call: Call): boolean {
  const outer = api.path?.split('.')[0];
  return call.args.some((argument) => argument.keyword === outer && outer !== undefined && !argument.literal);
}
