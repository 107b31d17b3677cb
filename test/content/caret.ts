/**
 * Source files with expectations in them. A line like
 *
 *     criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
 *     #                               ^ concept=label-smoothing role=eps value=0.1 kind=role
 *
 * says what a hover at the place above its caret means; `concept=none` says that nothing is shown. Further fields
 * are roles and their values, `eps=0.1`; `unknown` is a value that is not certain, and `finding`, the rule that has the
 * most to say of the place. Such lines are taken out before
 * the file is read, so they cannot help.
 */
export interface Expectation {
  /** Offset in the text without these lines. */
  readonly offset: number;
  /** 1-based, in the fixture file: where to look when it fails. */
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

const pattern = /^(\s*(?:#|\/\/)\s*)\^\s+(\S.*)$/;

/** The clean text and what is expected of it. */
export function readCarets(fixture: string): { text: string; expectations: Expectation[] } {
  const kept: string[] = [];
  const expectations: Expectation[] = [];
  let lineStart = 0;
  let nextStart = 0;
  for (const [i, line] of fixture.split('\n').entries()) {
    const match = pattern.exec(line);
    if (match) {
      const fields = Object.fromEntries(
        match[2]!.split(/\s+/).map((field) => field.split(/=(.*)/s).slice(0, 2)),
      );
      expectations.push({ offset: lineStart + match[1]!.length, line: i + 1, fields });
    } else {
      kept.push(line);
      lineStart = nextStart;
      nextStart += line.length + 1;
    }
  }
  return { text: kept.join('\n'), expectations };
}
