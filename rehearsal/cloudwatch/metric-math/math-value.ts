import type { TimeSeries } from "../time-series.ts";

/** A time series with the label of the metric that it came from, which lists of results are told apart by. */
export interface LabelledSeries extends TimeSeries {
  readonly label: string;
}

/** What an expression, or a part of it, comes to. */
export type MathValue =
  | { readonly kind: "scalar"; readonly value: number }
  | { readonly kind: "series"; readonly series: LabelledSeries }
  | { readonly kind: "list"; readonly list: readonly LabelledSeries[] };

export const scalar = (value: number): MathValue => ({ kind: "scalar", value });
export const seriesOf = (series: LabelledSeries): MathValue => ({ kind: "series", series });
export const listOf = (list: readonly LabelledSeries[]): MathValue => ({ kind: "list", list });
