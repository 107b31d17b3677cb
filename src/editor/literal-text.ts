/** A value as a literal of a language. */

/**
 * `written` is the literal that it replaces: a float stays a float, a string keeps its quotes. A number must be
 * finite.
 */
export function literalText(value: number | boolean | string, languageId: string, written: string): string {
  if (typeof value === 'boolean') return booleanText(value, languageId);
  if (typeof value === 'string') return stringText(value, languageId, written);
  return numberText(value, languageId, written);
}

function booleanText(value: boolean, languageId: string): string {
  if (languageId === 'python') return value ? 'True' : 'False';
  if (languageId === 'r') return value ? 'TRUE' : 'FALSE';
  return String(value);
}

function stringText(value: string, languageId: string, written: string): string {
  const double = JSON.stringify(value);
  const single =
    written.startsWith("'") &&
    (languageId === 'python' || languageId.startsWith('javascript') || languageId.startsWith('typescript'));
  return single ? `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'` : double;
}

function numberText(value: number, languageId: string, written: string): string {
  // A slider's 0.1 + 0.2 is 0.3, not 0.30000000000000004.
  const rounded = Number(value.toPrecision(12));
  const isSmall = rounded !== 0 && Math.abs(rounded) < 1e-3;
  const text = isSmall ? rounded.toExponential() : String(rounded);
  const wasFloat = /^[-+]?[\d_]*\.?[\d_]*(?:[eE][-+]?\d+)?$/.test(written) && /[.eE]/.test(written);
  if (wasFloat && /^-?\d+$/.test(text)) return `${text}.0`;
  // YAML 1.1 reads 1e-7 as a string.
  return languageId === 'yaml' ? text.replace(/^(-?\d+)e/, '$1.0e') : text;
}
