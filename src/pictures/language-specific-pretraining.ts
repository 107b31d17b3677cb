/** One Finnish word in the pieces of its own tokenizer and of one that four languages share; the number of the code above. */
import { formatNumber } from '../util/number';
import { renderSvg, type Shape } from './draw/svg';
import { textWidth } from './draw/text-width';
import type { Draw, PictureInput } from './picture';

/** From the demo: tokenizers of 100 merges on the same 14 sentences, pieces per word on the three held-out ones. */
export const example = {
  word: 'veneestä',
  merges: 100,
  rows: [
    { name: 'own', pieces: ['vene', 'e', 's', 'tä_'], fertility: 3.43 },
    { name: 'shared', pieces: ['ven', 'e', 'es', 't', 'ä_'], fertility: 4.52 },
  ],
} as const;

const greatest = 1e8;
const size = 11;

/** The number of the code beside the scale of the example; that alone where no number can be meant. */
export function captionOf({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): string {
  const scale = `Finnish example of ${example.merges} merges`;
  const coverage = roles['coverage'];
  if (typeof coverage === 'number' && coverage > 0 && coverage <= 1 && roles['vocab_size'] === undefined)
    return `character_coverage ${formatNumber(coverage)}; ${scale}`;
  const entries = roles['vocab_size'] ?? defaults['vocab_size'];
  const isSize =
    typeof entries === 'number' && Number.isSafeInteger(entries) && entries >= 1 && entries <= greatest;
  return isSize ? `vocabulary of ${formatNumber(entries)}; ${scale}` : scale;
}

const measured = ({ pieces, fertility }: (typeof example.rows)[number]): string =>
  `${pieces.length} pieces, ${fertility} a word`;

function row(
  i: number,
  [top, height]: readonly [top: number, height: number],
  { width, palette }: PictureInput,
): Shape[] {
  const { name, pieces } = example.rows[i]!;
  const left = Math.round(textWidth('shared', size)) + 8;
  const words = measured(example.rows[i]!);
  const right = Math.round(textWidth(words, size)) + 8;
  const cell = Math.min(24, (width - left - right) / [...example.word, '_'].length);
  const color = i === 0 ? palette.accent : palette.series[1]!;
  // In a low box the line at the end of a word would touch its border.
  const line = top + height / 2 + (height < 16 ? 3 : 4);
  let x = left;
  const boxes = pieces.flatMap((piece): Shape[] => {
    const from = x;
    x += cell * piece.length;
    return [
      { kind: 'rect', x: from + 0.5, y: top + 0.5, width: x - from - 3, height: height - 1, stroke: color },
      {
        kind: 'text',
        x: (from + x - 2) / 2,
        y: line,
        text: piece,
        size: Math.min(size, height - 3),
        fill: palette.foreground,
        anchor: 'middle',
      },
    ];
  });
  return [
    { kind: 'text', x: left - 6, y: line, text: name, size, fill: palette.muted, anchor: 'end' },
    ...boxes,
    { kind: 'text', x: x + 6, y: line, text: words, size, fill: palette.foreground },
  ];
}

const draw: Draw = (input) => {
  const { width, height, palette } = input;
  const caption = captionOf(input);
  const hasCaption = height >= 44;
  const above = hasCaption ? 16 : 0;
  const lane = Math.floor(Math.min(26, (height - above - 4) / 2));
  const top = above + Math.max(1, Math.floor((height - above - 2 * lane - 3) / 2));
  const svg = renderSvg(width, height, [
    ...(hasCaption
      ? [
          {
            kind: 'text',
            x: 4,
            y: top - 5,
            text: caption,
            size,
            fill: palette.foreground,
            bold: true,
          } as const,
        ]
      : []),
    ...example.rows.flatMap((_, i) => row(i, [top + i * (lane + 3), lane], input)),
  ]);
  if (svg === undefined) return undefined;
  const pieces = example.rows.map((one) => `${one.name} ${one.pieces.join(' ')} (${measured(one)})`);
  return {
    svg,
    text: `${caption}, ${example.word}: ${pieces.join('; ')}.`,
  };
};

export default Object.assign(draw, {
  optional: ['vocab_size', 'coverage', 'lowercase', 'strip_accents'],
}) satisfies Draw;
