/** What of a card finds room: a hover shows about 250 px, which the language server's text shares. */
import { lineCount, textWidth } from '../pictures/draw/text-width';
import type { CardAction, HoverCard } from './hover-card';

/** With spaces at which no line breaks. */
export const actionLabels: Readonly<Record<CardAction, string>> = {
  explain: 'Explain',
  demo: 'Demo',
  insert: 'Insert',
  know: 'I\u00a0know\u00a0this',
  unknow: 'Show\u00a0again',
};

/** Between the links of the first line: a dot in thin spaces. */
export const linkGap = '\u2009·\u2009';

/**
 * Pixels of a standard editor: 14 px text in lines of 19, in rows with 4 px of padding. VS Code wraps a hover at 0.66
 * of the editor's width, at least 750; only a window narrower than that wraps it earlier.
 */
const fontSize = 14;
const line = 19;
const wrapped = 730;
const rowPadding = 8;
const border = 2;
/** What an image adds to the line it stands in. */
const imageGap = 6;
export const highestCard = 170;

/** The picture is drawn as high as the rest allows, within these. */
export const pictureWidth = 480;
/** Two pictures side by side, within the width that a hover has. */
export const changeWidth = 700;
export const pictureHeight = { least: 28, most: 70 } as const;

type Head = Pick<HoverCard, 'title' | 'category' | 'pack' | 'actions'>;
type Texts = Omit<Head, 'category'> & Pick<HoverCard, 'summary' | 'formula' | 'tex' | 'worked' | 'verdict'>;

function headWidth({ title, pack, actions }: Omit<Head, 'category'>): number {
  const boldness = 1.12;
  const links = actions.map((action) => actionLabels[action]).join(linkGap);
  const rest = `${pack === undefined ? '' : ` · ${pack}`}   ${links}`;
  return textWidth(title, fontSize) * boldness + textWidth(rest, fontSize);
}

/** Whether the category fits into the first line; it is what can best be missed there. */
export function showsCategory(card: Head): boolean {
  return headWidth(card) + textWidth(` · ${card.category}`, fontSize) <= wrapped;
}

/** About how high the card is without a picture, in pixels; rather too much than too little. */
export function textHeight(card: Texts): number {
  const head = Math.ceil(headWidth(card) / wrapped) * line;
  const texts = [card.summary, ...card.worked.slice(1), ...(card.verdict ? [`XX ${card.verdict.text}`] : [])];
  const lines = texts.reduce((sum, text) => sum + lineCount(text, fontSize, wrapped), 0);
  return border + head + rowPadding + rowPadding + lines * line + formulaHeight(card);
}

/** Whether formula and first worked line stand in one line. */
export function sharesLine({ formula, tex, worked }: Pick<HoverCard, 'formula' | 'tex' | 'worked'>): boolean {
  const lead = formula ? formula.width : textWidth(tex ?? '', fontSize);
  return lead + 14 + textWidth(worked[0] ?? '', fontSize) <= wrapped;
}

function formulaHeight({ formula, tex, worked }: Texts): number {
  const own = formula
    ? Math.max(line, formula.height + imageGap)
    : tex
      ? lineCount(tex, fontSize, wrapped) * line
      : 0;
  const first = worked[0] === undefined ? 0 : lineCount(worked[0], fontSize, wrapped) * line;
  return sharesLine({ formula, tex, worked }) ? Math.max(own, first) : own + first;
}

/** Pixels of height that are left for a picture; 0 where they are too few. */
export function roomForPicture(card: Texts): number {
  const room = highestCard - textHeight(card) - imageGap;
  return room < pictureHeight.least ? 0 : Math.min(pictureHeight.most, room);
}
