/** A plane through the start, spanned by two directions, and what the decoder makes of it. */
import { unit, withoutPart } from '../models/latent-directions';
import { spriteLatents } from '../models/sprite-vae';

/** Orthonormal. */
export interface Plane {
  readonly across: Float64Array;
  readonly up: Float64Array;
}

/** The first direction as it is, the second without its part along it (Gram and Schmidt). */
export function planeOf(first: Float64Array, second: Float64Array): Plane {
  return { across: unit(first), up: unit(withoutPart(second, first)) };
}

export const mapSide = 15;
/** The map reaches this far from the start in each direction. */
export const mapReach = 4;

/** The code at a place of the plane. */
export function codeAt({ across, up }: Plane, start: Float32Array, x: number, y: number): Float32Array {
  return start.map((value, k) => value + x * across[k]! + y * up[k]!);
}

/** The codes in the middle of the cells, row by row from the lowest. */
export function mapCodes(plane: Plane, start: Float32Array): Float32Array {
  const place = (i: number) => -mapReach + ((i + 0.5) / mapSide) * 2 * mapReach;
  const codes = new Float32Array(mapSide * mapSide * spriteLatents);
  for (let row = 0; row < mapSide; row++)
    for (let column = 0; column < mapSide; column++)
      codes.set(codeAt(plane, start, place(column), place(row)), (row * mapSide + column) * spriteLatents);
  return codes;
}

/** Where a code stands above the plane. */
export function projected(
  { across, up }: Plane,
  start: Float32Array,
  code: Float32Array,
): readonly [number, number] {
  const along = (direction: Float64Array) =>
    direction.reduce((sum, value, k) => sum + value * (code[k]! - start[k]!), 0);
  return [along(across), along(up)];
}
