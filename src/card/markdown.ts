/** A hover card as Markdown for VS Code. Every text in it is taken as hostile. */
import { formulaDataUri, svgDataUri } from '../formula/formula';
import { codeSpan, escapeMarkdown, linkTarget } from '../util/markdown-text';
import type { Palette } from '../util/theme';
import type { CardAction, HoverCard } from './hover-card';
import { actionLabels, linkGap, sharesLine, showsCategory } from './layout';
import { verdictIcon } from './verdict-icon';

export interface HoverLinks {
  /** A command URI for the link of an action. */
  link(action: CardAction): string;
  readonly palette: Palette;
}

export interface HoverMarkdown {
  /** Title and links: the only part that is trusted. */
  readonly head: string;
  /** All else, without a single link; its only HTML are images. Empty where the card is folded. */
  readonly body: string;
}

/** The editor cuts a MarkdownString at 100,000 characters, which would show an image as text. */
const longest = 90_000;
const largestPicture = 40_000;

export function hoverMarkdown(card: HoverCard, { link, palette }: HoverLinks): HoverMarkdown {
  const links = card.actions
    .map((action) => `[${actionLabels[action]}](${linkTarget(link(action))})`)
    .join(linkGap);
  const pack = card.pack === undefined ? '' : ` · ${escapeMarkdown(card.pack, 60)}`;
  const category = showsCategory(card) ? ` · ${escapeMarkdown(card.category, 40)}` : '';
  const title = `**${escapeMarkdown(card.title, 80)}**${category}${pack}`;
  const head = `${title}${'&nbsp;'.repeat(3)}${links}`;
  if (card.folded) return { head, body: '' };
  const lines = [
    escapeMarkdown(card.summary),
    ...formulaLines(card, palette),
    ...card.worked.slice(1).map((text) => escapeMarkdown(text)),
    pictureLine(card),
    card.verdict
      ? `${image(card.verdict.level, verdictIcon(card.verdict.level, palette))}&nbsp;${escapeMarkdown(card.verdict.text)}`
      : '',
  ];
  return { head, body: withinLimit(lines.filter((line) => line !== '')) };
}

/** By picture: the same is shown again wherever code repeats its values. */
const pictureLines = new WeakMap<NonNullable<HoverCard['picture']>, string>();

function pictureLine({ picture }: HoverCard): string {
  if (!picture) return '';
  let line = pictureLines.get(picture);
  if (line === undefined) {
    const uri = svgDataUri(picture.svg);
    line = uri.length <= largestPicture ? image(picture.text, uri) : '';
    pictureLines.set(picture, line);
  }
  return line;
}

/** Formula and first worked line: in one line where they fit, else each in its own. */
function formulaLines(card: HoverCard, palette: Palette): string[] {
  const { formula, tex, worked } = card;
  const shown = formula
    ? image(tex ?? 'formula', formulaDataUri(formula, palette.foreground), onAxis)
    : codeSpan(tex ?? '');
  const first = escapeMarkdown(worked[0] ?? '');
  return shown && first && sharesLine(card) ? [`${shown} &nbsp; ${first}`] : [shown, first];
}

/** One paragraph with hard breaks: paragraphs of their own would cost 8 px each. */
function withinLimit(lines: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    if (length + line.length + 3 > longest) continue;
    kept.push(line);
    length += line.length + 3;
  }
  return kept.join('\\\n');
}

/** On the axis of the text: else a formula would stand on its baseline and seem too high. */
const onAxis = 'align="absmiddle" ';

/** As HTML: of an image in Markdown the editor takes the address apart and sends it twice. */
function image(alt: string, uri: string, attributes = ''): string {
  return `<img ${attributes}alt="${escapeMarkdown(alt)}" src="${uri}">`;
}
