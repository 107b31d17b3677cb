/** What a schema validator objects to, in plain sentences. */

/** The part of Ajv's ErrorObject that is used. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Record<string, unknown>;
}

export type Path = readonly (string | number)[];

export interface SchemaProblem {
  readonly message: string;
  readonly path: Path;
  /** The problem is the key at `path`, not its value. */
  readonly isKey: boolean;
}

/** What each pattern of the schema wants, by the end of its schema path. */
const patterns: [path: string, wanted: string][] = [
  ['definitions/id/', 'lower-case letters, digits and hyphens'],
  ['definitions/role/', 'lower-case letters, digits and underscores'],
  ['definitions/url/', 'an address that begins with https://'],
  ['symbol/', 'a symbol with its language, as in py:torch.nn.LayerNorm (py js r java cli env)'],
  ['hard/', "an interval or a set, as in '[0, 1)' or '{1, 2, 4}'"],
  ['usual/', "an interval or a set, as in '[0.05, 0.2]' or '{1e-5, 1e-6}'"],
  ['id/', 'lower-case letters, digits and hyphens'],
];

const typeNames: Record<string, string> = {
  string: 'text',
  object: 'a mapping',
  array: 'a list',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

/** One problem for each defect, in the order of the errors; alternatives of an `anyOf` that were not meant are left out. */
export function schemaProblems(errors: readonly SchemaError[], data: unknown): SchemaProblem[] {
  const meant = errors.filter((error) => isMeant(error, errors, data));
  const seen = new Set<string>();
  return meant.flatMap((error) => {
    const path = pathOf(error.instancePath, data);
    const problem = describe(error, path, valueAt(data, path));
    const key = JSON.stringify([problem.path, problem.message]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [problem];
  });
}

/**
 * Where a value may be a text or a mapping, its own kind decides which alternative was meant: the complaints of
 * the other go, and so does the complaint that none fits.
 */
function isMeant(error: SchemaError, all: readonly SchemaError[], data: unknown): boolean {
  const at = (keyword: string) =>
    all.some((other) => other.instancePath === error.instancePath && other.keyword === keyword);
  const value = valueAt(data, pathOf(error.instancePath, data));
  const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (error.keyword === 'anyOf') return !isMapping && typeof value !== 'string';
  if (error.keyword === 'type' && at('anyOf')) return false;
  return true;
}

function pathOf(pointer: string, data: unknown): Path {
  const path: (string | number)[] = [];
  let value = data;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const key = Array.isArray(value) ? Number(name) : name;
    path.push(key);
    value = child(value, key);
  }
  return path;
}

function child(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, unknown>)[key];
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce(child, data);
}

/** `names[2].kind`. */
export function pathText(path: Path): string {
  return path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${part}`))
    .join('');
}

function describe(error: SchemaError, path: Path, value: unknown): SchemaProblem {
  const name = pathText(path);
  const where = name ? `${name}: ` : '';
  const say = (message: string): SchemaProblem => ({ message: `${where}${message}.`, path, isKey: false });
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return say(`'${String(params.missingProperty)}' is missing`);
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      return {
        message: `${where}'${key}' is not a field of this format.`,
        path: [...path, key],
        isKey: true,
      };
    }
    case 'enum': {
      const allowed = (params.allowedValues as readonly unknown[]).map(String);
      const close = typeof value === 'string' ? nearest(value, allowed) : undefined;
      return say(`must be one of ${allowed.join(', ')}${close ? `; did you mean ${close}?` : ''}`);
    }
    case 'type':
      return say(`must be ${typesText(params.type)}, not ${kindOf(value)}`);
    case 'anyOf':
      return say(`must be text or a mapping, not ${kindOf(value)}`);
    case 'maxLength':
      return say(`has ${[...String(value)].length} characters; at most ${String(params.limit)} are allowed`);
    case 'minLength':
      return say(`needs at least ${String(params.limit)} characters`);
    case 'minItems':
      return say(`needs at least ${String(params.limit)} in the list`);
    case 'minimum':
      return say(`must be at least ${String(params.limit)}`);
    case 'pattern': {
      const wanted = patterns.find(([end]) => error.schemaPath.includes(end))?.[1];
      return say(wanted ? `must be ${wanted}` : `does not fit the pattern ${String(params.pattern)}`);
    }
    default:
      return say(`is not as the format wants it (${error.keyword})`);
  }
}

function typesText(type: unknown): string {
  const names = (Array.isArray(type) ? type : String(type).split(',')).map(
    (t) => typeNames[String(t)] ?? String(t),
  );
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : (typeNames[typeof value] ?? typeof value);
}

/** The allowed word that differs in at most two letters, or that shares the beginning. */
export function nearest(word: string, allowed: readonly string[]): string | undefined {
  const given = word.toLowerCase().slice(0, 40);
  const ranked = allowed
    .map((candidate) => ({ candidate, distance: editDistance(given, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  if (ranked[0] && ranked[0].distance <= Math.max(2, given.length / 4)) return ranked[0].candidate;
  return given.length < 4 ? undefined : allowed.find((candidate) => candidate.startsWith(given.slice(0, 5)));
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
