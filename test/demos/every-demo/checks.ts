/** What is checked of controls and frames of any demo. */
import assert from 'node:assert/strict';
import type { Control } from '../../../src/demos/contract/control';
import type { Demo } from '../../../src/demos/contract/demo';
import type { Frame, Plot } from '../../../src/demos/contract/frame';
import { defaultParams, rangeLimits } from '../../../src/demos/contract/params';
import { parseExpression } from '../../../src/util/expression';

/** A control that a reader can use and code can set. */
export function checkControl(control: Control, demo: Demo): void {
  assert.match(control.id, /^[a-z][a-zA-Z0-9]*$/, 'id');
  assert.ok(control.label.trim() !== '', `${control.id} has a label`);
  assert.deepEqual(
    defaultParams(demo.controls)[control.id],
    control.default,
    `${control.id} allows its default`,
  );
  if (control.kind === 'range') {
    const { min, max } = rangeLimits(control, defaultParams(demo.controls));
    assert.ok(min < max, `${control.id} has room`);
    assert.ok(control.scale !== 'log' || min > 0, `${control.id} is above 0 on a log scale`);
    assert.ok(control.step === undefined || control.step > 0);
  }
  if (control.kind === 'choice' || control.kind === 'multi-choice') {
    const values = control.options.map(({ value }) => value);
    assert.equal(new Set(values).size, values.length, `${control.id} has different choices`);
    assert.ok(values.length > 1);
  }
  for (const { role, expression } of control.seeds ?? []) {
    assert.match(role, /^[a-z][a-z0-9_]*$/, `role of ${control.id}`);
    if (expression !== undefined) assert.ok(parseExpression(expression).ok, expression);
  }
  if (control.writes !== undefined)
    assert.ok(
      control.seeds?.some(({ role, expression }) => role === control.writes && expression === undefined),
      `${control.id} reads the role that it writes`,
    );
}

function checkPlot(plot: Plot): void {
  const what = plot.id;
  assert.ok(plot.title.trim() !== '' && plot.text.trim().length > 8, `${what} has title and text`);
  const sameLength = (a: { length: number }, b: { length: number }) => assert.equal(a.length, b.length, what);
  switch (plot.kind) {
    case 'line':
    case 'area':
      plot.series.forEach(({ x, y }) => sameLength(x, y));
      break;
    case 'scatter':
      plot.points.forEach(({ x, y }) => sameLength(x, y));
      break;
    case 'bar':
      plot.series.forEach(({ values }) => sameLength(values, plot.categories));
      break;
    case 'histogram':
      plot.series.forEach(({ counts }) => assert.equal(plot.edges.length, counts.length + 1, what));
      break;
    case 'heatmap':
      assert.equal(plot.grid.values.length, plot.grid.columns * plot.grid.rows, what);
      break;
    case 'images':
      for (const { pixels, width, height, channels } of plot.images)
        assert.equal(pixels.length, width * height * channels, what);
      break;
    case 'table':
      plot.rows.forEach((row) => sameLength(row, plot.columns));
      break;
    case 'graph': {
      const nodes = new Set(plot.nodes.map(({ id }) => id));
      for (const { from, to } of plot.edges) assert.ok(nodes.has(from) && nodes.has(to), what);
      break;
    }
    case 'field':
    case 'number-line':
    case 'text':
      break;
  }
}

/** A frame that is whole, with the plots of the first frame of its run. */
export function checkFrame(frame: Frame, first: Frame): void {
  const ids = frame.plots.map(({ id }) => id);
  assert.ok(ids.length > 0, 'a frame has a plot');
  assert.equal(new Set(ids).size, ids.length, 'plot ids differ');
  assert.deepEqual(
    ids,
    first.plots.map(({ id }) => id),
    'plots stay the same',
  );
  frame.plots.forEach(checkPlot);
  const metrics = frame.metrics.map(({ id }) => id);
  assert.equal(new Set(metrics).size, metrics.length, 'metric ids differ');
  for (const { id, label, value } of frame.metrics) {
    assert.ok(Number.isFinite(value), `${id} is a number`);
    assert.ok(label.trim() !== '');
  }
  assert.match(frame.reading, /^[^\n]{10,300}[.!?]$/, 'one sentence to read');
  checkTexts(frame);
}

/** No text, however deep, shows a value that is missing. */
function checkTexts(value: unknown): void {
  if (typeof value === 'string') assert.doesNotMatch(value, /NaN|undefined|\[object/, 'a missing value');
  else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
    Object.values(value).forEach(checkTexts);
}
