/** Compares release numbers: 2.10 is later than 2.9, and 2.9.0 the same as 2.9. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map((part) => parseInt(part, 10) || 0));
  for (let i = 0; i < Math.max(left!.length, right!.length); i++)
    if ((left![i] ?? 0) !== (right![i] ?? 0)) return (left![i] ?? 0) - (right![i] ?? 0);
  return 0;
}
