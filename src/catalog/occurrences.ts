/** Where a piece of code stands in other code. */

/** Start offsets of `text` in `code`, whole tokens only, directly behind `after`. */
export function occurrences(code: string, text: string, after = ''): number[] {
  const found: number[] = [];
  const sought = after + text;
  for (let at = code.indexOf(sought); at >= 0; at = code.indexOf(sought, at + sought.length)) {
    const before = code.slice(Math.max(0, at - 1), at);
    const behind = code.slice(at + sought.length, at + sought.length + 2);
    const begins = !/^[\w.]/.test(sought) || !/[\w.$]/.test(before);
    const ends = !/\w$/.test(sought) || !/^(?:[\w$]|\.\d)/.test(behind);
    if (begins && ends) found.push(at + after.length);
  }
  return found;
}
