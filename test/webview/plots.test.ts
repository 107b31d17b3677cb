import assert from 'node:assert/strict';
import type { HeatmapPlot, LinePlot, Plot } from '../../src/demos/contract/frame';
import { csvOf } from '../../src/webview/plots/copies';
import { dataTable } from '../../src/webview/plots/data-table';
import { barLabel } from '../../src/webview/plots/bars';
import { nameSide } from '../../src/webview/plots/chart';
import { endLabelWidth, spread } from '../../src/webview/plots/end-labels';
import { roomAround } from '../../src/webview/plots/extent';
import { heatmapHeight, nameMargins } from '../../src/webview/plots/heatmap';
import { merged } from '../../src/webview/plots/kept';
import { labelRows } from '../../src/webview/plots/number-line';
import { plots } from './gallery/plots';

const all = plots(12, { share: 0.3, start: [0.5, -0.5] });
const lines = all[0] as LinePlot;
const byKind = (kind: Plot['kind']) => all.find((plot) => plot.kind === kind)!;

/** With the same name for every column, or with numbers under them. */
function heatmap(rows: number, columns: number, name?: string): HeatmapPlot {
  const map = byKind('heatmap') as HeatmapPlot;
  const x = { label: 'key', ...(name && { categories: Array.from({ length: columns }, () => name) }) };
  return { ...map, x, grid: { ...map.grid, rows, columns } };
}

describe('plots as data', () => {
  it('moves labels apart no further than needed, in their order, within the limits', () => {
    assert.deepEqual(spread([10, 50, 90], 13, 0, 100), [10, 50, 90]);
    assert.deepEqual(spread([50, 50, 50], 13, 0, 100), [50, 63, 76]);
    assert.deepEqual(spread([99, 98, 10], 13, 0, 100), [100, 87, 10]);
    assert.deepEqual(spread([0, 1], 13, 5, 100), [5, 18]);
    assert.deepEqual(spread([], 13, 0, 100), []);
  });

  it('names lines at their ends where the names leave room for the lines', () => {
    const two = { ...lines, series: lines.series.slice(0, 2) };
    assert.equal(endLabelWidth(two, 240), undefined);
    assert.ok(Math.abs(endLabelWidth(two, 400)! - (14 + 'validation'.length * 6.2)) < 1e-9);
    assert.equal(endLabelWidth(lines, 900), undefined, 'points have no end');
    assert.equal(endLabelWidth({ ...two, series: two.series.slice(0, 1) }, 900), undefined);
  });

  it('writes numbers above bars that have room for them', () => {
    const labels = [1.6, 0.49, -0.062, 0, 0.999999].map((value) => barLabel(value, 30));
    assert.deepEqual(labels, ['1.6', '0.49', '', '', '≈1']);
    assert.equal(barLabel(2, 12), '');
  });

  it('names no line at its end where one turns back', () => {
    const spiral = (name: string) => ({ name, x: [0, 1, 0, -1], y: [1, 0, -1, 0] });
    assert.equal(endLabelWidth({ ...lines, series: [spiral('a'), spiral('b')] }, 900), undefined);
  });

  it('writes the name of a line at the right edge to its left', () => {
    const ruler = { domain: [0, 10], scale: 'linear', pixels: 240 } as const;
    const side = (at: number, label: string, more = {}) => nameSide({ at, label }, { ...ruler, ...more });
    assert.deepEqual(
      [side(0, 'end of data'), side(6, 'end of data'), side(9, 'end of data'), side(10, 'α')],
      ['right', 'right', 'left', 'left'],
    );
    assert.equal(side(0.4, 'yours', { domain: [0.05, 0.5], scale: 'log' }), 'left');
  });

  it('puts labels that would touch on different rows', () => {
    assert.deepEqual(
      labelRows([
        { at: 50, text: 'ten letter' },
        { at: 60, text: 'ten letter' },
        { at: 300, text: 'far' },
      ]),
      [0, 1, 0],
    );
  });

  it('tilts names of columns that would touch, and never numbers', () => {
    const isTilted = (columns: number, width: number, name?: string) =>
      nameMargins(heatmap(1, columns, name), width).isTilted;
    assert.deepEqual(
      [isTilted(8, 320, 'filler'), isTilted(8, 900, 'filler'), isTilted(160, 320)],
      [true, false, false],
    );
  });

  it('makes a heat map of few rows no higher than these and the names need', () => {
    const heights = [1, 2, 3, 4, 40].map((rows) => heatmapHeight(heatmap(rows, 160), 320));
    assert.deepEqual(heights, [120, 180, 240, 250, 250]);
    const { bottom } = nameMargins(heatmap(1, 8, 'filler'), 320);
    assert.ok(bottom > 36, 'tilted names take more room');
    assert.equal(heatmapHeight(heatmap(1, 8, 'filler'), 320), 84 + bottom);
  });

  it('joins a kept run where both share axes', () => {
    for (const kind of ['line', 'area', 'bar', 'histogram', 'number-line', 'field'] as const)
      assert.ok(merged(byKind(kind), byKind(kind)), kind);
    for (const kind of ['scatter', 'heatmap', 'graph', 'images', 'table', 'text'] as const)
      assert.equal(merged(byKind(kind), byKind(kind)), undefined, kind);
    const both = merged(lines, lines) as LinePlot;
    assert.deepEqual(
      both.series.map(({ name }) => name),
      ['training (kept)', 'validation (kept)', 'best (kept)', 'training', 'validation', 'best'],
    );
    const other = { ...byKind('bar'), categories: ['x'] } as Plot;
    assert.equal(merged(byKind('bar'), other), undefined, 'other categories');
  });

  it('gives all numbers as CSV, and no formula to a spreadsheet', () => {
    assert.equal(csvOf(lines)!.split('\r\n').length, 121);
    assert.equal(dataTable(lines)!.rows.length, 61);
    const text: Plot = {
      kind: 'table',
      id: 't',
      title: 'T',
      text: 'T.',
      columns: [{ label: 'a,b' }, { label: 'n', unit: '%' }],
      rows: [
        ['=1+1', -2.5],
        ['say "so"\n', 1e-7],
        ['-x', NaN],
      ],
    };
    assert.equal(csvOf(text), '"a,b",n (%)\r\n\'=1+1,-2.5\r\n"say ""so""\n",1e-7\r\n\'-x,NaN');
    assert.equal(csvOf(byKind('images')), undefined);
  });

  it('leaves room around what may lie at the edge', () => {
    assert.deepEqual(roomAround([[0, 1], [], [2]]), [-0.06, 2.06]);
    assert.deepEqual(roomAround([]), []);
  });

  it('has no number where a cell of a map or a bar is not known yet', () => {
    const map = heatmap(1, 2);
    const { rows } = dataTable({ ...map, grid: { ...map.grid, values: [NaN, 0.5] } })!;
    assert.deepEqual(
      rows.map((row) => row.at(-1)!.text),
      ['', '0.5'],
    );
    const some = { ...byKind('bar'), categories: ['a', 'b'], series: [{ name: 's', values: [NaN, 2] }] };
    assert.deepEqual(
      dataTable(some as Plot)!.rows.map((row) => row[1]!.text),
      ['', '2'],
    );
  });

  it('has numbers behind every drawing', () => {
    for (const plot of all) {
      const table = dataTable(plot);
      const plain = ['table', 'images', 'text'].includes(plot.kind);
      assert.equal(table === undefined, plain, plot.id);
      if (table) assert.ok(table.rows.length > 0 && table.rows.length <= 101, plot.id);
    }
  });
});
