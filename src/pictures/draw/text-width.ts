/** Widths in units of the font size, of a wide sans-serif (DejaVu Sans): an upper estimate for most others. */
const classes: readonly (readonly [RegExp, number])[] = [
  [/\u2009/, 0.2],
  [/[ijl|.,:;'!`· \u00a0]/, 0.31],
  [/[ftr()[\]{}/\\I"-]/, 0.38],
  [/[mwMW@%→∞]/, 0.93],
  [/[A-Z&+=<>≤≥−~]/, 0.74],
  [
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Extended_Pictographic}/u,
    1.1,
  ],
];
const usual = 0.6;

const widthOf = (char: string): number => classes.find(([pattern]) => pattern.test(char))?.[1] ?? usual;
const ascii = Array.from({ length: 128 }, (_, code) => widthOf(String.fromCharCode(code)));

/** About how wide a text is, in pixels, at `size` pixels of font size; rather too wide than too narrow. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i)!;
    width += ascii[code] ?? widthOf(String.fromCodePoint(code));
    if (code > 0xffff) i++;
  }
  return width * size;
}

/** How many lines a text takes where a line holds `width` pixels. */
export function lineCount(text: string, size: number, width: number): number {
  const space = textWidth(' ', size);
  let lines = 1;
  let used = 0;
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const length = textWidth(word, size);
    if (used > 0 && used + space + length > width) {
      lines += 1;
      used = 0;
    }
    used += (used > 0 ? space : 0) + length;
    if (used > width) {
      lines += Math.ceil(used / width) - 1;
      used %= width;
    }
  }
  return lines;
}
