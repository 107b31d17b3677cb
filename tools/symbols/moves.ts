/**
 * symbols/moved.txt: import paths that packages gave up, and where what stood there is now. `npm run symbols -- --moves`
 * imports both and records in symbols/moved.json what it saw; the content check compares the two.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Move {
  readonly old: string;
  readonly new: string;
  /** 1-based, in symbols/moved.txt. */
  readonly line: number;
}

export interface MoveProof {
  readonly new: string;
  /** `gone`: the old path cannot be imported; `deprecated`: it can, and says so. */
  readonly state: 'gone' | 'deprecated';
  /** The package of the old path and its version, or of the new one where the old is a package of its own. */
  readonly package: string;
}

/** By old path. */
export type MoveProofs = Readonly<Record<string, MoveProof>>;

/** Lines `old.path -> new.path`; `#` begins a comment. Anything else is an error. */
export function readMoves(text: string): Move[] {
  return text.split('\n').flatMap((line, i) => {
    if (line === '' || line.startsWith('#')) return [];
    const [, old, now] = /^([\w.]+) -> ([\w.]+)$/.exec(line) ?? [];
    if (!old || !now)
      throw new Error(`symbols/moved.txt:${i + 1}: write 'old.path -> new.path', not '${line}'.`);
    return [{ old, new: now, line: i + 1 }];
  });
}

export async function loadMoves(root: string): Promise<{ text: string; moves: Move[]; proofs: MoveProofs }> {
  const text = await readFile(join(root, 'symbols/moved.txt'), 'utf8');
  const proofs = await readFile(join(root, 'symbols/moved.json'), 'utf8').catch(() => '{}');
  return { text, moves: readMoves(text), proofs: JSON.parse(proofs) as MoveProofs };
}
