/** What a run shows: its reading, its numbers, its plots, beside those of a kept run. */
import { render } from 'lit';
import type { Plot } from '../../demos/contract/frame';
import { colorsOf } from '../plots/legend';
import { Painter } from '../plots/painter';
import { PlotCard, type CardHost } from '../plots/plot-card';
import type { DemoRun } from './demo-run';
import { frameTemplate, type KeptRun } from './frame-template';

export class Output {
  readonly element = document.createElement('div');
  private readonly painter = new Painter();
  private readonly cards = new Map<string, PlotCard>();
  private mostNumbers = 0;

  constructor(private readonly host: Omit<CardHost, 'painter'>) {
    this.element.className = 'output';
  }

  show(run: DemoRun, kept: KeptRun | undefined): void {
    const plots = run.frame?.plots ?? [];
    const settled = run.state !== 'running' && run.state !== 'warming';
    const ended = settled && run.state !== 'paused';
    const cards = plots.map((plot) => this.cardOf(plot.id));
    const elements = cards.map((card) => card.element);
    this.mostNumbers = Math.max(this.mostNumbers, run.frame?.metrics.length ?? 0);
    const { mostNumbers } = this;
    render(frameTemplate(run, { plots: elements, kept, mostNumbers }), this.element);
    const color = colorsOf(plots);
    plots.forEach((plot, i) => cards[i]!.update({ plot, kept: twinOf(plot, kept), color }, settled, ended));
  }

  redraw(): void {
    for (const card of this.cards.values()) card.redraw();
  }

  dispose(): void {
    this.painter.stop();
    for (const card of this.cards.values()) card.dispose();
  }

  private cardOf(id: string): PlotCard {
    const card = this.cards.get(id) ?? new PlotCard({ ...this.host, painter: this.painter });
    this.cards.set(id, card);
    return card;
  }
}

const twinOf = (plot: Plot, kept: KeptRun | undefined) =>
  kept?.frame.plots.find(({ id, kind }) => id === plot.id && kind === plot.kind);
