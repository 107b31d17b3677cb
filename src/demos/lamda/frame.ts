/** The frame of the LaMDA toy: candidates with what is predicted of them, who wins everywhere, and claims looked up. */
import { formatNumber } from '../../util/number';
import type { BarPlot, Frame, LinePlot, Metric, TablePlot, TextPlot } from '../contract/frame';
import { qualities, type Candidate, type Claim, type Context, type Quality } from './corpus';
import type { Grounding } from './grounding';
import { ssiScore, winner, type Prediction, type Weights } from './ranking';

export interface Choice {
  readonly weights: Weights;
  readonly threshold: number;
}

/** A context with the candidates that were sampled for it. */
export interface Turn {
  readonly context: Context;
  readonly candidates: readonly Candidate[];
  /** Of each candidate; empty while the scorer is in training. */
  readonly predictions: readonly Prediction[];
}

export interface Lookup {
  readonly claim: Claim;
  readonly grounding: Grounding;
}

/** Area under the ROC curve on contexts that were left out: mean and least of the groups. */
export interface Area {
  readonly mean: number;
  readonly least: number;
}

export interface Toy {
  readonly choice: Choice;
  /** Loss of each step, one curve for each group of contexts that is left out. */
  readonly losses: readonly (readonly number[])[];
  readonly auc?: Readonly<Record<Quality, Area>>;
  readonly turns: readonly Turn[];
  /** Index in `turns`. */
  readonly shown: number;
  readonly lookups: readonly Lookup[];
  /** Index in `lookups`. */
  readonly asked: number;
  readonly floor: number;
  readonly progress: number;
}

const two = (value: number): string => value.toFixed(2);
const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));

export function toyFrame(toy: Toy): Frame {
  return {
    plots: [
      candidateTable(toy),
      scoreBars(toy),
      winnersTable(toy),
      lossPlot(toy),
      tracePlot(toy),
      claimsTable(toy),
    ],
    metrics: metricsOf(toy),
    progress: toy.progress,
    reading: readingOf(toy),
  };
}

/** Index of the winner of a turn. */
function winnerOf({ choice }: Pick<Toy, 'choice'>, { predictions }: Turn): number | undefined {
  return winner(predictions, choice.weights, choice.threshold);
}

const maxScore = ({ sensible, specific, interesting }: Weights) => sensible + specific + interesting;

function candidateTable(toy: Toy): TablePlot {
  const turn = toy.turns[toy.shown]!;
  const best = winnerOf(toy, turn);
  const rows = turn.candidates.map(({ text: reply, kind }, i) => {
    const prediction = turn.predictions[i];
    if (!prediction) return [reply, kind, '', '', '', '', 'not scored yet'];
    const isSafe = prediction[3]! >= toy.choice.threshold;
    const verdict = isSafe ? two(ssiScore(prediction, toy.choice.weights)) : 'filtered';
    return [reply, kind, ...prediction.map(two), i === best ? `${verdict}, wins` : verdict];
  });
  return {
    kind: 'table',
    id: 'candidates',
    title: `Replies to: ${turn.context.text}`,
    columns: [
      { label: 'candidate' },
      { label: 'kind' },
      ...qualities.map((quality) => ({ label: `P(${quality})` })),
      { label: 'score' },
    ],
    rows,
    ...(best === undefined ? {} : { highlight: best }),
    text:
      best === undefined
        ? 'No reply is chosen.'
        : `Of ${turn.candidates.length} candidates “${turn.candidates[best]!.text}” wins.`,
  };
}

