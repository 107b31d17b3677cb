/** Arguments of a call as roles of a concept. */
import type { Argument, Call, Literal } from '../resolver/site';
import type { Entry } from './entry';
import type { RoleValue } from './match';
import type { ConceptName, RoleInApi } from './schema.generated';

/** How far a call can be trusted to take the arguments of a name: a subclass may order its own as it likes. */
export type Fit = 'exact' | 'subclass';

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
  return fit === 'exact' && argument.position !== undefined && argument.position === api.position;
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
  const byDefault: RoleValue | undefined =
    api.default === undefined ? undefined : { value: api.default, from: 'api' };
  const isFixed =
    api.keyword === undefined &&
    api.option === undefined &&
    api.path === undefined &&
    (api.position ?? null) === null;
  if (isFixed) return byDefault;
  const argument = call?.args.find((candidate) => gives(candidate, api, fit));
  if (argument && !isOmitted(argument.literal))
    return argument.literal && { value: argument.literal.value, from: 'code', literal: argument.literal };
  const isCertain = call !== undefined && !call.open && fit === 'exact';
  return isCertain && !isHidden(api, call) ? byDefault : undefined;
}

/** A path leads into an argument that the code gives but that could not be read through. */
function isHidden(api: RoleInApi, call: Call): boolean {
  const outer = api.path?.split('.')[0];
  return call.args.some((argument) => argument.keyword === outer && outer !== undefined && !argument.literal);
}
