/** Other files of a project, from disk. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { isManifest } from '../resolver/pinned';
import type { ProjectFiles } from '../resolver/project';
import type { SourceDocument } from '../resolver/site';
import { languageOf } from './documents';

/** Source code that is followed, and the files that pin versions. */
const read: ReadonlySet<string> = new Set([
  'python',
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'plaintext',
]);

/** Larger files are not followed. */
const maxBytes = 300_000;
/** What a path costs that leads nowhere. */
const perFile = 200;
/** Characters that are kept; beyond them all are read anew, so that a large repository takes no more memory. */
const maxKept = 40_000_000;

/** Reads a file once; what is not there is remembered too. */
export function projectFiles(): ProjectFiles {
  const known = new Map<string, SourceDocument | undefined>();
  let kept = 0;
  const folders = new Map<string, readonly string[]>();
  return {
    version: 0,
    list(folder) {
      let names = folders.get(folder);
      if (!names) {
        names = namesIn(folder);
        folders.set(folder, names);
      }
      return names;
    },
    read(path) {
      if (!known.has(path)) {
        if (kept > maxKept) {
          known.clear();
          kept = 0;
        }
        const document = readSource(path);
        known.set(path, document);
        kept += perFile + (document?.text.length ?? 0);
      }
      return known.get(path);
    },
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function readSource(path: string): SourceDocument | undefined {
  const languageId = isManifest(basename(path)) ? 'plaintext' : languageOf(path);
  if (!read.has(languageId)) return undefined;
  try {
    const info = statSync(path, { throwIfNoEntry: false });
    if (!info?.isFile() || info.size > maxBytes || extname(path) === '.ipynb') return undefined;
    return { uri: path, version: info.mtimeMs, languageId, text: readFileSync(path, 'utf8') };
  } catch {
    return undefined;
  }
}
