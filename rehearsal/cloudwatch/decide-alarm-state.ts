/** A period as an alarm sees it: breaching, not breaching, or undefined where no data came. */
export type AlarmPoint = boolean | undefined;

/** How an alarm counts its periods. */
export interface AlarmRule {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: "missing" | "notBreaching" | "breaching" | "ignore";
}

/** `unchanged`: the alarm keeps the state that it has. */
export type AlarmDecision = "OK" | "ALARM" | "INSUFFICIENT_DATA" | "unchanged";

/**
 * How many periods are looked at: more than are evaluated, in case that some have no data. How many more depends, on AWS,
 * on what is not documented; the guide's examples look at two more.
 */
export function evaluationRange({ evaluationPeriods }: Pick<AlarmRule, "evaluationPeriods">): number {
  return evaluationPeriods + 2;
}

/**
 * The state of an alarm by "Configuring how CloudWatch alarms treat missing data", whose tables are this function's tests.
 * @param points the periods of the evaluation range, the newest first
 */
export function decideAlarmState(points: readonly AlarmPoint[], rule: AlarmRule): AlarmDecision {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = rule;
  const real = points.filter((point) => point !== undefined).slice(0, evaluationPeriods);
  const breaching = real.filter(Boolean).length;
  const filled = evaluationPeriods - real.length;
  if (breaching >= datapointsToAlarm) return "ALARM";
  if (filled === 0 || treatMissingData === "notBreaching") return "OK";
  if (treatMissingData === "breaching") return breaching + filled >= datapointsToAlarm ? "ALARM" : "OK";
  // One good period is enough to be OK; from here on there is no period that is known to be good.
  if (breaching < real.length) return "OK";
  if (treatMissingData === "ignore") return "unchanged";
  // "Avoiding premature transitions to alarm state": what breached so long ago, and never came back, is an alarm.
  return points.lastIndexOf(true) + 1 >= datapointsToAlarm ? "ALARM" : "INSUFFICIENT_DATA";
}
