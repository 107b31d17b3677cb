/** Notebooks: code cells as one text, and the lines in them that are not Python. */

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
  if (!mayHoldMagics(text)) return text;
  return text.includes('%%') ? text.split(cellEnd).map(blankCell).join(cellEnd) : blankLines(text);
}

/** Quick and generous: most Python has no mark at such a place, and this runs on every keystroke. */
function mayHoldMagics(text: string): boolean {
  for (const mark of '%!') {
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
      const before = neighbour(text, at, -1);
      if (before === '' || before === '\n' || before === '=') return true;
    }
  }
  for (let at = text.indexOf('?'); at !== -1; at = text.indexOf('?', at + 1)) {
    const after = neighbour(text, at, 1);
    if (after === '' || after === '\n' || after === '\r' || after === '\f' || after === '?') return true;
    if (at === 0 || text[at - 1] === '\n') return true;
  }
  return false;
}

/** The nearest character that is no blank; the empty string at an end of the text or far away. */
function neighbour(text: string, from: number, step: 1 | -1): string {
  for (let i = 1; i < 100; i++) {
    const character = text.charAt(from + i * step);
    if (character !== ' ' && character !== '\t') return character;
  }
  return '';
}

function blankCell(cell: string): string {
  const magic = /^(?:[ \t]*(?:#[^\n]*)?\n)*%%(\w+)/.exec(cell);
  return magic && !pythonCells.has(magic[1]!) ? blank(cell) : blankLines(cell);
}

/** A magic at the start of a line, or a shell line. */
const magicLine = /^(?:%%?(?=[A-Za-z])|[ \t]*!(?!=)|\?{1,2}(?=[A-Za-z])).*$/gm;
/** `files = !ls`, `out = %timeit f()`. */
const assignedMagic = /^([\w, \t]*=[ \t]*)([!%][A-Za-z].*)$/gm;
/** `torch.nn.LayerNorm?` */
const helpMark = /\?{1,2}(?=[ \t\r\f]*$)/gm;

function blankLines(text: string): string {
  return text
    .replace(magicLine, blank)
    .replace(assignedMagic, (_, before: string, magic: string) => `${before}_${blank(magic.slice(1))}`)
    .replace(helpMark, blank);
}

/** As many spaces as there were characters; line breaks stay. */
function blank(text: string): string {
  return text.replace(/[^\n\r\f]/g, ' ');
}
