/** Ports of the importer that live in memory. */
import katex from 'katex';
import { importGlossary, type ImportPorts, type ImportResult } from '../../../src/importer/import';
import { grammarFiles } from '../resolver/grammar-files';

export interface Imported extends ImportResult {
  readonly files: ReadonlyMap<string, string>;
}

export function compiles(tex: string): boolean {
  try {
    katex.renderToString(tex, { throwOnError: true, strict: 'ignore', maxExpand: 100 });
    return true;
  } catch {
    return false;
  }
}

/** Imports a text that comes in pieces of `size`, into `files`. */
export async function importText(
  text: string,
  {
    fileName = 'glossary.txt',
    size = 1_000,
    files = new Map<string, string>(),
    ...more
  }: Partial<ImportPorts> & {
    size?: number;
    files?: Map<string, string>;
  } = {},
): Promise<Imported> {
  const result = await importGlossary({
    fileName,
    async *open() {
      for (let at = 0; at < text.length; at += size) yield await Promise.resolve(text.slice(at, at + size));
    },
    target: {
      read: (name) => Promise.resolve(files.get(name)),
      write: (name, content) => Promise.resolve(void files.set(name, content)),
    },
    compiles,
    grammars: grammarFiles,
    known: [],
    ...more,
  });
  return { ...result, files };
}
