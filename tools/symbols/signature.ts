/** Parameters as a line of a symbol table writes them, one field each: `eps=1e-05`, `*`, `**kwargs`, `args{units bias=…}`. */

export type PlainValue = number | string | boolean | null | readonly PlainValue[];

export interface Parameter {
  readonly name: string;
  /** Counted from 0; absent for keyword-only parameters. */
  readonly position?: number;
  /** Absent for a parameter that must be given. */
  readonly default?: Default;
  /** Of a JavaScript options object: its keys. */
  readonly options?: readonly Parameter[];
}

/** A default, and its value where it is a number, a text, a truth value, nothing, or a list of these. */
export interface Default {
  readonly text: string;
  readonly value?: PlainValue;
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  /** It takes keywords that it does not name. */
  readonly open: boolean;
}

/** Absent where nothing tells the parameters. */
export function readSignature(fields: readonly string[]): Signature | undefined {
  if (fields.length === 1 && fields[0] === '?') return undefined;
  const parameters: Parameter[] = [];
  let open = false;
  let keywordOnly = false;
  for (const field of fields) {
    if (field === '/') continue;
    if (field.startsWith('**')) open = true;
    else if (field.startsWith('*')) keywordOnly = true;
    else {
      const [, written, keys] = /^([^{]+)\{(.*)\}$/.exec(field) ?? [undefined, field];
      const options = keys?.split(' ').map((key) => readParameter(key));
      const place = keywordOnly ? {} : { position: parameters.length };
      parameters.push({ ...readParameter(written!), ...place, ...(options && { options }) });
    }
  }
  return { parameters, open };
}

function readParameter(field: string): Parameter {
  const at = field.indexOf('=');
  return at < 0 ? { name: field } : { name: field.slice(0, at), default: readDefault(field.slice(at + 1)) };
}

export function readDefault(text: string): Default {
  const value = plainValue(text);
  return value === undefined ? { text } : { text, value };
}

const named: ReadonlyMap<string, PlainValue> = new Map<string, PlainValue>([
  ['None', null],
  ['null', null],
  ['True', true],
  ['true', true],
  ['False', false],
  ['false', false],
  ['inf', Infinity],
  ['-inf', -Infinity],
]);

/** The value of a literal as Python or JavaScript writes it. */
function plainValue(text: string): PlainValue | undefined {
  const known = named.get(text);
  if (known !== undefined) return known;
  if (/^[-+]?(?:\d|\.\d)[\w.+-]*$/.test(text)) {
    const number = Number(text);
    return Number.isNaN(number) ? undefined : number;
  }
  const quoted = /^(['"])(.*)\1$/s.exec(text);
  if (quoted) return quoted[2]!.replace(/\\(['"\\])/g, '$1');
  const list = /^[([](.*)[)\]]$/s.exec(text);
  if (!list) return undefined;
  const items = list[1]!
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map(plainValue);
  return items.includes(undefined) ? undefined : (items as PlainValue[]);
}
