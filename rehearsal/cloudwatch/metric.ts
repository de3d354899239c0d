/** One dimension of a metric. */
export interface Dimension {
  readonly name: string;
  readonly value: string;
}

/** What identifies a metric. Each combination of dimensions is a metric of its own: CloudWatch adds nothing up. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Dimension[];
}

/** The same for the same metric, in whichever order its dimensions are written. */
export function metricKey({ namespace, name, dimensions }: Metric): string {
  const sorted = dimensions
    .map((dimension) => JSON.stringify([dimension.name, dimension.value]))
    .toSorted((left, right) => (left < right ? -1 : 1));
  return JSON.stringify([namespace, name, ...sorted]);
}
