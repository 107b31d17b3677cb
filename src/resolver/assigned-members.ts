/** Where members of objects are assigned: `self.eps = …`, `this.eps += …`. */

const assignment = /\.(\w+)[ \t]*(?:=(?![=>])|\+\+|--|(?:[-+*/%@&|^]|\/\/|\*\*|\?\?)=|:[^=\n]{0,200}=(?!=))/g;

/** By name, the offsets at which a member of that name is assigned; also in comments and strings. */
export function assignedMembers(text: string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const match of text.matchAll(assignment)) {
    const name = match[1]!;
    const offsets = found.get(name);
    if (offsets) offsets.push(match.index + 1);
    else found.set(name, [match.index + 1]);
  }
  return found;
}
