/**
 * Cuts text as the RecursiveCharacterTextSplitter of langchain-text-splitters 1.1 does with its default separators: at
 * the largest unit that is there, and into smaller ones where a piece is still too long.
 */

/** Paragraphs, lines, words, characters. */
const separators = ['\n\n', '\n', ' ', ''] as const;

/**
 * @param size most characters of a chunk, at least 1
 * @param overlap most characters that a chunk repeats of the one before it, 0 … size
 * @throws RangeError where LangChain raises ValueError
 */
export function splitText(text: string, size: number, overlap: number): string[] {
  if (!(size > 0 && overlap >= 0 && overlap <= size))
    throw new RangeError(`no chunks of ${size} characters with an overlap of ${overlap}`);
  return split(text, separators, size, overlap);
}

function split(text: string, candidates: readonly string[], size: number, overlap: number): string[] {
  const at = candidates.findIndex((separator) => text.includes(separator));
  const smaller = candidates.slice(at + 1);
  const chunks: string[] = [];
  let fitting: string[] = [];
  const flush = () => {
    chunks.push(...merge(fitting, size, overlap));
    fitting = [];
  };
  for (const piece of pieces(text, candidates[at]!)) {
    if (piece.length < size) {
      fitting.push(piece);
      continue;
    }
    flush();
    chunks.push(...(smaller.length > 0 ? split(piece, smaller, size, overlap) : [piece]));
  }
  flush();
  return chunks;
}

/** Each separator stays at the start of what follows it. */
function pieces(text: string, separator: string): string[] {
  const [first = '', ...rest] = text.split(separator);
  return [first, ...rest.map((piece) => separator + piece)].filter((piece) => piece !== '');
}

/** Fills chunks with as many pieces as fit, and begins each with the last pieces of the one before. */
function merge(parts: readonly string[], size: number, overlap: number): string[] {
  const chunks: string[] = [];
  const current: string[] = [];
  let total = 0;
  const close = () => {
    const chunk = current.join('').trim();
    if (chunk !== '') chunks.push(chunk);
  };
  for (const part of parts) {
    if (total + part.length > size && current.length > 0) {
      close();
      while (total > overlap || (total + part.length > size && total > 0)) total -= current.shift()!.length;
    }
    current.push(part);
    total += part.length;
  }
  close();
  return chunks;
}
