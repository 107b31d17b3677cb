/** What the page can ask of the editor, and how its answer reaches the user. */
import type { Channel } from '../../protocol/channel';
import type { ConceptView } from '../../protocol/messages';
import type { ControlValue } from '../../demos/contract/control';
import type { Announcer } from './announcer';

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Without the head of a data URL. */
function base64Of(blob: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done((reader.result as string).replace(/^[^,]*,/, ''));
    reader.onerror = () => fail(reader.error ?? new Error('The image could not be read.'));
    reader.readAsDataURL(blob);
  });
}

/** A fault that repeats is not told forever. */
const mostReports = 20;

export class Actions {
  private reports = 0;

  constructor(
    private readonly channel: Channel,
    private readonly announcer: Announcer,
    private readonly show: (view: ConceptView) => void,
  ) {}

  async open(concept: string): Promise<void> {
    const view = await this.ask(() => this.channel.request('open', { concept }));
    if (view) this.show(view);
    else if (view === null) this.announcer.say('Gloss has no page for this concept.');
  }

  /** Shows what was shown before, or after that. */
  async navigate(direction: 'back' | 'forward'): Promise<void> {
    const view = await this.ask(() => this.channel.request('navigate', { direction }));
    if (view) this.show(view);
  }

  pin(pinned: boolean): void {
    void this.ask(() => this.channel.request('pin', { pinned }));
    this.announcer.say(pinned ? 'Pinned.' : 'Follows the cursor.');
  }

  openTab(): void {
    void this.ask(() => this.channel.request('openTab', {}));
  }

  exportArticle(): void {
    void this.ask(() => this.channel.request('exportArticle', {}));
  }

  /** Opens the text of a report; empty where no fact was chosen. */
  reportFact(fact: string): void {
    void this.ask(() => this.channel.request('reportFact', { fact: fact.slice(0, 4000) }));
  }

  openLink(url: string): void {
    if (url.startsWith('https://')) void this.ask(() => this.channel.request('openLink', { url }));
  }

  reveal(view: number): void {
    void this.ask(() => this.channel.request('reveal', { view }));
  }

  setKnown(concept: string, known: boolean): void {
    void this.ask(() => this.channel.request('setKnown', { concept, known }));
  }

  /** True when the clipboard has the text. */
  async copy(text: string): Promise<boolean> {
    const done = (await this.ask(() => this.channel.request('copy', { text }))) === null;
    if (done) this.announcer.say('Copied.');
    return done;
  }

  /** A demo's link with these values. */
  async copyLink(concept: string, values: [string, string][]): Promise<void> {
    const done = await this.ask(() => this.channel.request('copyLink', { concept, values }));
    if (done === null) this.announcer.say('Copied the link.');
  }

  /** Only the page itself can put an image on the clipboard; where it may not, the image is offered as a file. */
  async copyImage(title: string, image: Promise<Blob>): Promise<void> {
    const copied = await this.ask(async () => {
      await image;
      const item = new ClipboardItem({ 'image/png': image });
      return navigator.clipboard.write([item]).then(
        () => true,
        () => false,
      );
    });
    if (copied) this.announcer.say('Copied the image.');
    if (copied !== false) return;
    const png = await base64Of(await image);
    const reply = await this.ask(() =>
      this.channel.request('saveImage', { title: title.slice(0, 200), png }),
    );
    if (reply?.saved) this.announcer.say('Saved the image.');
  }

  /** Lights up a role in the code. */
  light(view: number, role: string | null): void {
    this.channel.request('light', { view, role }).catch(() => {});
  }

  /** What happened, in one sentence. */
  async insert(snippet: string): Promise<string> {
    const reply = await this.ask(() => this.channel.request('insert', { snippet }));
    const sentence = reply?.inserted ? 'Inserted.' : (reply?.reason ?? 'It could not be inserted.');
    this.announcer.say(sentence);
    return sentence;
  }

  /** What happened, in one sentence. */
  async writeBack(view: ConceptView, role: string, value: ControlValue, text: string): Promise<string> {
    if (typeof value === 'object') return 'This value cannot be written as one literal.';
    const reply = await this.ask(() => this.channel.request('writeBack', { view: view.view, role, value }));
    const place = view.code?.label ?? 'the code';
    const sentence = reply?.written
      ? `Wrote ${text} to ${place}.`
      : (reply?.reason ?? 'It could not be written.');
    this.announcer.say(sentence);
    return sentence;
  }

  /** For the log of the editor; never fails. */
  report(message: string): void {
    if (++this.reports > mostReports) return;
    this.channel.request('report', { message: message.slice(0, 2000) }).catch(() => {});
  }

  private async ask<T>(request: () => Promise<T>): Promise<T | undefined> {
    try {
      return await request();
    } catch (error) {
      this.announcer.say(sentenceOf(error));
      return undefined;
    }
  }
}
