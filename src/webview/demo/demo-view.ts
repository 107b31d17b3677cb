/** The live demo on the page: closed until asked for, then controls, run buttons and what the run shows. */
import { render } from 'lit';
import type { ControlValue, Params } from '../../demos/contract/control';
import type { Demo } from '../../demos/contract/demo';
import { checkedParams } from '../../demos/contract/params';
import { paramsOfTexts, textsOf } from '../../demos/contract/param-text';
import type { ConceptView, LinkValues } from '../../protocol/messages';
import type { Actions } from '../page/actions';
import type { Announcer } from '../page/announcer';
import { ControlPanel } from './control-panel';
import { sameValue, valueText } from './control-value';
import { DemoRun, type StartWorker } from './demo-run';
import { DrawClock } from './draw-clock';
import { differenceOf, textOfRun } from './run-text';
import { originsOf, type Origins } from './origins';
import { Output } from './output';
import { closedTemplate, runTemplate, type RunButtons } from './run-template';

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
  private readonly stage = part('demo-stage');
  private readonly controls = new ControlPanel({
    set: (id, value) => {
      this.outcomes.delete(id);
      this.set(id, value);
    },
    refuse: (id, problem) => {
      this.problems.set(id, problem);
      this.drawControls();
    },
    writeBack: (id, role) => void this.writeBack(id, role),
  });
  private readonly output: Output;
  private readonly clock = new DrawClock(() => this.draw());
  private readonly problems = new Map<string, string>();
  private readonly outcomes = new Map<string, string>();
  private readonly run: DemoRun;
  private origins: Origins;
  private params: Params;
  /** The parameters of the run that is shown. */
  private shown: Params;
  private kept: { readonly frame: NonNullable<DemoRun['frame']>; readonly params: Params } | undefined;
  private open = false;
  private said = '';
  private restart: number | undefined;

  constructor(
    private readonly demo: Demo,
    private view: ConceptView,
    private readonly dependencies: DemoDependencies,
  ) {
    const { actions, start } = dependencies;
    this.origins = originsOf(demo, view);
    this.shown = this.params = this.origins.params;
    this.run = new DemoRun({
      demo: demo.id,
      start,
      timer: (ms, call) => {
        const timer = window.setTimeout(call, ms);
        return () => window.clearTimeout(timer);
      },
      now: () => performance.now(),
      changed: () => this.clock.request(),
    });
    this.output = new Output({
      pick: (control, x, y) => this.set(control, [x, y]),
      report: (message) => actions.report(message),
      copyText: (text) => void actions.copy(text),
      copyImage: (title, image) => void actions.copyImage(title, image),
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

  /** Takes the values of a link over those of code and defaults. */
  restore(values: LinkValues): void {
    const { controls } = this.demo;
    const texts = new Map(values);
    const given = paramsOfTexts(controls, (id) => texts.get(id));
    this.setParams(checkedParams(controls, { ...this.params, ...given }));
  }

  /** Opens the demo and starts it, where it has not been started yet. */
  start(): void {
    if (!this.open) {
      this.stage.append(this.controls.element, this.output.element);
      this.element.append(this.stage);
    }
    this.open = true;
    this.drawAll();
    if (this.run.state === 'idle') this.begin();
  }

  /** The page is hidden: nothing computes unseen. */
  stop(): void {
    window.clearTimeout(this.restart);
    this.run.cancel();
  }

  redraw(): void {
    this.output.redraw();
  }

  dispose(): void {
    window.clearTimeout(this.restart);
    this.clock.stop();
    this.run.dispose();
    this.output.dispose();
  }

  private readonly buttons: RunButtons = {
    open: () => {
      this.start();
      this.bar.querySelector('button')?.focus();
    },
    primary: () => {
      if (this.run.state === 'running') this.run.pause();
      else if (this.run.state === 'paused') this.run.resume();
      else if (this.run.state !== 'warming') this.begin();
    },
    step: () => {
      if (this.run.state === 'paused') this.run.step();
      else this.begin(true);
    },
    reset: () => {
      window.clearTimeout(this.restart);
      this.run.reset();
      this.problems.clear();
      this.outcomes.clear();
      this.params = this.origins.params;
      this.drawAll();
      this.dependencies.announcer.say('Reset.');
    },
    keep: () => {
      const { frame } = this.run;
      this.kept = this.kept || !frame ? undefined : { frame, params: this.shown };
      this.draw();
      this.dependencies.announcer.say(
        this.kept ? 'Kept. The next run is shown beside this one.' : 'The kept run is gone.',
      );
    },
    copyLink: () =>
      void this.dependencies.actions.copyLink(this.view.concept, textsOf(this.demo.controls, this.params)),
    copyText: () => {
      const { frame } = this.run;
      if (frame)
        void this.dependencies.actions.copy(
          textOfRun(this.view.title, this.demo.controls, this.shown, frame),
        );
    },
  };

  private begin(paused = false): void {
    this.shown = this.params;
    void this.run.start(this.params, paused);
  }

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
    this.restart = window.setTimeout(() => this.begin(paused), settleTime);
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
    const { view, params, origins, problems, outcomes } = this;
    this.controls.show({ controls: this.demo.controls, view, params, origins, problems, outcomes });
  }

  private draw(): void {
    const { run, kept } = this;
    if (!this.open) return void render(closedTemplate(this.buttons), this.bar);
    render(runTemplate({ run, kept: kept !== undefined, notes: this.origins.notes }, this.buttons), this.bar);
    const words = kept && differenceOf(this.demo.controls, kept.params, this.shown);
    this.output.show(run, kept && { frame: kept.frame, words: words ?? '' });
    this.speak();
  }

  /** Says what came to rest once, and what still moves now and then. */
  private speak(): void {
    const { run } = this;
    const { announcer } = this.dependencies;
    const sentence = run.failure ?? run.frame?.reading;
    const said = `${run.state}: ${sentence}`;
    if (sentence === undefined || said === this.said) return;
    this.said = said;
    if (run.state === 'running' || run.state === 'warming') announcer.mention(sentence);
    else announcer.say(sentence);
  }
}