function scoreBars({ turns, shown, choice }: Toy): BarPlot {
  const { candidates, predictions } = turns[shown]!;
  const { weights, threshold } = choice;
  const part = (index: number, weight: number) =>
    candidates.map((_, i) => {
      const prediction = predictions[i];
      return prediction && prediction[3]! >= threshold ? weight * prediction[index]! : 0;
    });
  const filtered = predictions.filter((prediction) => prediction[3]! < threshold).length;
  return {
    kind: 'bar',
    id: 'parts',
    title: 'What each candidate gets, after the filter',
    y: { label: 'points', min: 0 },
    categories: candidates.map(({ kind }, i) => `${i + 1} ${kind}`),
    series: [
      { name: 'sensible', values: part(0, weights.sensible) },
      { name: 'specific', values: part(1, weights.specific) },
      { name: 'interesting', values: part(2, weights.interesting) },
    ],
    text: `${filtered} of ${candidates.length} candidates are below the safety threshold of ${text(threshold)} and get nothing; the most is ${text(maxScore(weights))}.`,
  };
}

interface Tally {
  readonly good: number;
  readonly generic: number;
  readonly unsafe: number;
  readonly none: number;
  readonly other: number;
}

/** Who wins in all contexts. */
function tally(toy: Toy): Tally {
  const kinds = toy.turns.map((turn) => {
    const best = winnerOf(toy, turn);
    return best === undefined ? 'none' : turn.candidates[best]!.kind;
  });
  const count = (...wanted: string[]) => kinds.filter((kind) => wanted.includes(kind)).length;
  const some = {
    good: count('plain', 'interesting'),
    generic: count('generic'),
    unsafe: count('unsafe'),
    none: count('none'),
  };
  return { ...some, other: kinds.length - some.good - some.generic - some.unsafe - some.none };
}

function winnersTable(toy: Toy): TablePlot {
  const rows = toy.turns.map((turn) => {
    const best = winnerOf(toy, turn);
    const won = best === undefined ? undefined : turn.candidates[best];
    return [turn.context.id, won?.kind ?? '–', won?.text ?? '(fallback reply)'];
  });
  const { good, generic, unsafe, none } = tally(toy);
  return {
    kind: 'table',
    id: 'winners',
    title: 'Winners in all contexts, each scored by a model that has not seen it',
    columns: [{ label: 'context' }, { label: 'kind' }, { label: 'reply' }],
    rows,
    highlight: toy.shown,
    text: toy.auc
      ? `Of ${rows.length} winners ${good} are to the point, ${generic} generic, ${unsafe} unsafe; ${none} contexts have no safe candidate.`
      : 'The scorer is in training.',
  };
}

function lossPlot({ losses, auc }: Toy): LinePlot {
  const scores = auc ? qualities.map((quality) => `${quality} ${two(auc[quality].mean)}`).join(', ') : '';
  return {
    kind: 'line',
    id: 'loss',
    title: 'Training of the scorer, without four contexts each',
    x: { label: 'step' },
    y: { label: 'loss', unit: 'nats', min: 0 },
    series: losses.map((loss, fold) => ({
      name: `without ${4 * fold + 1} to ${4 * fold + 4}`,
      x: loss.map((_, step) => step + 1),
      y: loss,
    })),
    text: auc ? `Area under the ROC curve on contexts left out: ${scores}.` : 'The scorer is in training.',
  };
}

function tracePlot({ lookups, asked, floor }: Toy): TextPlot {
  const { claim, grounding } = lookups[asked]!;
  const { fact, cosine, isGrounded } = grounding;
  const isRight = grounding.text.includes(claim.truth);
  return {
    kind: 'text',
    id: 'trace',
    title: 'One turn with the tool',
    spans: [
      { text: 'user: ', mark: 'accent' },
      { text: `${claim.question}  ` },
      { text: 'base: ', mark: 'accent' },
      { text: `${claim.text}  ` },
      { text: 'search: ', mark: 'accent' },
      { text: `${fact.text} (cosine ${two(cosine)})  ` },
      { text: 'answer: ', mark: 'accent' },
      {
        text: isGrounded ? `${grounding.text} [${fact.id}]` : `${grounding.text} [not grounded]`,
        mark: isGrounded && isRight ? 'good' : isRight ? 'warning' : 'error',
        note: isRight ? 'as the facts say' : 'not what the facts say',
      },
    ],
    text: isGrounded
      ? `The best fact has cosine ${two(cosine)}, above the floor of ${text(floor)}: “${grounding.text}”`
      : `The best fact has cosine ${two(cosine)}, below the floor of ${text(floor)} or without a number: the claim stays, marked as not grounded.`,
  };
}

