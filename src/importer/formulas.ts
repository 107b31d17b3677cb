/**
 * Gives formulas their backslashes back. Text that went through a string literal has lost them: `\leq` became
 * `leq`, `\theta` a tab (or a space, or a new line) and `heta`. What can be read in two ways is told.
 */
import { restoreSigns, withPercent } from './tex-signs';
import { asCommands, escapeLetters, escapes, standsAlone, takesGroup, takesWords } from './tex-words';

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
  #changed = false;

  constructor(private readonly raw: string) {
    this.#isIntact = /\\(?:[A-Za-z]{2}|[_{}|%&])/.test(raw);
  }

  run(): Repair {
    while (this.#at < this.raw.length) this.#step();
    const isDamaged = this.#changed || !/\\/.test(this.raw);
    const tex = isDamaged
      ? restoreSigns(this.#out, (doubt) => this.#doubts.add(doubt))
      : withPercent(this.#out);
    return { tex, doubts: [...this.#doubts] };
  }

  #step(): void {
    const rest = this.raw.slice(this.#at, this.#at + 200);
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
    if (name === 'begin' || name === 'end') this.#out += argument;
    else if (name.startsWith('math'))
      this.#out += argument.replace(/([A-Za-z]{2,})_(?=[A-Za-z]{2,})/g, '$1\\_');
    else this.#out += argument.replace(/(?<!\\)[_#%&]/g, '\\$&');
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
    if (lost && plain) return isBlank || before === '' ? this.#either(run, plain, lost) : plain;
    return lost ?? plain;
  }

  /** The run as commands whose backslash alone is gone. */
  #plain(run: string): Reading | undefined {
    if (this.#isWholeIndex(run) && !standsAlone.has(run)) {
      if (asCommands(run)) this.#doubts.add(`'${run}' alone in an index was taken as a word`);
      return undefined;
    }
    const isIndexed = /[_^]$/.test(this.#out) && !standsAlone.has(run);
    const commands = isIndexed && asCommands(run.slice(1)) ? undefined : asCommands(run);
    if (commands) {
      if (run === 'sin' && /^(?:\s|\[|\{)/.test(this.raw.slice(this.#at, this.#at + 1)))
        this.#doubts.add("'sin' was read as \\sin; it may be s\\in");
      const doubt = commands.length > 1 ? `'${run}' was read as \\${commands.join('\\')}` : undefined;
      return { commands, variables: '', eatsSpace: false, ...(doubt && { doubt }) };
    }
    for (const length of [1, 2]) {
      const behind = asCommands(run.slice(length));
      if (!behind || run.length - length < 2 || (length === 2 && run.length < 6)) continue;
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
      return found && found[0]!.length > 1 && (!switches.has(found[0]!) || next === '{') ? [found] : [];
    });
    if (names.length === 0) return undefined;
    const fewest = names.reduce((a, b) => (b.length < a.length ? b : a));
    const sameLength = names.filter((found) => found.length === fewest.length);
    const chosen = sameLength.find(([name]) => preferred.has(name!)) ?? sameLength[0]!;
    if (takesGroup.has(chosen.at(-1)!) && !/[\s{\\]/.test(next) && !(run.length > 2)) return undefined;
    if (!isBlank && run.length < 3) return undefined;
    const isUnnatural = this.#isUnnaturalSpace();
    if (run.length === 1 && !isUnnatural && run !== 'o') return undefined;
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
  #either(run: string, plain: Reading, lost: Reading): Reading {
    const closes = run === 'angle' && this.#out.includes('\\langle');
    const isDamage = (closes || this.#isUnnaturalSpace()) && plain.variables === '' && !doubled.has(run);
    const isWorse = plain.variables !== '' || plain.commands.length > lost.commands.length;
    const chosen = isDamage || isWorse ? lost : plain;
    if (doubled.has(run)) return plain;
    if (chosen === lost && plain.variables !== '' && lost.commands.length === 1 && run.length > 2)
      return lost;
    const other = chosen === lost ? plain : lost;
    const text = (reading: Reading) => `${reading.variables}\\${reading.commands.join('\\')}`;
    return { ...chosen, doubt: `'${run}' was read as ${text(chosen)}; it may be ${text(other)}` };
  }

  /** A space at the start, behind an opening sign, or behind another space: an escape left it. */
  #isUnnaturalSpace(): boolean {
    const before = this.#out.slice(0, -1);
    return /\s$/.test(this.#out) && (before === '' || /\s$/.test(before) || opening.test(before));
  }

  /** `in_features`: a name from a program, whose underscore lost its backslash. */
  #isIdentifier(run: string): boolean {
    const behind = /^_([A-Za-z]{2,})/.exec(this.raw.slice(this.#at, this.#at + 80))?.[1];
    if (behind === undefined || run.length < 2 || (run.length < 3 && behind.length < 4)) return false;
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
  'rm',
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
