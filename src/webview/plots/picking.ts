/** Plots on which the user points at a place. */
import type * as Plot from '@observablehq/plot';
import type { Canvas } from './size';

/** Makes a press on the plot set the control `picks`. The keyboard's way is the control itself. */
export function pickable(svg: SVGSVGElement, picks: string | undefined, canvas: Canvas): SVGSVGElement {
  if (picks === undefined) return svg;
  const plot = svg as SVGSVGElement & Plot.Plot;
  const x = plot.scale('x');
  const y = plot.scale('y');
  if (!x?.invert || !y?.invert) return svg;
  svg.classList.add('pickable');
  svg.addEventListener('click', (event) => {
    const box = svg.getBoundingClientRect();
    const at = [event.clientX - box.left, event.clientY - box.top] as const;
    canvas.pick(picks, x.invert!(at[0]) as number, y.invert!(at[1]) as number);
  });
  return svg;
}
