import assert from 'node:assert/strict';
import { Channel, type MessagePort, type PanelHandlers } from '../../../src/protocol/channel';
import type { HostEvent, WireMessage } from '../../../src/protocol/messages';

/** Two ends of a pipe that clones what passes, as a webview does. */
function pipe(): [MessagePort, MessagePort] {
  const receivers: (((message: unknown) => void) | undefined)[] = [undefined, undefined];
  const end = (mine: 0 | 1): MessagePort => ({
    post: (message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => receivers[1 - mine]?.(copy));
    },
    listen: (receive) => {
      receivers[mine] = receive;
      return () => (receivers[mine] = undefined);
    },
  });
  return [end(0), end(1)];
}

/** Timers that fire when the test says so. */
function handTimer() {
  const waiting = new Set<() => void>();
  return {
    waiting,
    timer: (_ms: number, run: () => void) => {
      waiting.add(run);
      return () => waiting.delete(run);
    },
    fire: () => [...waiting].forEach((run) => run()),
  };
}

const refuse = () => {
  throw new Error('not expected here');
};
const noHandlers: PanelHandlers = {
  ready: refuse,
  open: refuse,
  writeBack: refuse,
  insert: refuse,
  reveal: refuse,
  openLink: refuse,
  copy: refuse,
  copyLink: refuse,
  saveImage: refuse,
  light: refuse,
  navigate: refuse,
  pin: refuse,
  openTab: refuse,
  exportArticle: refuse,
  reportFact: refuse,
  setKnown: refuse,
  report: refuse,
};

function connect(handlers: Partial<PanelHandlers> = {}) {
  const [hostPort, pagePort] = pipe();
  const log: string[] = [];
  const events: HostEvent[] = [];
  const clock = handTimer();
  const host = new Channel(hostPort, {
    timer: clock.timer,
    log: (line) => log.push(line),
    handlers: { ...noHandlers, ...handlers },
  });
  const page = new Channel(pagePort, {
    timer: clock.timer,
    log: (line) => log.push(line),
    onEvent: (event) => events.push(event),
  });
  return { host, page, hostPort, pagePort, log, events, clock };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('channel', () => {
  it('answers a request with what the handler returns', async () => {
    const { page, clock } = connect({
      writeBack: (params) => ({ written: false, reason: `view ${params.view} is gone` }),
    });
    const reply = await page.request('writeBack', { view: 7, role: 'eps', value: 0.15 });
    assert.deepEqual(reply, { written: false, reason: 'view 7 is gone' });
    assert.equal(clock.waiting.size, 0);
  });

  it('keeps replies apart that come in another order', async () => {
    const answers: Record<string, (reply: null) => void> = {};
    const { page } = connect({
      copy: ({ text }) => new Promise<null>((resolve) => (answers[text] = resolve)),
    });
    const order: string[] = [];
    const both = Promise.all([
      page.request('copy', { text: 'first' }).then(() => order.push('first')),
      page.request('copy', { text: 'second' }).then(() => order.push('second')),
    ]);
    await settled();
    answers.second?.(null);
    await settled();
    answers.first?.(null);
    await both;
    assert.deepEqual(order, ['second', 'first']);
  });

  it('carries the sentence of a handler that fails', async () => {
    const { page } = connect({
      insert: () => {
        throw new Error('No editor is open.');
      },
    });
    await assert.rejects(
      page.request('insert', { snippet: 'torch/ls-torch' }),
      /^Error: No editor is open\.$/,
    );
  });

  it('fails a request that is never answered, and drops the late reply', async () => {
    let answer: (reply: null) => void = () => {};
    const { page, clock, log } = connect({
      reveal: () => new Promise<null>((resolve) => (answer = resolve)),
    });
    const request = page.request('reveal', { view: 1 });
    await settled();
    clock.fire();
    await assert.rejects(request, /did not answer in time/);
    answer(null);
    await settled();
    assert.deepEqual(log, ['Dropped a reply to request 1, which nobody waits for.']);
  });

  it('rejects what waits when it closes, and sends nothing more', async () => {
    const { page, host, events, clock } = connect({ reveal: () => new Promise<null>(() => {}) });
    const request = page.request('reveal', { view: 1 });
    page.dispose();
    await assert.rejects(request, /closed/);
    await assert.rejects(page.request('ready', {}), /closed/);
    host.send({ event: 'theme' });
    host.dispose();
    host.send({ event: 'theme' });
    await settled();
    assert.deepEqual(events, []);
    assert.equal(clock.waiting.size, 0);
  });

  it('brings events to the page', async () => {
    const { host, events } = connect();
    host.send({ event: 'theme' });
    await settled();
    assert.deepEqual(events, [{ event: 'theme' }]);
  });

  describe('drops with one line', () => {
    const request = (method: string, params: unknown) => ({ kind: 'request', id: 1, method, params });
    const cases: [string, unknown][] = [
      ['nothing', undefined],
      ['a text', 'hello'],
      ['an unknown kind', { kind: 'run', command: 'workbench.action.quit' }],
      ['a request without id', { kind: 'request', method: 'ready', params: {} }],
      ['an id that is not a count', { kind: 'reply', id: -1, result: null }],
      ['an unknown method', request('executeCommand', { command: 'x' })],
      ['a method of the prototype', request('constructor', {})],
      ['__proto__', request('__proto__', {})],
      ['a link that is not https', request('openLink', { url: 'javascript:alert(1)' })],
      ['a link that runs a command', request('openLink', { url: 'command:workbench.action.quit' })],
      ['a concept that is a path', request('open', { concept: '../../secret' })],
      ['a value that is not finite', request('writeBack', { view: 1, role: 'eps', value: Infinity })],
      ['a role with code in it', request('writeBack', { view: 1, role: 'eps); import os', value: 1 })],
      ['a value that is an object', request('writeBack', { view: 1, role: 'eps', value: {} })],
      ['missing parameters', request('open', undefined)],
      ['an event from the page', { kind: 'event', event: { event: 'theme' } }],
      ['an unasked reply', { kind: 'reply', id: 99, result: null }],
    ];
    for (const [name, message] of cases) {
      it(name, async () => {
        const { pagePort, log } = connect();
        pagePort.post(message as WireMessage);
        await settled();
        assert.equal(log.length, 1, log.join('\n'));
        assert.match(log[0] ?? '', /^Dropped [^\n]{1,200}\.$/);
      });
    }
  });
});
