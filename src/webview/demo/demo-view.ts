/** The live demo on the page: closed until asked for, then controls, run buttons and what the run shows. */
import { render } from 'lit';
import type { ControlValue, Params } from '../../demos/contract/control';
import type { Demo } from '../../demos/contract/demo';
import { checkedParams } from '../../demos/contract/params';
import type { ConceptView } from '../../protocol/messages';
import type { Actions } from '../page/actions';
import type { Announcer } from '../page/announcer';
import { colorsOf } from '../plots/legend';
import { PlotCard } from '../plots/plot-card';
import { sameValue, valueText } from './control-value';
import { controlRow } from './controls';
import { DemoRun, type StartWorker } from './demo-run';
import { DrawClock } from './draw-clock';
import { originsOf, type Origins } from './origins';
import { closedTemplate, frameTemplate, runTemplate, type RunButtons } from './run-template';

/** Milliseconds between the last move of a control and the new run. */
const settleTime = 250;

export interface DemoDependencies {
  readonly actions: Actions;
  readonly announcer: Announcer;
  readonly start: StartWorker;
}

function part(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}

export class DemoView {
  readonly element = part('demo-parts');
  private readonly bar = part('run-bar');
  private readonly controls = part('controls');
  private readonly output = part('output');
  private readonly clock = new DrawClock(() => this.draw());
  private readonly cards = new Map<string, PlotCard>();
  private readonly problems = new Map<string, string>();
  private readonly outcomes = new Map<string, string>();
  private readonly run: DemoRun;
  private origins: Origins;
  private params: Params;
  private open = false;
  private said = '';
  private restart: number | undefined;

  constructor(
    private readonly demo: Demo,
    private view: ConceptView,
    private readonly dependencies: DemoDependencies,
  ) {
    this.origins = originsOf(demo, view);
    this.params = this.origins.params;
    this.run = new DemoRun({
      demo: demo.id,
      start: dependencies.start,
      timer: (ms, call) => {
        const timer = window.setTimeout(call, ms);
        return () => window.clearTimeout(timer);
      },
      changed: () => this.clock.request(),
    });
    this.element.append(this.bar);
    this.drawAll();
  }

  /** New values from the code, or a new place: controls that still stood as the code had them follow it. */
  update(view: ConceptView): void {
    const before = this.origins;
    this.view = view;
    this.origins = originsOf(this.demo, view);
    const followed = Object.fromEntries(
      this.demo.controls.map(({ id }) => {
        const untouched = sameValue(this.params[id], before.params[id]);
        return [id, untouched ? this.origins.params[id] : this.params[id]];
      }),
    );
    this.setParams(checkedParams(this.demo.controls, followed));
  }

  /** Opens the demo and starts it, where it has not been started yet. */
  start(): void {
    if (!this.open) this.element.append(this.controls, this.output);
    this.open = true;
    this.drawAll();
    if (this.run.state === 'idle') void this.run.start(this.params);
  }

  /** The page is hidden: nothing computes unseen. */
  stop(): void {
    window.clearTimeout(this.restart);
    this.run.cancel();
  }

  redraw(): void {
    for (const card of this.cards.values()) card.redraw();
  }

  dispose(): void {
    window.clearTimeout(this.restart);
    this.clock.stop();
    this.run.dispose();
    for (const card of this.cards.values()) card.dispose();
  }

  private readonly buttons: RunButtons = {
    open: () => {
      this.start();
      this.bar.querySelector('button')?.focus();
    },
    primary: () => {
      if (this.run.state === 'running') this.run.pause();
      else if (this.run.state === 'paused') this.run.resume();
      else if (this.run.state !== 'warming') void this.run.start(this.params);
    },
    step: () => {
      if (this.run.state === 'paused') this.run.step();
      else void this.run.start(this.params, true);
    },
    reset: () => {
      window.clearTimeout(this.restart);
      this.run.reset();
      this.problems.clear();
      this.params = this.origins.params;
      this.drawAll();
      this.dependencies.announcer.say('Reset.');
    },
  };

  private set(id: string, value: ControlValue): void {
    this.problems.delete(id);
    this.setParams(checkedParams(this.demo.controls, { ...this.params, [id]: value }));
  }

  /** A run that was started begins anew with the new values, once they have settled. */
  private setParams(params: Params): void {
    const changed = this.demo.controls.some(({ id }) => !sameValue(params[id], this.params[id]));
    this.params = params;
    this.drawAll();
    const { state } = this.run;
    if (!changed || !this.open || (state === 'idle' && !this.run.frame)) return;
    const paused = state === 'paused';
    window.clearTimeout(this.restart);
    this.restart = window.setTimeout(() => void this.run.start(this.params, paused), settleTime);
  }

  private async writeBack(id: string, role: string): Promise<void> {
    const value = this.params[id];
    const control = this.demo.controls.find((one) => one.id === id);
    if (value === undefined || !control) return;
    const text = valueText(control.kind === 'range' ? { ...control, unit: undefined } : control, value);
    this.outcomes.set(id, await this.dependencies.actions.writeBack(this.view, role, value, text));
    this.drawControls();
  }

  private drawAll(): void {
    if (this.open) this.drawControls();
    this.draw();
  }

  private drawControls(): void {
    const { code } = this.view;
    const rows = this.demo.controls.map((control) => {
      const { id, writes } = control;
      const writable = code && writes !== undefined && code.writable.includes(writes);
      return controlRow({
        control,
        params: this.params,
        origin: this.origins.byControl[id]!,
        problem: this.problems.get(id),
        target: writable ? { label: code.label, outcome: this.outcomes.get(id) } : undefined,
        set: (value) => {
          this.outcomes.delete(id);
          this.set(id, value);
        },
        refuse: (problem) => {
          this.problems.set(id, problem);
          this.drawControls();
        },
        writeBack: () => void this.writeBack(id, writes ?? ''),
      });
    });
    render(rows, this.controls);
  }

  private draw(): void {
    const { run } = this;
    if (!this.open) return void render(closedTemplate(this.buttons), this.bar);
    render(runTemplate(run, this.origins.notes, this.buttons), this.bar);
    const { frame } = run;
    const settled = run.state !== 'running' && run.state !== 'warming';
    const cards = frame?.plots.map((plot) => this.cardOf(plot.id)) ?? [];
    render(
      frameTemplate(
        run,
        cards.map((card) => card.element),
      ),
      this.output,
    );
    const color = colorsOf(frame?.plots ?? []);
    frame?.plots.forEach((plot, i) => cards[i]?.update(plot, color, settled));
    this.speak(settled);
  }

  /** Says what came to rest once, and what still moves now and then. */
  private speak(settled: boolean): void {
    const { run } = this;
    const { announcer } = this.dependencies;
    const sentence = run.failure ?? run.frame?.reading;
    if (sentence === undefined) return;
    const said = `${run.state}: ${sentence}`;
    if (said === this.said) return;
    this.said = said;
    if (settled) announcer.say(sentence);
    else announcer.mention(sentence);
  }

  private cardOf(id: string): PlotCard {
    let card = this.cards.get(id);
    if (!card) {
      card = new PlotCard(
        (control, x, y) => this.set(control, [x, y]),
        (message) => this.dependencies.actions.report(message),
      );
      this.cards.set(id, card);
    }
    return card;
  }
}
