/** The buttons and the state of a run, and what a frame shows around its plots. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Frame, Metric } from '../../demos/contract/frame';
import { formatNumber } from '../../util/number';
import { icon } from '../page/head';
import type { DemoRun, RunState } from './demo-run';
import { keepHeight } from './steady-height';

export interface RunButtons {
  open(): void;
  primary(): void;
  step(): void;
  reset(): void;
}

export function closedTemplate(buttons: RunButtons): TemplateResult {
  return html`<div class="closed">
    <button class="primary" @click=${buttons.open}>${icon('play')}<span>Run demo</span></button>
    <span class="muted">Computes here, on this machine.</span>
  </div>`;
}

const primaryLooks: Record<RunState, { readonly icon: string; readonly words: string }> = {
  idle: { icon: 'play', words: 'Run' },
  warming: { icon: 'debug-pause', words: 'Pause' },
  running: { icon: 'debug-pause', words: 'Pause' },
  paused: { icon: 'play', words: 'Continue' },
  done: { icon: 'refresh', words: 'Run again' },
  failed: { icon: 'refresh', words: 'Try again' },
};

const engines: Readonly<Record<string, string>> = { wasm: 'WebAssembly', cpu: 'CPU', native: 'native' };

const percent = (share: number) => `${Math.round(Math.min(1, Math.max(0, share)) * 100)} %`;

function stateWords({ state, frame, ms, engine }: DemoRun): string {
  const progress = percent(frame?.progress ?? 0);
  const words: Record<RunState, string> = {
    idle: frame ? 'Stopped' : 'Ready',
    warming: 'Warming up',
    running: `Running, ${progress}`,
    paused: `Paused at ${progress}`,
    done: ms === undefined ? 'Done' : `Done in ${formatNumber(ms / 1000, 2)} s`,
    failed: 'Stopped',
  };
  return words[state] + (engine ? ` · ${engines[engine] ?? engine}` : '');
}

export function runTemplate(run: DemoRun, notes: readonly string[], buttons: RunButtons): TemplateResult {
  const look = primaryLooks[run.state];
  const stuck = run.state === 'running' || run.state === 'warming';
  return html`
    <div class="run-row" role="toolbar" aria-label="Demo">
      <button
        class="primary"
        @click=${buttons.primary}
        aria-disabled=${run.state === 'warming' ? 'true' : 'false'}
      >
        ${icon(look.icon)}<span>${look.words}</span>
      </button>
      <button
        class="secondary"
        title="Compute one frame and pause"
        aria-disabled=${stuck ? 'true' : 'false'}
        @click=${() => !stuck && buttons.step()}
      >
        ${icon('debug-step-over')}<span>Step</span>
      </button>
      <button
        class="secondary"
        title="Stop and bring every control back to its start"
        @click=${buttons.reset}
      >
        ${icon('discard')}<span>Reset</span>
      </button>
      <span class="state ${run.state}">${stateWords(run)}</span>
    </div>
    <vscode-progress-bar
      aria-label="Progress of the demo"
      max="1"
      .value=${run.state === 'done' ? 1 : run.state === 'warming' ? 0 : (run.frame?.progress ?? 0)}
    ></vscode-progress-bar>
    ${run.failure ? html`<p class="notice error">${icon('error')}<span>${run.failure}</span></p>` : nothing}
    ${run.note ? notice(run.note) : nothing} ${notes.map(notice)}
  `;
}

const notice = (sentence: string) => html`<p class="notice">${icon('info')}<span>${sentence}</span></p>`;

const steady = (element?: Element) => element instanceof HTMLElement && keepHeight(element);

/** `plots` are the elements of the frame's plots, in order. */
export function frameTemplate(run: DemoRun, plots: readonly Element[]): TemplateResult {
  const { frame } = run;
  if (!frame)
    return html`<p class="empty muted">
      ${run.state === 'warming' ? 'The first picture is on its way.' : ''}
    </p>`;
  return html`
    <p class="reading" ${ref(steady)}>${frame.reading}</p>
    ${frame.metrics.length > 0 ? metrics(frame.metrics) : nothing}
    <div class="plots">${plots}</div>
  `;
}

function metrics(list: Frame['metrics']): TemplateResult {
  return html`<dl class="metrics">
    ${list.map(
      (metric: Metric) =>
        html`<div class="metric">
          <dt>${metric.label}</dt>
          <dd>
            ${formatNumber(metric.value, metric.digits ?? 3)}${metric.unit ? html` <span class="unit">${metric.unit}</span>` : nothing}
          </dd>
        </div>`,
    )}
  </dl>`;
}
