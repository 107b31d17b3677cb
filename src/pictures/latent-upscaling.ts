/** The frequencies of an enlarged picture: what is kept of it and what is drawn anew, at the strength of the code. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import type { Area } from './draw/bars';
import { caption } from './draw/caption';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw } from './picture';

/** Variance c/(1 + (k/2)²) of the coefficients of a texture of 32 x 32 pixels with unit variance. */
const scale = 50.47153;
const frequencies = 32;

/** Share of the power at frequency k that is kept when noise σ is added and removed: P/(P + σ²). */
export function keptShare(k: number, sigma: number): number {
  const power = scale / (1 + (k / 2) ** 2);
  return power / (power + sigma ** 2);
}

/** The frequency at which as much is kept as drawn anew; 0 where even the coarsest is lost. */
export function border(sigma: number): number {
  return 2 * Math.sqrt(Math.max(0, scale / sigma ** 2 - 1));
}

function bars(area: Area, sigma: number, palette: Palette): Shape[] {
  const slot = area.width / frequencies;
  return Array.from({ length: frequencies }, (_, i): Shape[] => {
    const kept = area.height * keptShare(i + 1, sigma);
    const bar = (y: number, height: number, fill: string): Shape => ({
      kind: 'rect',
      x: area.x + slot * i,
      y,
      width: Math.max(1, slot - 1.5),
      height,
      fill,
    });
    return [
      bar(area.y, area.height - kept, palette.warning),
      bar(area.y + area.height - kept, kept, palette.accent),
    ];
  }).flat();
}

const draw: Draw = ({ roles, defaults, palette, width, height }) => {
  const read = (role: string): unknown => roles[role] ?? defaults[role];
  const strength = read('from_noise') === 1 ? 1 : read('strength');
  const steps = read('steps');
  if (typeof strength !== 'number' || !(strength >= 0 && strength <= 1)) return undefined;
  if (typeof steps !== 'number' || !Number.isInteger(steps) || steps < 1 || steps > 1e6) return undefined;
  const run = Math.min(Math.floor(steps * strength), steps);
  const sigma = Math.tan((strength * Math.PI) / 2);
  const at = Math.round(border(sigma));
  const what =
    strength === 1
      ? 'starts from noise alone: all is drawn anew'
      : strength === 0 || at >= frequencies
        ? 'nearly all of the enlarged picture is kept'
        : at < 1
          ? 'nearly all is drawn anew'
          : `kept up to frequency ${at}, finer forms drawn anew`;
  const lines = [
    `strength ${formatNumber(strength)} of ${formatNumber(steps)} steps: ${run === 0 ? 'none is run' : `${formatNumber(run)} run`}`,
    run === 0 ? 'the picture is only enlarged' : what,
  ];
  const fills = run === 0 ? [palette.error, palette.error] : [palette.foreground, palette.muted];
  const room = caption(
    width,
    height,
    lines.map((text, i) => ({ text, fill: fills[i]! })),
  );
  const area: Area = { ...room.area, height: room.area.height - 12 };
  if (!(area.width >= 60 && area.height >= 12)) return undefined;
  const end = (x: number, text: string, anchor: 'start' | 'end'): Shape => ({
    kind: 'text',
    x,
    y: area.y + area.height + 11,
    text,
    size: 10,
    fill: palette.muted,
    anchor,
  });
  const svg = renderSvg(width, height, [
    ...bars(area, run === 0 ? 0 : sigma, palette),
    end(area.x, 'coarse', 'start'),
    end(area.x + area.width, 'fine', 'end'),
    ...room.shapes,
  ]);
  return svg === undefined ? undefined : { svg, text: `At ${lines.join('; ')}.` };
};

export default draw;
