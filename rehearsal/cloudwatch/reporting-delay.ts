/** A value that the load balancer is about to report. */
export interface PendingReport {
  readonly metricName: string;
  /** `targetgroup/NAME/HASH`; undefined for a value of the load balancer alone. */
  readonly targetGroup: string | undefined;
  /** The zone of the load balancer's node; undefined for what no single node counts. */
  readonly zone: string | undefined;
  /** The beginning of CloudWatch's minute, in wall milliseconds. */
  readonly timestampMs: number;
}

/** Deployment seconds from the end of a minute until its value has arrived; undefined where it never does, which is a gap. */
export type ReportingDelay = (report: PendingReport) => number | undefined;

/**
 * Half a minute for one zone and a whole one for the others. So the sums over all zones are, for a while, the counts of one
 * zone: AWS says that "new data points continue to flow into the CloudWatch metric", and not for how long.
 */
export function delayByZone(zones: readonly string[]): ReportingDelay {
  return ({ zone }) => (zone !== undefined && zone === zones[0] ? 30 : 60);
}
