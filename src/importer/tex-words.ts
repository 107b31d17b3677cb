/** The commands of TeX that formulas about machine learning use, and what an escape leaves of them. */

const greek = `alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho
  varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
  varGamma varDelta varTheta varLambda varXi varPi varSigma varUpsilon varPhi varPsi varOmega
  ell hbar imath jmath Re Im wp aleph partial nabla infty emptyset varnothing prime`;
const operators = `sum prod int iint iiint oint coprod bigcup bigcap bigvee bigwedge bigoplus bigotimes bigodot bigsqcup
  log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan min max sup inf lim limsup liminf arg
  det dim ker hom deg gcd Pr sqrt frac dfrac tfrac binom dbinom tbinom cfrac over choose atop`;
const relations = `leq geq le ge neq ne ll gg equiv sim simeq approx cong propto varpropto prec succ preceq succeq subset supset
  subseteq supseteq subsetneq in notin ni mid parallel perp vdash vDash Vdash dashv models asymp doteq triangleq lesssim gtrsim
  leqq geqq leqslant geqslant nexists lt gt coloneqq colon`;
const binary = `cdot times div pm mp ast star circ bullet oplus ominus otimes oslash odot cup cap vee wedge setminus
  land lor lnot neg dagger ddagger sqcup sqcap wr amalg bmod pmod mod not top bot forall exists angle triangle
  boxtimes boxplus boxdot circledast circledcirc surd therefore because square Box blacksquare checkmark`;
const arrows = `to gets rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow
  longleftarrow Longrightarrow Longleftarrow longleftrightarrow Longleftrightarrow mapsto longmapsto hookrightarrow
  hookleftarrow uparrow downarrow updownarrow Uparrow Downarrow rightharpoonup rightleftharpoons implies iff nearrow searrow xrightarrow xleftarrow`;
const accents = `hat widehat bar overline underline tilde widetilde vec dot ddot breve check acute grave mathring
  overbrace underbrace overset underset stackrel boxed cancel substack phantom smash overrightarrow mathop mathbin mathrel`;
const fonts = `mathbb mathbf mathcal mathfrak mathrm mathit mathsf mathtt mathscr boldsymbol bm text textbf textit
  textrm texttt textsf textnormal textcircled mbox operatorname displaystyle textstyle scriptstyle limits nolimits rm bf it pmb
  color textcolor`;
const layout = `left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr langle rangle lfloor
  rfloor lceil rceil lvert rvert lVert rVert vert Vert lbrace rbrace lbrack rbrack backslash quad qquad dots ldots cdots
  vdots ddots dotsb dotsc dotsm begin end hline label tag notag nonumber space hspace vspace hfill newline`;

const split = (list: string): string[] => list.trim().split(/\s+/);

/** Names of commands without their backslash. */
export const commands: ReadonlySet<string> = new Set(
  [greek, operators, relations, binary, arrows, accents, fonts, layout].flatMap(split),
);

/** Commands whose argument is words, not mathematics. */
export const takesWords: ReadonlySet<string> = new Set(
  split(
    'text textbf textit textrm texttt textsf textnormal textcircled mbox operatorname mathrm mathit mathsf mathtt begin end label tag color hspace vspace',
  ),
);

/** Commands that stand for one thing and may be all of an index. */
export const standsAlone: ReadonlySet<string> = new Set([
  ...split(greek),
  ...split('top bot ast star dagger circ dots cdots ldots perp parallel'),
]);

/** Commands that mean nothing without what follows in braces. */
export const takesGroup: ReadonlySet<string> = new Set([
  ...split(accents),
  ...split('frac dfrac tfrac cfrac sqrt binom mathbb mathbf mathcal text boldsymbol bm mathrm begin end'),
]);

/** What a control character was before a string literal was read: the letter behind the backslash. */
export const escapes: ReadonlyMap<string, string> = new Map([
  ['\t', 't'],
  ['\n', 'n'],
  ['\f', 'f'],
  ['\b', 'b'],
  ['\r', 'r'],
  ['\v', 'v'],
  ['\u0007', 'a'],
]);

/** The letters that may be missing in front of a word: those of `escapes`. */
export const escapeLetters: readonly string[] = [...escapes.values()];

/**
 * A run of letters as commands that stand together: `gammadelta` gives `[gamma, delta]`; the fewest commands win.
 * Behind a command no letter can follow, so the run must end with one.
 */
export function asCommands(run: string): string[] | undefined {
  if (commands.has(run)) return [run];
  if (run.length > 60) return undefined;
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= run.length; end++)
    for (let start = Math.max(0, end - 20); start < end; start++) {
      const before = best[start];
      const word = run.slice(start, end);
      if (!before || !commands.has(word) || !canFollow(word, before)) continue;
      const known = best[end];
      if (!known || known.length > before.length + 1) best[end] = [...before, word];
    }
  return best[run.length];
}

/** Commands of two letters hide in words; behind another command they count only where that is a Greek letter. */
function canFollow(word: string, before: readonly string[]): boolean {
  const last = before.at(-1);
  return (
    last === undefined || word.length > 2 || standsAlone.has(word) || standsAlone.has(last) || word === 'ln'
  );
}
