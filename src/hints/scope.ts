/** What the expressions of an entry are evaluated over at one place of the code. */
import type { Match, RoleValue } from '../catalog/match';
import type { Argument } from '../resolver/site';
import type { ExpressionScope } from '../util/expression';

/** The value of a role, or nothing where it is not certain. */
export function roleValue(match: Match, role: string): RoleValue | undefined {
  return Object.hasOwn(match.values, role) ? match.values[role] : undefined;
}

/** The argument by which the code gives a role, known or not. */
export function roleArgument({ name, site }: Match, role: string): Argument | undefined {
  const inApi = name?.roles && Object.hasOwn(name.roles, role) ? name.roles[role] : undefined;
  if (!inApi) return undefined;
  const keyword = inApi.keyword ?? inApi.option ?? inApi.path?.split('.')[0];
  return site.call?.args.find(
    (argument) =>
      (argument.keyword !== undefined && argument.keyword === keyword) ||
      (argument.position !== undefined && argument.position === inApi.position),
  );
}

/** Whether the code leaves a role to its default; nothing where that cannot be told. */
function isAbsent(match: Match, role: string): boolean | undefined {
  const value = roleValue(match, role);
  if (value) return value.from !== 'code';
  if (roleArgument(match, role)) return false;
  const inApi = match.name?.roles && Object.hasOwn(match.name.roles, role);
  return inApi && match.site.call?.open ? undefined : true;
}

/** `examples`: take the concept's own example values where neither code nor API gives one. */
export function matchScope(match: Match, { examples }: { examples: boolean }): ExpressionScope {
  const known = (role: string): RoleValue | undefined => {
    const value = roleValue(match, role);
    return value?.from === 'concept' && !examples ? undefined : value;
  };
  return {
    value: (role) => known(role)?.value,
    text: (role) => known(role)?.literal?.text,
    absent: (role) => isAbsent(match, role),
    version: (name) => match.file?.version(name),
    imports: (module) => match.file?.imports(module),
  };
}
