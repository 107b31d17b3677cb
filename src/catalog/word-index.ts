/** Entries by config keys and by the words that people use for them in identifiers and prose. */
import { packagesShowing } from '../resolver/canonical';
import { compact, compactText, isCommon, splitWords } from '../util/words';
import type { Entry } from './entry';
import type { ConceptName, WordRule } from './schema.generated';
import { append, listed } from './symbol-index';

export interface KeyOf {
  readonly entry: Entry;
  readonly key: string;
  readonly role?: string;
}

/** A rule of an entry, or one that the name of an API makes: only where one of its packages is. */
export interface PhraseRule extends WordRule {
  readonly packages?: readonly string[];
}

interface PhraseOf {
  readonly entry: Entry;
  readonly rule: PhraseRule;
  /** The phrase of the rule that this is, as the entry writes it. */
  readonly text: string;
}

/** A phrase found in a sequence of words: from `start`, `length` words. */
export interface Run {
  readonly start: number;
  readonly length: number;
  readonly entry: Entry;
  readonly rule: PhraseRule;
  /** The words of the phrase as the entry has them. */
  readonly phrase: readonly string[];
}

/** Words written together (`burnin`) stand for the phrase (`burn in`) only from this length on. */
const minJoined = 6;
const maxRun = 8;

export class WordIndex {
  readonly #keys = new Map<string, KeyOf | KeyOf[]>();
  /** Keys of several words, whatever their spelling. */
  readonly #spelled = new Map<string, KeyOf | KeyOf[]>();
  readonly #phrases = new Map<string, PhraseOf | PhraseOf[]>();

  constructor(entries: Iterable<Entry>) {
    for (const entry of entries) {
      for (const key of entry.keys ?? []) this.#addKey(entry, typeof key === 'string' ? { key } : key);
      for (const name of entry.names ?? []) this.#addName(entry, name);
      for (const word of entry.words ?? [])
        this.#addRule(entry, typeof word === 'string' ? { text: word } : word);
    }
  }

  #addKey(entry: Entry, { key, role }: { key: string; role?: string }): void {
    const found: KeyOf = role === undefined ? { entry, key } : { entry, key, role };
    append(this.#keys, key, found);
    const { joined, isSingle } = compactText(key);
    if (!isSingle) append(this.#spelled, joined, found);
  }

  /** Symbols of places without a resolver are keys: environment variables, and functions of R and Java. */
  #addName(entry: Entry, name: ConceptName): void {
    const key = /^(?:env:|(?:r|java):(?:.*[.:])?)([^.:]+)$/.exec(name.symbol)?.[1];
    if (key !== undefined) append(this.#keys, key, { entry, key });
    const rule = ruleOf(name);
    if (rule) this.#addRule(entry, { ...rule, ...exceptionsOf(entry, rule) });
  }

  #addRule(entry: Entry, rule: PhraseRule): void {
    for (const text of rule.anyOf ?? (rule.text === undefined ? [] : [rule.text])) {
      const { joined } = compactText(text);
      if (joined !== '') append(this.#phrases, joined, { entry, rule, text });
    }
  }

  /** Keys that this text is. A single word is one only in the very same spelling. */
  keys(text: string): readonly KeyOf[] {
    const exact = this.#keys.get(text);
    if (exact !== undefined) return listed(exact);
    const { joined, isSingle } = compactText(text);
    return isSingle ? [] : listed(this.#spelled.get(joined));
  }

  /** Every phrase that stands in a sequence of words. A common word alone is none without a condition. */
  runs(words: readonly string[]): Run[] {
    const found: Run[] = [];
    for (let start = 0; start < words.length; start++) {
      let joined = '';
      for (let length = 1; length <= maxRun && start + length <= words.length; length++) {
        joined += words[start + length - 1]!;
        for (const { entry, rule, text } of listed(this.#phrases.get(joined))) {
          const wanted = splitWords(text);
          if (isMeant(rule, wanted, words.slice(start, start + length)))
            found.push({ start, length, entry, rule, phrase: wanted });
        }
      }
    }
    return found;
  }
}

/**
 * The name of an API, of several words, is a phrase for the concept too, in texts and where its import is not seen: in
 * files that name its package or lie in it. A name that is gone needs more words: `OpenAI` is a company.
 */
export function ruleOf({ symbol, kind, method, shows, near, removed }: ConceptName): PhraseRule | undefined {
  const [, home, text] = /^((?:py|js):[^.]+)(?:\..*)?\.(\w+)$/.exec(symbol) ?? [];
  const isItself = kind !== 'module' && method === undefined && shows !== 'parameter';
  const least = removed === undefined ? 2 : 3;
  if (home === undefined || text === undefined || !isItself || splitWords(text).length < least)
    return undefined;
  const packages = packagesShowing(home).map((name) => name.slice('py:'.length));
  return { text, packages, needs: 'numeric', ...(near && { near, scope: 'file' }) };
}

/** What the entry's own rule for the same phrase says of files where it means something else. */
function exceptionsOf({ words }: Entry, { text }: PhraseRule): Pick<PhraseRule, 'unless'> {
  const phrase = compact(splitWords(text!));
  for (const word of words ?? []) {
    if (typeof word === 'string' || !word.unless || compact(splitWords(word.text ?? '')) !== phrase) continue;
    return { unless: word.unless };
  }
  return {};
}

function isMeant(rule: PhraseRule, wanted: readonly string[], found: readonly string[]): boolean {
  const isSame = wanted.length === found.length && wanted.every((word, i) => word === found[i]);
  if (!isSame && compact(wanted).length < minJoined) return false;
  const hasCondition = rule.inside !== undefined || rule.near !== undefined || (rule.atLeast ?? 1) > 1;
  return hasCondition || wanted.length > 1 || !isCommon(wanted[0]!);
}
