/** What a drawing needs to know besides its data. */
export interface Canvas {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** CSS colour of a named series: the same in all plots of a frame. */
  color(name: string): string;
  /** The user picked a point of the plot for the control of this id. */
  pick(control: string, x: number, y: number): void;
}
