/** What a demo emits: a complete snapshot of what is to be seen. Plain data: it crosses a worker border. */

/** One coordinate series. Float32Array inside, a plain array in `--json`. */
export type Numbers = Float32Array | readonly number[];

export interface Axis {
  readonly label: string;
  /** `nats`, `ms`, `%`; shown behind the label. */
  readonly unit?: string;
  readonly scale?: 'linear' | 'log';
  /** Fixed limits; otherwise from the data. */
  readonly min?: number;
  readonly max?: number;
  /** Names instead of numbers, for bars and heat maps. */
  readonly categories?: readonly string[];
}

/** A straight line with a name, across the plot. */
export interface ReferenceLine {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly label: string;
}

interface PlotBase {
  /** Unique in the frame and the same in every frame of a demo. */
  readonly id: string;
  readonly title: string;
  readonly x?: Axis;
  readonly y?: Axis;
  readonly references?: readonly ReferenceLine[];
  /** One sentence with the numbers that matter, for screen readers. */
  readonly text: string;
}

export interface Series {
  readonly name: string;
  readonly x: Numbers;
  readonly y: Numbers;
  readonly style?: 'solid' | 'dashed' | 'points';
}

export interface LinePlot extends PlotBase {
  readonly kind: 'line' | 'area';
  readonly series: readonly Series[];
}
export interface ScatterPlot extends PlotBase {
  readonly kind: 'scatter';
  /** `group` indexes `groups`, which name the colours. */
  readonly points: readonly {
    readonly name: string;
    readonly x: Numbers;
    readonly y: Numbers;
    readonly size?: Numbers;
  }[];
  /** Background classes on a regular grid, row by row from the lowest y. */
  readonly regions?: Grid & { readonly groups: readonly string[] };
  /** Lets the user pick a point: the control of kind `point` that it sets. */
  readonly picks?: string;
}
export interface BarPlot extends PlotBase {
  readonly kind: 'bar';
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly name: string;
    /** One a category; NaN where nothing is known yet. */
    readonly values: Numbers;
    readonly style?: 'filled' | 'outline';
  }[];
}
export interface HistogramPlot extends PlotBase {
  readonly kind: 'histogram';
  /** `edges` has one element more than each `counts`. */
  readonly edges: Numbers;
  readonly series: readonly { readonly name: string; readonly counts: Numbers }[];
}
/** `values` row by row, first row lowest in y; NaN where nothing is known yet. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly values: Numbers;
  readonly xMin: number;
  readonly xMax: number;
  readonly yMin: number;
  readonly yMax: number;
}
export interface HeatmapPlot extends PlotBase {
  readonly kind: 'heatmap';
  readonly grid: Grid;
  readonly colors: 'sequential' | 'diverging';
  readonly unit?: string;
  /** Cells with a border, by their 0-based place in the grid. */
  readonly marks?: readonly { readonly column: number; readonly row: number }[];
}
export interface ImageGridPlot extends PlotBase {
  readonly kind: 'images';
  /** Grey (1) or RGB (3) pixels in [0, 1] (`signed`: [-1, 1]), row by row from the top. */
  readonly images: readonly {
    readonly label: string;
    readonly width: number;
    readonly height: number;
    readonly channels: 1 | 3;
    readonly pixels: Numbers;
    readonly signed?: boolean;
    readonly mark?: 'good' | 'bad';
  }[];
  readonly perRow: number;
}
export interface GraphPlot extends PlotBase {
  readonly kind: 'graph';
  readonly nodes: readonly {
    readonly id: string;
    readonly label: string;
    readonly x?: number;
    readonly y?: number;
    readonly group?: number;
    readonly value?: number;
    /** How full the colour of the group is, from 0 (hollow) to 1. */
    readonly strength?: number;
    /** Ringed. */
    readonly marked?: boolean;
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly weight?: number;
    readonly label?: string;
    readonly directed?: boolean;
  }[];
  readonly layout: 'given' | 'layers' | 'force';
}
export interface TablePlot extends PlotBase {
  readonly kind: 'table';
  readonly columns: readonly { readonly label: string; readonly unit?: string; readonly digits?: number }[];
  readonly rows: readonly (readonly (number | string)[])[];
  /** Row to stress. */
  readonly highlight?: number;
}
export interface FieldPlot extends PlotBase {
  readonly kind: 'field';
  readonly grid?: Grid;
  readonly contours?: Numbers;
  readonly arrows?: { readonly x: Numbers; readonly y: Numbers; readonly dx: Numbers; readonly dy: Numbers };
  readonly particles?: { readonly x: Numbers; readonly y: Numbers; readonly group?: Numbers };
  readonly paths?: readonly Series[];
  readonly picks?: string;
}
export interface NumberLinePlot extends PlotBase {
  readonly kind: 'number-line';
  readonly marks: readonly {
    readonly at: number;
    readonly label: string;
    readonly tone?: 'accent' | 'good' | 'warning' | 'error';
  }[];
  readonly bands?: readonly {
    readonly from: number;
    readonly to: number;
    readonly label: string;
    readonly tone?: 'good' | 'warning' | 'error';
  }[];
}
export interface TextPlot extends PlotBase {
  readonly kind: 'text';
  /** Spans in order; `weight` in [-1, 1] colours the background. */
  readonly spans: readonly {
    readonly text: string;
    readonly weight?: number;
    readonly mark?: 'accent' | 'good' | 'warning' | 'error';
    readonly note?: string;
  }[];
}

export type Plot =
  | LinePlot
  | ScatterPlot
  | BarPlot
  | HistogramPlot
  | HeatmapPlot
  | ImageGridPlot
  | GraphPlot
  | TablePlot
  | FieldPlot
  | NumberLinePlot
  | TextPlot;

export interface Metric {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly unit?: string;
  /** Significant digits to show; 3 where absent. */
  readonly digits?: number;
}

export interface Frame {
  readonly plots: readonly Plot[];
  readonly metrics: readonly Metric[];
  /** 0 to 1. */
  readonly progress: number;
  /** One sentence: what is to be seen now. */
  readonly reading: string;
}
