/** The buttons and the state of a run. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from '../../util/number';
import { icon } from '../page/head';
import type { DemoRun, RunState } from './demo-run';

export interface RunButtons {
  open(): void;
  primary(): void;
  step(): void;
  reset(): void;
  /** Keeps the run to compare with, or lets the kept one go. */
  keep(): void;
  copyLink(): void;
  copyText(): void;
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

/** Whole seconds, so that the words change no more often than people read. */
function timeLeft(ms: number | undefined): string {
  if (ms === undefined) return '';
  const seconds = Math.ceil(ms / 1000);
  return `, about ${seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`} left`;
}

/** Tenths from one second on. */
const secondsText = (ms: number): string =>
  ms < 1000 ? formatNumber(ms / 1000, 2) : formatNumber(Number((ms / 1000).toFixed(ms < 10_000 ? 1 : 0)));

function stateWords(run: DemoRun): string {
  const { state, stepped, frame, ms, engine } = run;
  const progress = percent(frame?.progress ?? 0);
  const words: Record<RunState, string> = {
    idle: frame ? 'Stopped' : 'Ready',
    warming: 'Warming up',
    running: `Running, ${progress}${timeLeft(run.left())}`,
    paused: `${stepped ? 'Stepped to' : 'Paused at'} ${progress}`,
    done: ms === undefined ? 'Done' : `Done in ${secondsText(ms)} s`,
    failed: 'Stopped',
  };
  return words[state] + (engine ? ` · ${engines[engine] ?? engine}` : '');
}

export interface BarContent {
  readonly run: DemoRun;
  readonly kept: boolean;
  readonly notes: readonly string[];
}

export function runTemplate({ run, kept, notes }: BarContent, buttons: RunButtons): TemplateResult {
  const look = primaryLooks[run.state];
  const stuck = run.state === 'running' || run.state === 'warming';
  return html`
    <div class="run-row" role="group" aria-label="Run">
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
      ${shareButtons(run, kept, buttons)}
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

/** What can be done with what is shown. */
function shareButtons(run: DemoRun, kept: boolean, buttons: RunButtons): TemplateResult {
  const shown = run.frame !== undefined;
  const keep = kept ? 'Let the kept run go' : 'Keep this run to compare the next with it';
  return html`
    <button
      class="secondary keep"
      title=${keep}
      aria-pressed=${kept ? 'true' : 'false'}
      aria-disabled=${shown || kept ? 'false' : 'true'}
      @click=${() => (shown || kept) && buttons.keep()}
    >
      ${icon(kept ? 'pinned' : 'pin')}<span>Keep</span>
    </button>
    <button
      class="icon-button"
      aria-label="Copy link to this demo with these values"
      title="Copy link to this demo with these values"
      @click=${buttons.copyLink}
    >
      ${icon('link')}
    </button>
    <button
      class="icon-button"
      aria-label="Copy values and results as text"
      title="Copy values and results as text"
      aria-disabled=${shown ? 'false' : 'true'}
      @click=${() => shown && buttons.copyText()}
    >
      ${icon('copy')}
    </button>
  `;
}

const notice = (sentence: string) => html`<p class="notice">${icon('info')}<span>${sentence}</span></p>`;
