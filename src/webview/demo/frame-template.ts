/** A frame on the page: what is to be seen in one sentence, the numbers, the plots. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Frame, Metric } from '../../demos/contract/frame';
import { shortNumber } from '../../util/number';
import type { DemoRun } from './demo-run';
import { keepHeight } from './steady-height';

/** A finished or resting run to compare with: its last frame, and in what its settings differ from today's. */
export interface KeptRun {
  readonly frame: Frame;
  readonly words: string;
}

/** What stands around the frame of a run. */
export interface FrameSurroundings {
  /** The elements of the frame's plots, in order. */
  readonly plots: readonly Element[];
  readonly kept: KeptRun | undefined;
  /** Numbers that the fullest frame so far had: early frames keep the room for those that are still to come. */
  readonly mostNumbers: number;
}

const steady = (element?: Element) => element instanceof HTMLElement && keepHeight(element);

export function frameTemplate(
  { frame, state }: DemoRun,
  { plots, kept, mostNumbers }: FrameSurroundings,
): TemplateResult {
  if (!frame)
    return html`<p class="empty muted">${state === 'warming' ? 'The first picture is on its way.' : ''}</p>`;
  return html`
    <p class="reading" ${ref(steady)}>${frame.reading}</p>
    ${kept ? html`<p class="kept-words">Kept run: ${kept.words}</p>` : nothing}
    ${mostNumbers > 0 ? metrics(frame.metrics, kept?.frame.metrics ?? [], mostNumbers) : nothing}
    <div class="plots">${plots}</div>
  `;
}

export const metricText = ({ value, digits, unit }: Metric): string =>
  shortNumber(value, digits ?? 3) + (unit ? ` ${unit}` : '');

/** More numbers than this are folded but for the first few, so that the plots are not pushed out of sight. */
const mostMetrics = 6;
const firstMetrics = 4;

function metrics(list: Frame['metrics'], kept: Frame['metrics'], most: number): TemplateResult {
  if (most <= mostMetrics) return metricList(list, kept);
  const more = list.slice(firstMetrics);
  return html`${metricList(list.slice(0, firstMetrics), kept)}
    <details class="more-metrics ${more.length > 0 ? '' : 'none-yet'}">
      <summary>${more.length} more ${more.length === 1 ? 'number' : 'numbers'}</summary>
      ${metricList(more, kept)}
    </details>`;
}

function metricList(list: Frame['metrics'], kept: Frame['metrics']): TemplateResult {
  return html`<dl class="metrics" ${ref(steady)}>
    ${list.map((metric) => {
      const before = kept.find(({ id }) => id === metric.id);
      return html`<div class="metric">
        <dt>${metric.label}</dt>
        <dd>
          ${shortNumber(metric.value, metric.digits ?? 3)}${metric.unit ? html` <span class="unit">${metric.unit}</span>` : nothing}
          ${before ? html`<span class="before">kept ${metricText(before)}</span>` : nothing}
        </dd>
      </div>`;
    })}
  </dl>`;
}
