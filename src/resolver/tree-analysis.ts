/** The analysis of a document that has a syntax tree. */
import { touches, type Range } from '../util/range';
import type { Linked, Links } from './links';
import { symbolsOf, withoutInit, type Bases, type Meaning } from './meaning';
import type { Declare, ModuleScope } from './module-scope';
import { fieldOf } from './packages';
import { plainSite } from './plain';
import { packageKey, type Pins } from './pinned';
import { isProjectSymbol } from './project';
import type { Analysis, Import, Mention, Site, Sought, SourceDocument, SymbolId } from './site';
import { absolute } from './scope';
import { contains, pathAt, pathFrom, rangeOf } from './syntax';
import type { Node, Tree } from './syntax-tree';
import { trailOf } from './trail';
import { wordsIn } from './words';

/** What differs between the languages that have a grammar. */
export interface TreeLanguage {
  readonly declare: Declare;
  /** The text for the parser; as long as the text itself. */
  prepare(text: string): string;
  /** `links` tells what names of other files lead to, as far as that is known when it is asked. */
  read(tree: Tree, text: string, module: ModuleScope, links: () => Links): SiteReader;
  /** Symbols of packages that the text names outside the top level. */
  innerImports(text: string): string[];
}

export interface SiteReader {
  /** What stands at the end of a path; `offset` chooses the word in comments and strings. */
  site(path: readonly Node[], offset: number): Site | undefined;
  /** What the expression at an index of a path stands for. */
  meaning(path: readonly Node[], index: number): Meaning | undefined;
  readonly bases: Bases;
  /** What a name of the top level stands for, for other files. */
  exported(name: string): Linked | undefined;
}

/** Code that is nested deeper is no person's work: it is passed over, for walking up from each leaf would cost too much. */
const maxNesting = 500;

/** Names of other files that are followed, at most. */
const maxLinks = 400;

/** Leaves that hold several words. */
const wordy = /comment|string|template|jsx_text|regex/;

export class TreeAnalysis implements Analysis {
  readonly parsed = true;
  #reader: SiteReader | undefined;
  #open = true;
  #imports: readonly Import[] | undefined;
  #has: Analysis['has'] | undefined;
  #links: Links = new Map();
  #isBesideLearning = false;
  #pins: Pins = new Map();
  /** To where the last answer was looked for: the next one often is near. */
  readonly #path: Node[] = [];

  constructor(
    readonly document: SourceDocument,
    /** The text that was parsed. */
    readonly code: string,
    readonly tree: Tree,
    private readonly module: ModuleScope,
    private readonly language: TreeLanguage,
  ) {}

  /** The tree is about to be freed: from now on every answer is "nothing". */
  close(): void {
    this.#open = false;
    this.#reader = undefined;
    this.#path.length = 0;
  }

  /** From now on the names of other files are known; what was found without them is forgotten. */
  link(links: Links, isBesideLearning: boolean, pins: Pins): void {
    this.#links = links;
    this.#pins = pins;
    this.#reader = undefined;
    this.#isBesideLearning = isBesideLearning;
    this.#has = undefined;
  }

  /** A file beside it imports machine learning. */
  get isBesideLearning(): boolean {
    return this.#isBesideLearning;
  }

  get links(): Links {
    return this.#links;
  }

  get pins(): Pins {
    return this.#pins;
  }

  version(name: string): string | undefined {
    return this.#pins.get(packageKey(name));
  }

  pathAt(offset: number): readonly Node[] {
    return this.#open ? pathAt(this.tree, offset) : [];
  }

  /** The symbols that files of the project may hold: imported names, and members of imported modules. */
  projectSymbols(): SymbolId[] {
    const found = new Set<SymbolId>();
    for (const { symbol, alias } of this.imports) {
      if (!isProjectSymbol(symbol)) continue;
      found.add(symbol);
      if (alias === undefined || !/^\w+$/.test(alias)) continue;
      const uses = this.code.matchAll(new RegExp(`(?<![\\w.])${alias}((?:\\.\\w{1,80}){1,4})`, 'g'));
      for (const [, path] of uses) {
        let member = symbol;
        for (const name of path!.slice(1).split('.'))
          found.add((member += member.endsWith('.') ? name : `.${name}`));
        if (found.size > maxLinks) return [...found];
      }
    }
    return [...found];
  }

  /** What a name of the top level stands for, for other files. */
  exported(name: string): Linked | undefined {
    return this.#open ? this.#read().exported(name) : undefined;
  }

