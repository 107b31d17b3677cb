/** A run in words: in what two runs differ, and what one of them gave. */
import type { Control, Params } from '../../demos/contract/control';
import type { Frame } from '../../demos/contract/frame';
import { sameValue, valueText } from './control-value';
import { metricText } from './frame-template';

const setting = (control: Control, params: Params) =>
  `${control.label} ${valueText(control, params[control.id] ?? control.default)}`;

/** The settings of `kept` that are not those of `now`. */
export function differenceOf(controls: readonly Control[], kept: Params, now: Params): string {
  const moved = controls.filter(({ id, kind }) => kind !== 'button' && !sameValue(kept[id], now[id]));
  return moved.length === 0 ? 'same settings' : moved.map((control) => setting(control, kept)).join(', ');
}

/** Settings, numbers and what is to be seen, line by line, for a note or a message. */
export function textOfRun(title: string, controls: readonly Control[], params: Params, frame: Frame): string {
  const settings = controls
    .filter(({ kind }) => kind !== 'button')
    .map((control) => setting(control, params));
  return [
    `${title}: ${settings.join(', ')}.`,
    frame.reading,
    ...frame.metrics.map((metric) => `${metric.label}: ${metricText(metric)}`),
    ...frame.plots.map((plot) => `${plot.title}: ${plot.text}`),
  ].join('\n');
}
