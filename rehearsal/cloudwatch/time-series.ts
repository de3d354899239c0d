/** Values over time, one a period at most; where a period has none, there is no point. */
export interface TimeSeries {
  readonly periodMs: number;
  /** The beginning of the first period that was asked for. */
  readonly fromMs: number;
  /** The end of what was asked for, exclusive. */
  readonly toMs: number;
  /** By the beginning of each period, the oldest first. */
  readonly points: ReadonlyMap<number, number>;
}
