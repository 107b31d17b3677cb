/**
 * Demos as a user meets them: in the built panel, in headless Chromium. First paint of the page, first frame after the
 * click in a new and in a warm worker, the longest task of the page's main thread, and the page's memory. Tasks count
 * by the processor time that they take, so that a busy machine does not make them longer than they are.
 */
import { loadavg } from 'node:os';
import { demos } from '../../src/demos/all.generated';
import { openStage, type Stage } from '../webview/stage';
import { labelSmoothing } from '../webview/views';
import { median, type Row } from './bench';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds: on the wall, and of the processor. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Milliseconds of processor time that each task of the page's main thread takes while `work` goes on. */
async function tasksDuring({ page }: Stage, work: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ ph, name, pid, tid }) => ph === 'X' && /RunTask/.test(name) && main.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error('The trace shows no task of the page.');
  return tasks.map(({ tdur, dur = 0 }) => (tdur ?? dur) / 1000);
}

/** Milliseconds from the click to the first frame on the page, and to the end of the run. */
async function timed({ page }: Stage, name: RegExp): Promise<{ first: number; total: number }> {
  await page.evaluate(() => {
    const times: { click?: number; first?: number; done?: number } = {};
    Object.assign(window, { times });
    addEventListener('click', () => (times.click ??= performance.now()), { capture: true, once: true });
    const look = (): void => {
      if (times.click !== undefined && document.querySelector('.reading')) times.first ??= performance.now();
      if (times.first !== undefined && document.querySelector('.state.done'))
        times.done ??= performance.now();
      if (times.done === undefined) requestAnimationFrame(look);
    };
    look();
  });
  await page.getByRole('button', { name }).click();
  const done = () => (window as unknown as { times: { done?: number } }).times.done;
  await page.waitForFunction(done, undefined, { timeout: 110_000 });
  const times = await page.evaluate(
    () => (window as unknown as { times: { click: number; first: number; done: number } }).times,
  );
  return { first: times.first - times.click, total: times.done - times.click };
}

/** Megabytes that the page's objects take once the rubbish is collected. */
async function heapOf({ page }: Stage): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
}

async function rowsOf(id: string): Promise<Row[]> {
  const stage = await openStage({ view: { ...labelSmoothing, demo: id } });
  const row = (what: string, value: number, unit: Row['unit'], budget: string, held: boolean): Row => ({
    what: `${id}, ${what}`,
    value,
    unit,
    budget,
    held,
  });
  try {
    const cold = await timed(stage, /^Run demo$/);
    const engine = /· (.*)$/.exec((await stage.page.locator('.state').textContent()) ?? '')?.[1] ?? 'none';
    await stage.page.getByRole('button', { name: 'Reset', exact: true }).click();
    let warm = { first: NaN, total: NaN };
    const tasks = await tasksDuring(stage, async () => {
      warm = await timed(stage, /^Run$/);
    });
    const longest = Math.max(...tasks);
    const over = tasks.filter((ms) => ms > 50).length;
    const heap = await heapOf(stage);
    return [
      row(`first frame, new worker (${engine})`, cold.first, 'ms', '< 3 s cold', cold.first < 3000),
      row('first frame, warm', warm.first, 'ms', '< 1 s warm', warm.first < 1000),
      row('whole run in the panel', warm.total, 'ms', '< 10 s', warm.total < 10_000),
      row(`longest task of the page, ${over} over 50 ms`, longest, 'ms', 'none over 50 ms', over === 0),
      row('memory of the page after two runs', heap, 'MB', '< 64 MB', heap < 64),
    ];
  } finally {
    await stage.close();
  }
}

/** Of a page that has been loaded before, as the second panel of a window is. */
async function firstPaint(): Promise<Row[]> {
  const stage = await openStage({ view: labelSmoothing });
  const reload = async (): Promise<number> => {
    await stage.page.reload();
    await stage.page.locator('h1').waitFor();
    return stage.page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    );
  };
  try {
    const times: number[] = [];
    for (let i = 0; i < 5; i++) times.push(await reload());
    const tasks = await tasksDuring(stage, async () => void (await reload()));
    const value = median(times);
    const work = tasks.reduce((sum, ms) => sum + ms, 0);
    const load = loadavg()[0]!.toFixed(1);
    return [
      {
        what: `first paint of the panel, load ${load}`,
        value,
        unit: 'ms',
        budget: '< 300 ms',
        held: value < 300,
      },
      {
        what: "processor time of the page's thread until it is shown",
        value: work,
        unit: 'ms',
        budget: '< 300 ms',
        held: work < 300,
      },
    ];
  } finally {
    await stage.close();
  }
}

export default async function bench(): Promise<readonly Row[]> {
  const rows = await firstPaint();
  for (const id of demos.keys()) rows.push(...(await rowsOf(id)));
  return rows;
}
