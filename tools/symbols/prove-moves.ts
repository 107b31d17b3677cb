/** Imports both ends of every move in the environment that has its package. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensure, versionIn, type Environment } from '../snippets/environments';
import { executeWithInput } from '../snippets/execute';
import { quiet } from '../snippets/quiet';
import { loadMoves, type Move, type MoveProof } from './moves';

/** The environment and the package of a first segment: `sklearn` is scikit-learn. */
export type Homes = ReadonlyMap<string, { readonly environment: Environment; readonly package: string }>;

interface Seen {
  readonly old: string;
  readonly new: string;
  readonly state: 'gone' | 'deprecated' | 'works';
  /** Why the new path cannot be imported. */
  readonly error?: string;
}

/** Writes symbols/moved.json, after each environment; returns a sentence for each move that does not hold. */
export async function proveMoves(root: string, homes: Homes, only: readonly string[]): Promise<string[]> {
  const { moves, proofs } = await loadMoves(root);
  const problems: string[] = [];
  const proved = new Map(Object.entries(proofs).filter(([old]) => moves.some((move) => move.old === old)));
  for (const [environment, here] of byEnvironment(moves, homes, problems)) {
    if (only.length > 0 && !only.includes(environment.name)) continue;
    for (const seen of await importBoth(environment, here)) {
      const problem = problemOf(seen);
      if (problem) problems.push(`${environment.name}: ${problem}`);
      if (!problem && seen.state !== 'works') proved.set(seen.old, proofOf(seen, seen.state, homes));
      else proved.delete(seen.old);
    }
    const sorted = Object.fromEntries([...proved].sort(([a], [b]) => (a < b ? -1 : 1)));
    await writeFile(join(root, 'symbols/moved.json'), `${JSON.stringify(sorted, null, 1)}\n`);
  }
  return problems;
}

function byEnvironment(moves: readonly Move[], homes: Homes, problems: string[]): Map<Environment, Move[]> {
  const groups = new Map<Environment, Move[]>();
  for (const move of moves) {
    const home = homeOf(move, homes);
    if (!home)
      problems.push(`No environment has the package of ${move.new}: add it to tools/symbols/packages.json.`);
    else groups.set(home.environment, [...(groups.get(home.environment) ?? []), move]);
  }
  return groups;
}

function homeOf(move: Pick<Move, 'old' | 'new'>, homes: Homes): ReturnType<Homes['get']> {
  return homes.get(firstSegment(move.old)) ?? homes.get(firstSegment(move.new));
}

function firstSegment(path: string): string {
  return path.slice(0, (path + '.').indexOf('.'));
}

function problemOf({ old, new: now, state, error }: Seen): string | undefined {
  if (error !== undefined) return `${now} cannot be imported (${error}): correct where ${old} went.`;
  if (state === 'works')
    return `${old} can still be imported and says nothing: take it out of symbols/moved.txt.`;
  return undefined;
}

function proofOf(seen: Seen, state: MoveProof['state'], homes: Homes): MoveProof {
  const home = homeOf(seen, homes)!;
  return { new: seen.new, state, package: `${home.package} ${versionIn(home.environment, home.package)}` };
}

async function importBoth(environment: Environment, moves: readonly Move[]): Promise<Seen[]> {
  const python = await ensure(environment);
  const script = fileURLToPath(new URL('prove_moves.py', import.meta.url));
  const input = JSON.stringify(moves.map((move) => [move.old, move.new]));
  const { code, output } = await executeWithInput(python, [script], input, { seconds: 1800, env: quiet });
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${output.slice(-2000)}`);
  return [...output.matchAll(/^PROOF (.*)$/gm)].map(([, line]) => JSON.parse(line!) as Seen);
}
