/** Notebooks: code cells as one text, and the lines in them that are not Python. */

import type { Range } from '../util/range';

/** Ends a cell: a form feed, which Python takes for white space, and a line break. */
const cellEnd = '\f\n';

/** A notebook as one text. `starts` are the offsets of the cells; each cell keeps its text and length. */
export function joinCells(cells: readonly { readonly text: string }[]): {
  text: string;
  starts: readonly number[];
} {
  const starts: number[] = [];
  let length = 0;
  for (const cell of cells) {
    starts.push(length);
    length += cell.text.length + cellEnd.length;
  }
  return { text: cells.map((cell) => cell.text).join(cellEnd), starts };
}

/** Cell magics whose cell is still Python. */
const pythonCells = new Set(['time', 'timeit', 'capture', 'prun', 'px', 'skip', 'memit']);

/** The text for the parser: shell lines, magics and help marks become spaces, so that all offsets stay. */
export function blankMagics(text: string): string {
  if (text.includes('%%')) text = text.split(cellEnd).map(blankForeignCell).join(cellEnd);
  const pieces: string[] = [];
  let done = 0;
  for (const line of suspectLines(text)) {
    const source = text.slice(line.start, line.end);
    const blanked = blankLine(source);
    if (blanked === source) continue;
    pieces.push(text.slice(done, line.start), blanked);
    done = line.end;
  }
  return done === 0 ? text : pieces.join('') + text.slice(done);
}

/** The whole cell where its magic says that it is not Python. */
function blankForeignCell(cell: string): string {
  const magic = /^(?:[ \t]*(?:#[^\n]*)?\n)*%%(\w+)/.exec(cell);
  return magic && !pythonCells.has(magic[1]!) ? blank(cell) : cell;
}

/** Lines that may hold a magic, in order. Most Python has none, and this runs on every keystroke. */
function suspectLines(text: string): Range[] {
  const starts = new Set<number>();
  for (const mark of '%!?') {
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
      const before = neighbour(text, at, -1);
      const after = mark === '?' ? neighbour(text, at, 1) : 'x';
      if (!/[^\n=]/.test(before) || !/[^\n\r\f?]/.test(after))
        starts.add(at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1);
    }
  }
  return [...starts]
    .sort((a, b) => a - b)
    .map((start) => {
      const end = text.indexOf('\n', start);
      return { start, end: end === -1 ? text.length : end };
    });
}

/** The nearest character that is no blank; the empty string at an end of the text or far away. */
function neighbour(text: string, from: number, step: 1 | -1): string {
  for (let i = 1; i < 100; i++) {
    const character = text.charAt(from + i * step);
    if (character !== ' ' && character !== '\t') return character;
  }
  return '';
}

/** A magic at the start of a line, or a shell line. */
const magicLine = /^(?:%%?(?=[A-Za-z])|[ \t]*!(?!=)|\?{1,2}(?=[A-Za-z])).*$/s;
/** `files = !ls`, `out = %timeit f()`. */
const assignedMagic = /^([\w, \t]*=[ \t]*)([!%][A-Za-z].*)$/s;
/** `torch.nn.LayerNorm?` */
const helpMark = /\?{1,2}(?=[ \t\r\f]*$)/;

function blankLine(line: string): string {
  return line
    .replace(magicLine, blank)
    .replace(assignedMagic, (_, before: string, magic: string) => `${before}_${blank(magic.slice(1))}`)
    .replace(helpMark, blank);
}

/** As many spaces as there were characters; line breaks stay. */
function blank(text: string): string {
  return text.replace(/[^\n\r\f]/g, ' ');
}