const rightBefore = ({ claim }: Lookup) =>
  claim.text.includes(` ${claim.truth} `) || claim.text.includes(` ${claim.truth}.`);
const rightAfter = ({ claim, grounding }: Lookup) =>
  grounding.isGrounded && grounding.text.includes(claim.truth);

function claimsTable({ lookups, asked }: Toy): TablePlot {
  const rows = lookups.map((lookup) => {
    const { claim, grounding } = lookup;
    const source = grounding.isGrounded ? grounding.fact.id : 'not grounded';
    return [claim.text, grounding.text, source, two(grounding.cosine), rightAfter(lookup) ? 'right' : '–'];
  });
  return {
    kind: 'table',
    id: 'claims',
    title: 'Claims before and after the look-up',
    columns: [
      { label: 'claim' },
      { label: 'answer' },
      { label: 'source' },
      { label: 'cosine' },
      { label: 'grounded' },
    ],
    rows,
    highlight: asked,
    text: `${lookups.filter(rightBefore).length} of ${lookups.length} claims were right before, ${lookups.filter(rightAfter).length} are grounded and right after.`,
  };
}

function metricsOf(toy: Toy): Metric[] {
  const { lookups, auc, asked } = toy;
  const won = tally(toy);
  return [
    ...(auc
      ? [
          { id: 'good', label: 'winners to the point, of 12', value: won.good },
          { id: 'generic', label: 'generic winners', value: won.generic },
          { id: 'unsafe', label: 'unsafe winners', value: won.unsafe },
          { id: 'other', label: 'winners off topic or mixed up', value: won.other },
          { id: 'none', label: 'contexts without a safe candidate', value: won.none },
        ]
      : []),
    { id: 'right-before', label: 'claims right before', value: lookups.filter(rightBefore).length },
    { id: 'right-after', label: 'claims grounded and right', value: lookups.filter(rightAfter).length },
    {
      id: 'wrong-after',
      label: 'claims grounded and wrong',
      value: lookups.filter((lookup) => lookup.grounding.isGrounded && !rightAfter(lookup)).length,
    },
    { id: 'cosine', label: 'cosine of the best fact', value: lookups[asked]!.grounding.cosine },
    ...(auc
      ? qualities.flatMap((quality) => [
          { id: `auc-${quality}`, label: `AUC, ${quality}`, value: auc[quality].mean },
          { id: `auc-least-${quality}`, label: `least AUC, ${quality}`, value: auc[quality].least },
        ])
      : []),
  ];
}

function readingOf(toy: Toy): string {
  const { lookups, losses, auc } = toy;
  const grounded = `${lookups.filter(rightBefore).length} of ${lookups.length} claims are right before the look-up, ${lookups.filter(rightAfter).length} after`;
  if (!auc) {
    const steps = losses.reduce((sum, loss) => sum + loss.length, 0);
    return `A toy of the published mechanism, not LaMDA: its scorer has trained ${steps} steps; ${grounded}.`;
  }
  const { good, generic, unsafe, none } = tally(toy);
  const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
  const rest = [
    ...(generic > 0 ? [`${times(generic)} a generic one`] : []),
    ...(unsafe > 0 ? [`${times(unsafe)} an unsafe one`] : []),
    ...(none > 0 ? [`${times(none)} none is safe enough`] : []),
  ];
  return `A toy of the mechanism: a reply to the point wins in ${good} of ${toy.turns.length} contexts${rest.length > 0 ? `, ${rest.join(', ')}` : ''}; ${grounded}.`;
}
