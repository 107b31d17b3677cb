/** Match + findings + picture -> one plain hover card. */
import type { Match } from '../catalog/match';
import { demoIds } from '../demos/ids.generated';
import { singleLine } from '../util/markdown-text';
import type { Palette } from '../util/theme';
import type { Verdict } from '../catalog/verdict';
import { changePicture, changeText, type Change } from './change';
import type { CardAction, HoverCard } from './hover-card';
import { highestCard, changeWidth, pictureWidth, roomForPicture, textHeight } from './layout';
import { pictureOf } from './picture';
import { verdictOf, workedLines } from './words';

export interface CardInput {
  readonly match: Match;
  readonly palette: Palette;
  /** The user said "I know this": one line only. */
  readonly known: boolean;
  /** False where the user wants no pictures. */
  readonly draw?: boolean;
  /** Of a diff: both versions of the place, one of which is `match`. */
  readonly change?: Change;
}

/** Characters: two lines of a hover. A pack may say more, the panel shows all of it. */
const longestText = 170;
const longestTex = 100;

/** All that a hover shows, chosen so that it fits 170 px. Pure; never throws on what a pack or the code says. */
export function hoverCard({ match, palette, known, draw = true, change }: CardInput): HoverCard {
  const { entry } = match;
  const pack = entry.origin === 'built-in' ? undefined : entry.origin.pack;
  const base = {
    concept: entry.id,
    title: entry.title,
    category: entry.category.replaceAll('-', ' '),
    summary: entry.summary,
    pack,
  };
  if (known) return { ...base, actions: ['explain', 'unknow'], worked: [], folded: true };
  const verdict = verdictOf(match);
  const changed = change && changeText(change);
  const card: HoverCard = {
    ...base,
    actions: actionsOf(match),
    formula: entry.formulaImage,
    tex: !entry.formulaImage && (entry.formula ?? '').length > longestTex ? undefined : entry.formula,
    worked: workedLines(match).map((text) => singleLine(text, longestText)),
    verdict: withChange(verdict, changed),
    folded: false,
  };
  if (!draw) return withoutPicture(card);
  if (changed === undefined) return fitted(card, (room) => pictureOf(match, palette, pictureWidth, room));
  return fitted(card, (room) => changePicture(change!, palette, changeWidth, room));
}

/** What changed stands first; of the verdict then its first sentence, so that both stay in one line. */
function withChange(verdict: Verdict | undefined, changed: string | undefined): Verdict | undefined {
  const said = changed === undefined ? verdict?.text : verdict?.text.split(/(?<=\.) (?=[A-Z(])/)[0];
  const texts = [changed, said].filter((text) => text !== undefined);
  if (texts.length === 0) return undefined;
  return { level: verdict?.level ?? 'info', text: singleLine(texts.join(' · '), longestText) };
}

function actionsOf({ entry }: Match): CardAction[] {
  const demo = demoIds.has(entry.demo ?? entry.id);
  const insert = entry.hasSnippets === true;
  return ['explain', ...(demo ? ['demo' as const] : []), ...(insert ? ['insert' as const] : []), 'know'];
}

/** With the picture, and of the first worked line what finds room beside it: all, its result, or nothing. */
function fitted(card: HoverCard, draw: (height: number) => HoverCard['picture']): HoverCard {
  const [first] = card.worked;
  const result = first?.includes('→') ? first.slice(first.lastIndexOf('→')) : undefined;
  const choices = [
    first === undefined ? [] : [first],
    result !== undefined && card.formula ? [result] : [],
    [],
  ];
  for (const worked of choices) {
    const shorter = { ...card, worked };
    const height = roomForPicture(shorter);
    const picture = height > 0 ? draw(height) : undefined;
    if (picture) return { ...shorter, picture };
  }
  return withoutPicture(card);
}

function withoutPicture(card: HoverCard): HoverCard {
  const worked = [card.worked.slice(0, 2), card.worked.slice(0, 1)].find(
    (lines) => textHeight({ ...card, worked: lines }) <= highestCard,
  );
  return { ...card, worked: worked ?? [] };
}
