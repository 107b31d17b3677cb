/** Splits text in which an entry is a line `term[, alias…], category` and the Markdown below it. */
import { quote, type RawEntry, type Report, type Splitter } from './entry';
import { hasHeadingForm, headingScore, possible, readHeading, sure } from './headings';

/** Lines kept back to see what stands below a possible heading. */
const lookAhead = 12;
/** In code this counts as a heading where bold text follows, which no code is: then a fence was not closed. */
const sureInCode = 6;

interface Line {
  readonly text: string;
  readonly line: number;
}

export class ReferenceSplitter implements Splitter {
  #waiting: Line[] = [];
  #before: string | undefined;
  #fence: number | undefined;
  #open: { heading: Line; body: string[] } | undefined;

  constructor(
    private readonly emit: (entry: RawEntry) => void,
    private readonly report: Report,
  ) {}

  push(text: string, line: number): void {
    if (this.#waiting.length === 0 && !hasHeadingForm(text)) this.#take({ text, line }, 0, false);
    else {
      this.#waiting.push({ text, line });
      this.#work(false);
    }
  }

  end(): void {
    this.#work(true);
    this.#close();
  }

  #work(isEnd: boolean): void {
    let done = 0;
    while (done < this.#waiting.length) {
      const head = this.#waiting[done]!;
      const isCandidate = hasHeadingForm(head.text);
      const below = isCandidate ? this.#below(done) : [];
      if (isCandidate && below.length < 2 && this.#waiting.length - done < lookAhead && !isEnd) break;
      const score = isCandidate ? headingScore(head.text, { before: this.#before, after: below }) : 0;
      const isSure =
        this.#fence === undefined ? score >= sure : score >= sureInCode && below[0]!.startsWith('**');
      this.#take(head, score, isSure);
      done++;
    }
    if (done > 0) this.#waiting.splice(0, done);
  }

  #below(index: number): string[] {
    const below: string[] = [];
    for (let i = index + 1; i < this.#waiting.length && below.length < 2; i++)
      if (this.#waiting[i]!.text.trim() !== '') below.push(this.#waiting[i]!.text);
    return below;
  }

  #take(head: Line, score: number, isSure: boolean): void {
    const { text, line } = head;
    if (isSure) {
      if (this.#fence !== undefined) this.report(this.#fence, 'fence', 'This code block is never closed.');
      this.#close();
      this.#open = { heading: head, body: [] };
    } else {
      if (score >= possible && this.#fence === undefined)
        this.report(line, 'heading', `${quote(text)} may be a heading; it was taken as text.`);
      if (/^\s{0,8}(?:```|~~~)/.test(text)) this.#fence = this.#fence === undefined ? line : undefined;
      if (this.#open) this.#open.body.push(text);
      else if (text.trim() !== '')
        this.report(line, 'before-first', `${quote(text)} stands before the first entry.`);
    }
    if (text.trim() !== '') this.#before = text;
  }

  #close(): void {
    if (!this.#open) return;
    const { heading, body } = this.#open;
    this.#open = undefined;
    this.#fence = undefined;
    this.emit({ ...readHeading(heading.text), line: heading.line, bodyLine: heading.line + 1, body });
  }
}