  #read(): SiteReader {
    return (this.#reader ??= this.language.read(
      this.tree,
      this.document.text,
      this.module,
      () => this.#links,
    ));
  }

  get imports(): readonly Import[] {
    if (!this.#open) return this.#imports ?? [];
    this.#imports ??= this.module.imports().map((binding) => ({
      symbol: binding.symbol!,
      ...(binding.name !== '*' && { alias: binding.name }),
      range: absolute(binding, binding.range),
    }));
    return this.#imports;
  }

  get has(): Analysis['has'] {
    if (!this.#has) {
      const fields = new Set(this.imports.map(({ symbol }) => fieldOf(symbol)));
      const inner = fields.has('ml') ? [] : this.language.innerImports(this.code).map(fieldOf);
      for (const field of inner) fields.add(field);
      if (this.#isBesideLearning) fields.add('ml');
      this.#has = { ml: fields.has('ml'), numeric: fields.has('numeric') || fields.has('ml') };
    }
    return this.#has;
  }

  siteAt(offset: number): Site | undefined {
    if (!this.#open || !(offset >= 0) || offset > this.code.length) return undefined;
    const site = this.#siteOn(offset);
    if (site && touches(site.range, offset)) return site;
    if (offset === 0 || /\s/.test(this.code[offset - 1]!)) return undefined;
    const before = this.#siteOn(offset - 1);
    return before && touches(before.range, offset) ? before : undefined;
  }

  #siteOn(offset: number): Site | undefined {
    if (offset >= this.code.length) return undefined;
    if (this.code[offset] !== this.document.text[offset]) return plainSite(this.document, offset);
    return this.#site(this.#pathTo(offset), offset);
  }

  /** `pathAt`, from where the last one parts; the same array is reused. */
  #pathTo(offset: number): readonly Node[] {
    const path = this.#path;
    while (path.length > 0 && !contains(rangeOf(path.at(-1)!), offset)) path.pop();
    const top = path.pop() ?? this.tree.rootNode;
    path.push(...pathFrom(top, offset));
    return path;
  }

  #site(path: readonly Node[], offset: number): Site | undefined {
    if (path.length > maxNesting) return undefined;
    return this.#read().site(path, offset);
  }

  *sites(within: Range = { start: 0, end: this.code.length }): Generator<Site> {
    if (!this.#open) return;
    let last: Range | undefined;
    for (const path of leavesOf(this.tree.rootNode, within))
      for (const offset of offsetsIn(this.code, path.at(-1)!)) {
        if (this.code[offset] !== this.document.text[offset]) continue;
        const site = this.#site(path, offset);
        if (!site || same(site.range, last)) continue;
        last = site.range;
        yield site;
        if (!this.#open) return;
      }
  }

  *sitesFrom(mentions: readonly Mention[], { isKnown, takes, isKeyword }: Sought): Generator<Site> {
    if (!this.#open) return;
    const reader = this.#read();
    const ground = {
      text: this.code,
      pathAt: (offset: number) => this.#pathTo(offset),
      meaning: (path: readonly Node[], index: number) => reader.meaning(path, index),
      isKnown: (meaning: Meaning | undefined) => symbolsOf(meaning, reader.bases).some(isKnown),
      takes: (meaning: Meaning | undefined) => symbolsOf(meaning, reader.bases).some(takes),
      isKeyword,
    };
    let last: Range | undefined;
    for (const offset of trailOf(ground, mentions, linkedNames(this, isKnown))) {
      if (!this.#open) return;
      if (this.code[offset] !== this.document.text[offset]) continue;
      const path = this.#pathTo(offset);
      if (!path.at(-1)?.isNamed) continue;
      const site = this.#site(path, offset);
      if (!site || same(site.range, last)) continue;
      last = site.range;
      yield site;
    }
  }
}

/** Names of this file that lead to what other files have of the symbols that are looked for. */
function linkedNames({ links, imports }: TreeAnalysis, isKnown: Sought['isKnown']): string[] {
  const linked = new Set([...links].filter(([, link]) => shows(link, isKnown)).map(([symbol]) => symbol));
  const aliases = imports.filter(({ symbol }) => linked.has(symbol)).map(({ alias }) => alias);
  const members = Array.from(linked, (symbol) => symbol.split('.').at(-1));
  return [...aliases, ...members].filter((name) => name !== undefined && name !== '') as string[];
}

function shows(linked: Linked, isKnown: Sought['isKnown']): boolean {
  switch (linked.kind) {
    case 'symbol':
      return isKnown(withoutInit(linked.symbol));
    case 'class':
      return linked.bases.some(isKnown);
    case 'instance':
      return shows(linked.of, isKnown);
    case 'function':
      return linked.result !== undefined && shows(linked.result, isKnown);
    case 'constant':
      return false;
  }
}

function same(a: Range, b: Range | undefined): boolean {
  return a.start === b?.start && a.end === b.end;
}

function* offsetsIn(text: string, leaf: Node): Generator<number> {
  if (!wordy.test(leaf.type)) yield leaf.startIndex;
  else for (const word of wordsIn(text, { start: leaf.startIndex, end: leaf.endIndex })) yield word.start;
}

/** The path to every named leaf of a span, in order. The same array is reused. */
function* leavesOf(root: Node, within: Range): Generator<readonly Node[]> {
  const path = [root];
  const next = [0];
  while (path.length > 0) {
    const node = path.at(-1)!;
    const child = node.children[next[next.length - 1]!++];
    if (!child) {
      if (node.childCount === 0 && node.isNamed && overlaps(node, within)) yield path;
      path.pop();
      next.pop();
    } else if (overlaps(child, within)) {
      path.push(child);
      next.push(0);
    }
  }
}

function overlaps({ startIndex, endIndex }: Node, { start, end }: Range): boolean {
  return startIndex < end && endIndex > start;
}
