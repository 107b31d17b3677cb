/**
 * Gives formulas their backslashes back. Text that went through a string literal has lost them: `\leq` became
 * `leq`, `\theta` a tab (or a space, or a new line) and `heta`. What can be read in two ways is told.
 */
import { doubtsOfRest, doubtsOfWord, upright } from './tex-doubts';
import { restoreSigns, withPercent } from './tex-signs';
import {
  asCommands,
  commands,
  escapeLetters,
  escapes,
  standsAlone,
  takesGroup,
  takesWords,
} from './tex-words';

export interface Repair {
  readonly tex: string;
  /** Each a sentence: what could have been meant otherwise. Empty where the repair is certain. */
  readonly doubts: readonly string[];
}

interface Reading {
  readonly commands: readonly string[];
  /** Letters in front that are variables. */
  readonly variables: string;
  /** The white space in front of the run is what an escape left. */
  readonly eatsSpace: boolean;
  readonly doubt?: string;
}

/** Characters that nothing natural puts a space behind. */
const opening = /[$({[_^|]$/;
const longest = 5_000;

/** Repairs the TeX between two dollar signs. Time grows with its length; what is longer than 5000 stays as it is. */
export function repairFormula(raw: string): Repair {
  if (raw.length > longest) return { tex: raw, doubts: ['it is too long to be repaired'] };
  return new Repairer(raw).run();
}

class Repairer {
  #out = '';
  #at = 0;
  readonly #doubts = new Set<string>();
  /** Commands that kept their backslash: then a bare word is one on purpose. */
  readonly #isIntact: boolean;
  /** Single backslashes are gone: one that is left is half of the two that end a row. */
  readonly #hasLostAll: boolean;
  #changed = false;
  readonly #found: Set<string>;

  /** `proven`: runs that are damaged for sure in one place, so that they are in the others. */
  constructor(
    private readonly raw: string,
    private readonly proven: ReadonlySet<string> = new Set(),
  ) {
    const hasRows =
      /(?<![\\A-Za-z])(?:end|substack)\{/.test(raw) ||
      (/(?<![\\A-Za-z])b?egin\{/.test(raw) && !raw.includes('\\end'));
    const kept = raw.match(/\\(?:[A-Za-z]{2}|[_{}|%&])/g)?.length ?? 0;
    const bare = (raw.match(/(?<![\\A-Za-z])[A-Za-z]{3,}/g) ?? []).filter(
      (run) => commands.has(run) && !upright.has(run),
    ).length;
    this.#found = new Set(proven);
    this.#hasLostAll = hasRows || bare > kept;
    this.#isIntact = kept > 0 && !this.#hasLostAll;
  }

  run(): Repair {
    while (this.#at < this.raw.length) this.#step();
    if (this.#found.size > this.proven.size) return new Repairer(this.raw, this.#found).run();
    const isDamaged = this.#changed || !/\\/.test(this.raw);
    const tex = isDamaged
      ? restoreSigns(this.#out, (doubt) => this.#doubts.add(doubt))
      : withPercent(this.#out);
    return { tex, doubts: [...this.#doubts] };
  }

  #step(): void {
    const rest = this.raw.slice(this.#at, this.#at + 200);
    if (this.#hasLostAll && rest[0] === '\\') {
      const isPair = rest[1] === '\\';
      if (isPair) this.#doubts.add('two backslashes that are left may have been four');
      this.#out += '\\\\';
      this.#at += isPair ? 2 : 1;
      return;
    }
    const kept = /^\\(?:([A-Za-z]+)|[^A-Za-z])/.exec(rest);
    if (kept) return this.#keep(kept[0], kept[1]);
    const run = /^[A-Za-z]+/.exec(rest)?.[0];
    if (run === undefined) {
      this.#out += rest[0];
      this.#at++;
      return;
    }
    this.#at += run.length;
    const reading = this.#read(run);
    if (!reading) {
      for (const doubt of this.#doubtsOf(run)) this.#doubts.add(doubt);
      this.#out += run;
      return;
    }
    this.#changed = true;
    if (reading.doubt) this.#doubts.add(reading.doubt);
    if (reading.eatsSpace) this.#out = this.#out.slice(0, -1);
    this.#out += reading.variables + reading.commands.map((name) => `\\${name}`).join('');
    this.#words(reading.commands.at(-1)!);
  }

  #keep(text: string, name: string | undefined): void {
    this.#out += text;
    this.#at += text.length;
    if (name !== undefined) this.#words(name);
  }

  #doubtsOf(run: string): string[] {
    const next = this.raw.slice(this.#at, this.#at + 3);
    if (this.#isIntact) return doubtsOfWord(run, this.#out, next);
    return doubtsOfRest(run, this.#out, next, this.#isUnnaturalSpace());
  }

  /** Copies the argument of a command that takes words. */
  #words(name: string): void {
    if (name === 'rm' || name === 'bf' || name === 'it') {
      const words = /^\s*[A-Za-z ]*(?=\})/.exec(this.raw.slice(this.#at, this.#at + 100))?.[0] ?? '';
      this.#out += words;
      this.#at += words.length;
    }
    if (!takesWords.has(name)) return;
    const form = name === 'begin' ? /^\s*\{[^{}]*\}(?:\{[lcr| ]+\})?/ : /^\*?\s*\{[^{}]*\}/;
    const argument = form.exec(this.raw.slice(this.#at, this.#at + 500))?.[0];
    if (argument === undefined) return;
    this.#at += argument.length;
    const word = /\{\s*([A-Za-z]+)\s*\}$/.exec(argument)?.[1];
    if (word !== undefined && name.startsWith('math') && standsAlone.has(word) && !this.#isIntact)
      this.#doubts.add(`'${word}' may be \\${word}`);
    if (name === 'begin' || name === 'end') this.#out += argument;
    else if (name.startsWith('math'))
      this.#out += argument.replace(/([A-Za-z]{2,})_(?=[A-Za-z]{2,})/g, '$1\\_');
    else
      this.#out += argument
        .split('$')
        .map((part, i) => (i % 2 === 0 ? escaped(part) : this.#isIntact ? part : this.#inner(part)))
        .join('$');
  }

  /** A formula in a text in a formula. */
  #inner(raw: string): string {
    const { tex, doubts } = new Repairer(raw).run();
    for (const doubt of doubts) this.#doubts.add(doubt);
    return tex;
  }

  #read(run: string): Reading | undefined {
    const before = this.#out.at(-1) ?? '';
    const letter = escapes.get(before);
    const escaped = letter === undefined || before === '\n' ? undefined : asCommands(letter + run);
    if (escaped && (before !== '\t' || (escaped.length === 1 && !asCommands(run))))
      return { commands: escaped, variables: '', eatsSpace: true };
    if (this.#isIdentifier(run)) return undefined;
    const isBlank = /\s/.test(before);
    const plain = this.#isIntact ? undefined : this.#plain(run);
    const isFragment = !this.#isIntact || (run.length > 2 && !asCommands(run));
    const hasRoom = isBlank || before === '' || opening.test(this.#out);
    const lost = isFragment && hasRoom ? this.#lost(run, isBlank) : undefined;
    if (lost && plain) return isBlank || before === '' ? this.#either(run, plain, lost, isBlank) : plain;
    return lost ?? plain;
  }

  /** The run as commands whose backslash alone is gone. */
  #plain(run: string): Reading | undefined {
    if (this.#isWholeIndex(run) && !standsAlone.has(run)) {
      if (asCommands(run)) this.#doubts.add(`'${run}' alone in an index was taken as a word`);
      return undefined;
    }
    if (this.#isWholeIndex(run) && run === 'xi') this.#doubts.add("'xi' was read as \\xi; it may be letters");
    const isIndexed = /[_^]$/.test(this.#out) && !standsAlone.has(run);
    const commands = isIndexed && asCommands(run.slice(1)) ? undefined : asCommands(run);
    if (commands) {
      const next = this.raw.slice(this.#at, this.#at + 8);
      if ((run === 'sin' && /^[\s[{]/.test(next)) || (run === 'min' && /^\s*(?:[[{A-Z]|math)/.test(next)))
        this.#doubts.add(`'${run}' was read as \\${run}; it may be ${run[0]}\\in`);
      const isCertain = commands.length === 1 ? !seldom.has(run) : commands[0] === 'arg';
      const doubt = isCertain ? undefined : `'${run}' was read as \\${commands.join('\\')}`;
      return { commands, variables: '', eatsSpace: false, ...(doubt && { doubt }) };
    }
    for (const length of [1, 2]) {
      const behind = asCommands(run.slice(length));
      if (!behind || run.length - length < 2 || (length === 2 && run.length < 6 && !/^[A-Z]{2}/.test(run)))
        continue;
      const isShort = behind.some((name) => name.length < 4);
      const variables = run.slice(0, length);
      return {
        commands: behind,
        variables,
        eatsSpace: false,
        ...(isShort && { doubt: `'${run}' was read as ${variables}\\${behind.join('\\')}` }),
      };
    }
    return undefined;
  }

  /** The run as what is left of a command whose first letter went into an escape. */
  #lost(run: string, isBlank: boolean): Reading | undefined {
    const next = this.raw[this.#at] ?? '';
    const names = escapeLetters.flatMap((letter) => {
      const found = asCommands(letter + run);
      const [first] = found ?? [''];
      const isSwitch = switches.has(first!) && next !== '{' && !/\{\s$/.test(this.#out);
      return found && first!.length > 1 && !seldom.has(first!) && !isSwitch ? [found] : [];
    });
    if (names.length === 0) return undefined;
    const fewest = names.reduce((a, b) => (b.length < a.length ? b : a));
    const sameLength = names.filter((found) => found.length === fewest.length);
    const usual = (name: string) =>
      name === 'bm' ? next === '{' : name === 'rm' ? next !== '{' : preferred.has(name);
    const chosen = sameLength.find(([name]) => usual(name!)) ?? sameLength[0]!;
    if (takesGroup.has(chosen.at(-1)!) && !/[\s{\\]/.test(next) && !(run.length > 2)) return undefined;
    if (!isBlank && run.length < 3) return undefined;
    const isUnnatural = this.#isUnnaturalSpace();
    if (run.length === 1 && !isUnnatural && run !== 'o') return undefined;
    if (run === 'o' && /[=+\-,(<>]\s*$/.test(this.#out)) return undefined;
    if (run.length === 1 && run !== 'u' && /[_^),}=+\-.;]/.test(next)) return undefined;
    const isSure =
      run.length > 1 &&
      sameLength.length === 1 &&
      (run.length > 2 || isUnnatural || (takesGroup.has(chosen.at(-1)!) && next === '{'));
    const shown = sameLength.map((found) => `\\${found.join('\\')}`).join(' or ');
    return {
      commands: chosen,
      variables: '',
      eatsSpace: isBlank,
      ...(!isSure && {
        doubt: `'${run}' was read as \\${chosen.join('\\')}; it may be ${sameLength.length > 1 ? shown : 'letters'}`,
      }),
    };
  }

  /** A word that is a command as it stands and, with a lost letter, another one: `eta` is \eta or \beta. */
  #either(run: string, plain: Reading, lost: Reading, isBlank: boolean): Reading {
    const closes = this.#closes(run);
    if (run === 'dots') return this.#dots();
    const isSure = closes || this.#isUnnaturalSpace();
    if (isSure && !closes) this.#found.add(run);
    const isDamage = (isSure || this.proven.has(run)) && plain.variables === '' && !doubled.has(run);
    const isWorse = (isBlank && plain.variables !== '') || plain.commands.length > lost.commands.length;
    const chosen = isDamage || isWorse ? lost : plain;
    if (doubled.has(run)) return plain;
    if (chosen === lost && isBlank && plain.variables !== '' && lost.commands.length === 1 && run.length > 2)
      return lost;
    const other = chosen === lost ? plain : lost;
    const text = (reading: Reading) => `${reading.variables}\\${reading.commands.join('\\')}`;
    return { ...chosen, doubt: `'${run}' was read as ${text(chosen)}; it may be ${text(other)}` };
  }

  /** Dots that fill a cell of a table run down it. */
  #dots(): Reading {
    const isCell =
      /(?:&|\\\\|\})\s*$/.test(this.#out) &&
      /^\s*(?:&|\\|\\?end\{)/.test(this.raw.slice(this.#at, this.#at + 20));
    if (!isCell && !this.#isUnnaturalSpace()) return { commands: ['dots'], variables: '', eatsSpace: false };
    const doubt = "'dots' was read as \\vdots; it may be \\dots";
    return { commands: ['vdots'], variables: '', eatsSpace: /\s$/.test(this.#out), doubt };
  }

  /** A bracket is open that the run, with an `r` in front, ends. */
  #closes(run: string): boolean {
    if (run !== 'angle' && run !== 'Vert' && run !== 'vert') return false;
    const count = (side: string) => this.#out.split(`\\${side}${run}`).length;
    return count('l') > count('r');
  }

  /** A space at the start, behind an opening sign, another space, or an operator that has none in front: an escape left it. */
  #isUnnaturalSpace(): boolean {
    const before = this.#out.slice(0, -1);
    const isLeftOnly = /[^\s&=+*/<>×-][=+*/<>×-]$/.test(before);
    return (
      /\s$/.test(this.#out) && (before === '' || /\s$/.test(before) || opening.test(before) || isLeftOnly)
    );
  }

  /** `in_features`: a name from a program, whose underscore lost its backslash. */
  #isIdentifier(run: string): boolean {
    const behind = /^_([A-Za-z]{2,})/.exec(this.raw.slice(this.#at, this.#at + 80))?.[1];
    if (behind === undefined || run.length < 2 || (run.length < 3 && behind.length < 4)) return false;
    if (/^[a-z][A-Z]/.test(behind) || (standsAlone.has(run) && behind.length < 3)) return false;
    if (/^(?:sum|prod|int)$/.test(run) && behind.length < 4) return false;
    const before = this.#out.at(-1) ?? ' ';
    if (/\s/.test(before) && !asCommands(run) && escapeLetters.some((letter) => commands.has(letter + run)))
      return false;
    return [0, 1].every((skip) => asCommands(behind.slice(skip)) === undefined);
  }

  /** The run is all of an index or power in braces, or a part of a word with a hyphen: `_{max}`, `_{one-hot}`. */
  #isWholeIndex(run: string): boolean {
    const before = /[_^]\{([A-Za-z\d]+-)*$/.exec(this.#out.slice(-60));
    return (
      run.length > 1 &&
      before !== null &&
      /^\d*(?:-[A-Za-z\d]+)*\}/.test(this.raw.slice(this.#at, this.#at + 60))
    );
  }
}

/** Signs that mean something in TeX, as signs of a text. */
function escaped(text: string): string {
  return text.replace(/(?<!\\)[_#%&]/g, '\\$&');
}

/** Commands that are letters as often: m times p. */
const seldom: ReadonlySet<string> = new Set(['mp', 'ni', 'wp', 'wr', 'lg', 'div']);
/** Old switches of font: what an escape leaves of them is one letter, which is a variable. */
const switches: ReadonlySet<string> = new Set(['rm', 'bf']);

/** Where two commands lose the same, the usual one. */
const preferred: ReadonlySet<string> = new Set([
  'beta',
  'bar',
  'frac',
  'theta',
  'neq',
  'to',
  'not',
  'nu',
  'rangle',
  'tau',
  'tilde',
  'big',
  'text',
  'top',
  'alpha',
  'rho',
  'vec',
  'right',
  'nabla',
  'binom',
  'bigg',
]);
/** Words that mean the same with and without the lost letter, or whose longer form hardly occurs. */
const doubled: ReadonlySet<string> = new Set([
  'frac',
  'binom',
  'leq',
  'geq',
  'mid',
  'exists',
  'arrow',
  'in',
  'ext',
  'mod',
  'bm',
  'sim',
  'ast',
]);
