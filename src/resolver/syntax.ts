/** Small questions to a syntax tree. Nothing here recurses: a hostile file may nest ten thousand deep. */
import { Edit, type Point } from 'web-tree-sitter';
import type { Node, Tree } from './syntax-tree';
import type { Range } from '../util/range';
import type { TextChange } from './site';

export function rangeOf(node: Node): Range {
  return { start: node.startIndex, end: node.endIndex };
}

export function contains(outer: Range, offset: number): boolean {
  return outer.start <= offset && offset < outer.end;
}

/** The nodes from the root down to the leaf that covers the character at `offset`. */
export function pathAt(tree: Tree, offset: number): Node[] {
  return pathFrom(tree.rootNode, offset);
}

/** The same from some node on that covers the offset. */
export function pathFrom(start: Node, offset: number): Node[] {
  const path: Node[] = [];
  let node: Node | null = start;
  while (node && node.startIndex <= offset && offset < node.endIndex) {
    path.push(node);
    node = node.firstChildForIndex(offset);
  }
  return path;
}

/** The children of a node that reach beyond `start`, in order. */
export function* childrenFrom(node: Node, start: number): Generator<Node> {
  if (start <= node.startIndex) yield* node.children;
  else for (let child = node.firstChildForIndex(start); child; child = child.nextSibling) yield child;
}

/** The smallest node that covers a range, usually the node that the range was taken from. */
export function nodeAt(tree: Tree, range: Range): Node | undefined {
  return tree.rootNode.descendantForIndex(range.start, range.end) ?? undefined;
}

/** The field of `parent` that holds `child`. */
export function isField(parent: Node | undefined, field: string, child: Node | undefined): boolean {
  return child !== undefined && parent?.childForFieldName(field)?.id === child.id;
}

/** A change as tree-sitter wants it, with rows and columns. */
export function editOf(before: string, after: string, { start, oldEnd, newEnd }: TextChange): Edit {
  const startPosition = advanced({ row: 0, column: 0 }, before, 0, start);
  return new Edit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition,
    oldEndPosition: advanced(startPosition, before, start, oldEnd),
    newEndPosition: advanced(startPosition, after, start, newEnd),
  });
}

/** The position at `to`, counted on from the position `point` at `from`. */
function advanced(point: Point, text: string, from: number, to: number): Point {
  let { row } = point;
  let lineStart = from - point.column;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: to - lineStart };
}
