/** A plot of the run under way together with the same plot of a run that was kept to compare with. */
import type { Plot } from '../../demos/contract/frame';
import { sameData } from './same-data';

const suffix = ' (kept)';

export const keptName = (name: string): string => name + suffix;
/** True for a series, path or mark of the kept run. */
export const isKept = (name: string): boolean => name.endsWith(suffix);
/** The name that a series has in its own run. */
export const ownName = (name: string): string => (isKept(name) ? name.slice(0, -suffix.length) : name);

const renamed = <T extends { readonly name: string }>(list: readonly T[]): T[] =>
  list.map((one) => ({ ...one, name: keptName(one.name) }));

/** Both in one plot, the kept run first so that it lies below; nothing where they cannot share axes. */
export function merged(plot: Plot, kept: Plot): Plot | undefined {
  if ((plot.kind === 'line' || plot.kind === 'area') && kept.kind === plot.kind)
    return { ...plot, series: [...renamed(kept.series), ...plot.series] };
  if (plot.kind === 'bar' && kept.kind === 'bar' && sameData(plot.categories, kept.categories)) {
    const filled = kept.series.filter(({ style }) => style !== 'outline');
    return { ...plot, series: [...plot.series, ...renamed(filled)] };
  }
  if (plot.kind === 'histogram' && kept.kind === 'histogram' && sameData(plot.edges, kept.edges))
    return { ...plot, series: [...plot.series, ...renamed(kept.series)] };
  if (plot.kind === 'field' && kept.kind === 'field' && plot.paths && kept.paths)
    return { ...plot, paths: [...renamed(kept.paths), ...plot.paths] };
  if (plot.kind === 'number-line' && kept.kind === 'number-line') {
    const moved = kept.marks.filter((mark) => !plot.marks.some((one) => sameData(one, mark)));
    return {
      ...plot,
      marks: [...moved.map((mark) => ({ ...mark, label: keptName(mark.label) })), ...plot.marks],
    };
  }
  return undefined;
}
