/**
 * Raw glossary text to concept files. The text is read at least twice: once for what is in it, then to write each
 * concept when the last of its entries has come, so that only entries that wait for others are held.
 */
import { Grammars, type GrammarFiles } from '../resolver/grammars';
import { articleOf, type Article, type Tools } from './article';
import { digestOf, keyOf, type Digest } from './digest';
import { draftText, isUntouched, slug } from './draft';
import { fieldsOf } from './derive';
import { own, quote, type Doubt, type RawEntry, type Report } from './entry';
import { Mentions } from './mentions';
import { group, titleOf, type Merge } from './merge';
import { RecurringLines } from './recurring';
import { splitText } from './split';
import { plainText } from './text';

export type { Doubt } from './entry';

/** The folder that the drafts go to. */
export interface TargetFiles {
  read(name: string): Promise<string | undefined>;
  /** All or nothing: an interruption leaves the old file or the new one. */
  write(name: string, text: string): Promise<void>;
}

/** A concept that is there already. */
export interface KnownConcept {
  readonly id: string;
  readonly title: string;
  readonly words: readonly string[];
}

export interface ImportPorts {
  readonly fileName: string;
  /** The raw text from its beginning, in pieces; called once for each pass. */
  open(): AsyncIterable<string>;
  readonly target: TargetFiles;
  compiles(tex: string): boolean;
  readonly grammars: GrammarFiles;
  readonly known: readonly KnownConcept[];
  /** `done`: entries written so far. */
  progress?(done: number, all: number): void;
  isCancelled?(): boolean;
}

export interface ImportedEntry {
  readonly line: number;
  readonly term: string;
  /** The concept that it became part of. */
  readonly concept: string;
}

export interface ImportResult {
  readonly entries: readonly ImportedEntry[];
  readonly concepts: number;
  readonly merged: readonly (Merge & { readonly concept: string })[];
  readonly doubts: readonly Doubt[];
  readonly isCancelled: boolean;
}

/** Text of entries that wait for others, in UTF-16 units; what does not fit waits for one more pass. */
const mostHeld = 20_000_000;
/** Of one kind, written out; of the others only the lines are told. */
const mostDoubts = 20_000;
const mostRelated = 8;

export async function importGlossary(ports: ImportPorts): Promise<ImportResult> {
  return new Import(ports).run();
}

class Import {
  readonly #doubts: Doubt[] = [];
  readonly #countByCode = new Map<string, number>();
  /** Of what is not written out; no line twice in a row. */
  readonly #linesByCode = new Map<string, number[]>();
  readonly #digests: Digest[] = [];
  readonly #recurring = new RecurringLines();
  readonly #mentions = new Mentions();
  readonly #knownByKey = new Map<string, string>();
  #idOf: string[] = [];
  #membersOf: (readonly number[])[] = [];
  #tools!: Tools;
  #done = 0;

  constructor(private readonly ports: ImportPorts) {}

  readonly #report: Report = (line, code, text) => {
    const count = (this.#countByCode.get(code) ?? 0) + 1;
    this.#countByCode.set(code, count);
    if (count <= mostDoubts) this.#doubts.push({ line, code, text: own(text) });
    else this.#keepLine(line, code);
  };

