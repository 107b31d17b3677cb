/** Where words end in UTF-8 text, code and prose alike: `LayerNorm`, `layer_norm`, `XMLParser`, `norm2d`. */

const lower = 1;
const upper = 2;
const digit = 3;

/** 0 of a byte that is no Latin letter or digit. */
const kinds = new Uint8Array(256).map((_, code) => {
  if (code >= 48 && code <= 57) return digit;
  if (code >= 65 && code <= 90) return upper;
  return code >= 97 && code <= 122 ? lower : 0;
});

const backslash = 92;

function kindAt(text: Uint8Array, at: number): number {
  return at >= 0 && at < text.length ? kinds[text[at]!]! : 0;
}

/** Between letters of one case there is none, but before the capital of `XMLParser`; `\n` of JSON ends a word. */
export function isBorder(text: Uint8Array, at: number): boolean {
  const before = kindAt(text, at - 1);
  const behind = kindAt(text, at);
  const isInside =
    before === lower ? behind === lower : before === upper && isInsideCapitals(text, at, behind);
  return !isInside || text[at - 2] === backslash;
}

function isInsideCapitals(text: Uint8Array, at: number, behind: number): boolean {
  return behind === upper && kindAt(text, at + 1) !== lower;
}

const mayBegin = new Uint8Array(256).map((_, code) => (/[seiySEIY]/.test(String.fromCharCode(code)) ? 1 : 0));
const endings = ['s', 'es', 'ies', 'y', 'S', 'ES', 'IES', 'Y'];

/** Whether a word ends before an offset; `s`, `es`, and `y` or `ies` for a `y` left out, belong to it. */
export function endsWord(text: Uint8Array, at: number): boolean {
  return isBorder(text, at) || (mayBegin[text[at]!] === 1 && endings.some((one) => isEnding(text, at, one)));
}

/** In the case of its word, and not itself inside one. */
function isEnding(text: Uint8Array, at: number, ending: string): boolean {
  if (!standsAt(text, ending, at)) return false;
  const behind = kindAt(text, at + ending.length);
  return behind !== lower && !(behind === upper && ending < 'a');
}

/** Letters, digits, `_` and `$`. */
export function isIdentifierPart(text: Uint8Array, at: number): boolean {
  return kindAt(text, at) !== 0 || text[at] === 0x5f || text[at] === 0x24;
}

/** Whether ASCII text stands at an offset. */
export function standsAt(text: Uint8Array, part: string, at: number): boolean {
  for (let i = 0; i < part.length; i++) if (text[at + i] !== part.charCodeAt(i)) return false;
  return true;
}
