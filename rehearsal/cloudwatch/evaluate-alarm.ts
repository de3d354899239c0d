import { COMPARISONS, type AlarmDefinition } from "./alarm-definition.ts";
import { decideAlarmState, evaluationRange, type AlarmDecision, type AlarmRule } from "./decide-alarm-state.ts";
import { answerQueries, type MetricQuery } from "./metric-query.ts";
import type { MetricStore } from "./metric-store.ts";

/** What one look at an alarm's metric came to. */
export interface AlarmEvaluation {
  readonly decision: AlarmDecision;
  /** In the words that CloudWatch gives for a state. */
  readonly reason: string;
}

/**
 * Evaluates an alarm on what has arrived.
 * @param queries what it watches, one of them returned, in wall time
 */
export function evaluateAlarm(
  definition: AlarmDefinition,
  queries: readonly MetricQuery[],
  store: MetricStore,
  nowMs: number,
): AlarmEvaluation {
  const rule: AlarmRule = {
    evaluationPeriods: definition.EvaluationPeriods,
    datapointsToAlarm: definition.DatapointsToAlarm ?? definition.EvaluationPeriods,
    treatMissingData: definition.TreatMissingData ?? "missing",
  };
  const values = newestFirst(queries, store, evaluationRange(rule), nowMs);
  const { holds } = COMPARISONS[definition.ComparisonOperator];
  const points = values.map((value) => (value === undefined ? undefined : holds(value, definition.Threshold)));
  const decision = decideAlarmState(points, rule);
  return { decision, reason: describe(decision, values, definition, rule) };
}

/** The values of the latest periods that are over. */
function newestFirst(
  queries: readonly MetricQuery[],
  store: MetricStore,
  periods: number,
  nowMs: number,
): readonly (number | undefined)[] {
  const periodMs = Math.max(...queries.map(({ asks }) => ("periodMs" in asks ? asks.periodMs : 0)));
  const endMs = nowMs - (nowMs % periodMs);
  const startMs = endMs - periods * periodMs;
  const [series] = answerQueries(queries, { startMs, endMs, nowMs }, store).flatMap((result) => result.series);
  return Array.from({ length: periods }, (_, age) => series?.points.get(endMs - (age + 1) * periodMs));
}

function describe(
  decision: AlarmDecision,
  values: readonly (number | undefined)[],
  { ComparisonOperator, Threshold }: AlarmDefinition,
  { evaluationPeriods, datapointsToAlarm, treatMissingData }: AlarmRule,
): string {
  const real = values.filter((value) => value !== undefined).slice(0, evaluationPeriods);
  const unknown = evaluationPeriods - real.length;
  if (decision === "INSUFFICIENT_DATA") {
    return `Insufficient Data: ${unknown} ${unknown === 1 ? "datapoint was" : "datapoints were"} unknown.`;
  }
  if (real.length === 0) {
    const treated = treatMissingData === "breaching" ? "Breaching" : "NonBreaching";
    return `Threshold Crossed: no datapoints were received for ${evaluationPeriods} periods and ${evaluationPeriods} missing datapoints were treated as [${treated}].`;
  }
  const { holds, words } = COMPARISONS[ComparisonOperator];
  const listed = real.filter((value) => holds(value, Threshold) === (decision === "ALARM"));
  const not = decision === "ALARM" ? "" : "not ";
  return `Threshold Crossed: ${listed.length} out of the last ${evaluationPeriods} datapoints [${listed.join(", ")}] ${listed.length === 1 ? "was" : "were"} ${not}${words} the threshold (${Threshold}) (minimum ${datapointsToAlarm} to go to ALARM).`;
}
