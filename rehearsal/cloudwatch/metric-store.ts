import { metricKey, type Metric } from "./metric.ts";
import { Samples } from "./samples.ts";

/** Values of a metric that arrive together. Times are milliseconds of the wall clock. */
export interface MetricReport {
  /** The beginning of the stretch of time that the values were measured in. */
  readonly timestampMs: number;
  /** When CloudWatch begins to answer with them. */
  readonly visibleAtMs: number;
  /** As CloudWatch names units; `None` where there is none. */
  readonly unit: string;
  readonly value: number;
  /** How often the value was measured; once where nothing is said. */
  readonly count?: number;
}

/** What is wanted of a metric. */
export interface MetricRange {
  /** Inclusive. */
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  /** When it is asked for: what has not arrived by then is not answered. */
  readonly nowMs: number;
  /** Only what was reported in this unit. */
  readonly unit?: string | undefined;
}

interface Entry {
  readonly timestampMs: number;
  readonly visibleAtMs: number;
  readonly unit: string;
  readonly samples: Samples;
}

/** What CloudWatch has stored. A metric exists since its first value arrived. */
export class MetricStore {
  readonly #series = new Map<string, { readonly metric: Metric; readonly entries: Map<string, Entry> }>();

  put(metric: Metric, { timestampMs, visibleAtMs, unit, value, count }: MetricReport): void {
    const key = metricKey(metric);
    const series = this.#series.get(key) ?? { metric, entries: new Map<string, Entry>() };
    this.#series.set(key, series);
    const place = `${timestampMs}/${visibleAtMs}/${unit}`;
    const entry = series.entries.get(place) ?? { timestampMs, visibleAtMs, unit, samples: new Samples() };
    series.entries.set(place, entry);
    entry.samples.add(value, count);
  }

  /** The samples by the beginning of their stretch, as far as they have arrived; empty for a metric that there is not. */
  samples(metric: Metric, { fromMs, toMs, nowMs, unit }: MetricRange): ReadonlyMap<number, Samples> {
    const found = new Map<number, Samples>();
    for (const entry of this.#series.get(metricKey(metric))?.entries.values() ?? []) {
      if (entry.timestampMs < fromMs || entry.timestampMs >= toMs || entry.visibleAtMs > nowMs) continue;
      if (unit !== undefined && unit !== entry.unit) continue;
      const samples = found.get(entry.timestampMs) ?? new Samples();
      found.set(entry.timestampMs, samples);
      samples.addAll(entry.samples);
    }
    return found;
  }

  /** The metrics of which something has arrived, in the order in which they were first reported. */
  metrics(nowMs: number): readonly Metric[] {
    return [...this.#series.values()]
      .filter(({ entries }) => [...entries.values()].some(({ visibleAtMs }) => visibleAtMs <= nowMs))
      .map(({ metric }) => metric);
  }
}
