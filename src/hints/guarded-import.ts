import type { Site } from '../resolver/site';
import type { Code } from './rule';

const failures = /\b(?:ImportError|ModuleNotFoundError|AttributeError|Exception|BaseException)\b/;

/** Whether the code catches that the import fails: `try: from old import x` / `except ImportError: …`. */
export function importIsGuarded({ range }: Site, { path, textOf }: Code): boolean {
  return path.some((node) => {
    if (node.type !== 'try_statement') return false;
    const body = node.childForFieldName('body');
    if (!body || range.start < body.startIndex || range.end > body.endIndex) return false;
    return node.children.some((clause) => {
      if (clause.type !== 'except_clause') return false;
      const head = textOf(clause).split(':')[0]!;
      return head.trim() === 'except' || failures.test(head);
    });
  });
}