  #keepLine(line: number, code: string): void {
    const lines = this.#linesByCode.get(code);
    if (!lines) this.#linesByCode.set(code, [line]);
    else if (lines.at(-1) !== line) lines.push(line);
  }

  async run(): Promise<ImportResult> {
    await this.#readAll();
    const { groups, merges } = group(this.#digests, this.#report);
    this.#name(groups);
    const grammars = new Grammars(this.ports.grammars);
    try {
      const loaded = await grammars.load('python');
      if (!loaded.ok) this.#report(1, 'code', `Code was not checked: ${loaded.reason}`);
      this.#tools = {
        compiles: (tex) => this.ports.compiles(tex),
        python: grammars.parser('python'),
        recurs: (line) => this.#recurring.times(line),
      };
      for (
        let before = -1;
        this.#done > before && this.#done < this.#digests.length && !this.#isCancelled();
      ) {
        before = this.#done;
        await this.#writePass();
      }
      if (this.#done < this.#digests.length && !this.#isCancelled())
        this.#report(1, 'changed', 'The text changed while it was read: not all of it became concepts.');
    } finally {
      grammars.dispose();
    }
    return this.#result(groups.length, merges);
  }

  async #readAll(): Promise<void> {
    for await (const batch of splitText(this.ports.open(), this.ports.fileName, this.#report)) {
      for (const entry of batch) {
        this.#digests.push(digestOf(entry, this.#digests.length));
        this.#recurring.add(entry.body);
      }
      if (this.#isCancelled()) return;
    }
  }

  #isCancelled(): boolean {
    return this.ports.isCancelled?.() ?? false;
  }

  /** Gives every group its id, and makes the names known that texts may mention. */
  #name(groups: readonly (readonly number[])[]): void {
    for (const { id, title, words } of this.ports.known)
      for (const name of [title, ...words]) {
        if (!this.#knownByKey.has(keyOf(name))) this.#knownByKey.set(keyOf(name), id);
        this.#mentions.add(id, name);
      }
    const taken = new Set<string>();
    this.#idOf = new Array<string>(this.#digests.length);
    this.#membersOf = new Array<readonly number[]>(this.#digests.length);
    for (const members of groups) {
      const first = this.#digests[members[0]!]!;
      const base = slug(titleOf(first));
      let id = base;
      for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
      taken.add(id);
      for (const member of members) {
        this.#idOf[member] = id;
        this.#membersOf[member] = members;
        this.#mentions.add(id, this.#digests[member]!.term);
      }
    }
  }

  /** Reads the text once more and writes the groups that fit into memory together. */
  async #writePass(): Promise<void> {
    const quiet: Report = () => {};
    const held = new Map<number, RawEntry[]>();
    let size = 0;
    let index = 0;
    for await (const batch of splitText(this.ports.open(), this.ports.fileName, quiet)) {
      for (const entry of batch) {
        const members = this.#membersOf[index];
        const length = this.#digests[index]?.length ?? 0;
        index++;
        if (!members || members.length === 0) continue;
        const root = members[0]!;
        const waiting =
          held.get(root) ?? (index - 1 === root && (size === 0 || size + length < mostHeld) ? [] : undefined);
        if (!waiting) continue;
        waiting.push(entry);
        size += length;
        held.set(root, waiting);
        if (waiting.length < members.length) continue;
        held.delete(root);
        size -= members.reduce((sum, member) => sum + this.#digests[member]!.length, 0);
        await this.#write(members, waiting);
        for (const member of members) this.#membersOf[member] = [];
        this.#done += members.length;
        if (this.#isCancelled()) return;
      }
      this.ports.progress?.(this.#done, this.#digests.length);
    }
  }

  async #write(members: readonly number[], entries: readonly RawEntry[]): Promise<void> {
    const digests = members.map((member) => this.#digests[member]!);
    const id = this.#idOf[members[0]!]!;
    const keys = new Set(digests.flatMap((digest) => [keyOf(digest.term), ...digest.aliases.map(keyOf)]));
    const articles = entries.map((entry) =>
      articleOf(entry, { keys, level: entries.length > 1 ? 3 : 2 }, this.#tools, this.#report),
    );
    const whole = joinArticles(articles, digests);
    const alike = [...keys].map((key) => this.#knownByKey.get(key)).find((known) => known !== undefined);
    if (alike !== undefined)
      this.#report(
        digests[0]!.line,
        'built-in',
        `${quote(digests[0]!.term)} resembles the concept '${alike}', which is there already.`,
      );
    const mentioned = this.#mentions.in(whole.markdown, id, mostRelated);
    const related = [
      ...new Set([...(alike !== undefined && alike !== id ? [alike] : []), ...mentioned]),
    ].slice(0, mostRelated);
    const fields = fieldsOf(digests, whole, { related, report: this.#report });
    for (const { line, term, keywords } of digests)
      if (keywords.length > 0)
        this.#report(
          line,
          'keyword',
          `${keywords.map((word) => quote(word)).join(', ')}: taken as keywords of ${quote(term)}, not as other names.`,
        );
    await this.#save(`${id}.md`, draftText(fields, whole.markdown), digests[0]!.line);
  }

  async #save(name: string, text: string, line: number): Promise<void> {
    const old = await this.ports.target.read(name);
    if (old === text) return;
    if (old !== undefined && !isUntouched(old))
      this.#report(
        line,
        'edited',
        `${name} was edited since it was imported, or is not of this import: it was left as it is.`,
      );
    else await this.ports.target.write(name, text);
  }

  /** One for each kind that is too frequent to be written out. */
  #doubtsTogether(): Doubt[] {
    return [...this.#linesByCode].map(([code, lines]) => {
      const [line, ...also] = [...new Set(lines)].sort((a, b) => a - b);
      const text = `${this.#countByCode.get(code)! - mostDoubts} more of this kind are not written out.`;
      return { line: line!, code, text, also };
    });
  }

  #result(concepts: number, merges: readonly Merge[]): ImportResult {
    const byLine = new Map(this.#digests.map((digest, i) => [digest.line, this.#idOf[i]!]));
    for (const { line, into, why } of merges)
      this.#report(line, 'merge', `Merged into the entry of line ${into}: ${why}.`);
    this.#doubts.push(...this.#doubtsTogether());
    this.#doubts.sort((a, b) => a.line - b.line);
    return {
      entries: this.#digests.map(({ line, term }, i) => ({
        line,
        term: plainText(term),
        concept: this.#idOf[i]!,
      })),
      concepts,
      merged: merges.map((merge) => ({ ...merge, concept: byLine.get(merge.into)! })),
      doubts: this.#doubts,
      isCancelled: this.#isCancelled(),
    };
  }
}

/** Entries on one concept stand one below the other, each under the heading it had. */
function joinArticles(articles: readonly Article[], digests: readonly Digest[]): Article {
  const [first, ...rest] = articles as [Article, ...Article[]];
  if (rest.length === 0) return first;
  const heading = ({ term, category }: Digest) =>
    `## From '${plainText([term, category ?? ''].filter(Boolean).join(', '))}'`;
  const markdown = articles
    .map((article, i) => `${heading(digests[i]!)}\n\n${article.markdown}`)
    .join('\n\n');
  const formula = articles.find((article) => article.formula !== undefined)?.formula;
  return {
    ...first,
    markdown,
    names: articles.flatMap((article) => article.names),
    ...(formula !== undefined && { formula }),
  };
}
