import { AwsError } from "../aws/aws-error.ts";
import type { OperationInput } from "../aws/operations.ts";
import { MetricMathError } from "./metric-math/metric-math-error.ts";
import { parseExpression } from "./metric-math/parse-expression.ts";
import { isExpression, type MetricQuery } from "./metric-query.ts";
import type { MetricStat } from "./query-metric.ts";
import { parseStatistic } from "./statistic.ts";

type Queries = OperationInput<"monitoring", "GetMetricData">["MetricDataQueries"];
type Query = Queries[number];

const SHORT_PERIODS = new Set([1, 5, 10, 20, 30]);

/**
 * Reads queries, as they are, in wall time. Which words AWS uses for each refusal is not documented; the code is.
 * @throws {AwsError} ValidationError: where AWS refuses them, or the rehearsal does not understand them
 */
export function readMetricQueries(queries: Queries): readonly MetricQuery[] {
  const ids = queries.map(({ Id }) => Id);
  if (new Set(ids).size < ids.length) {
    throw invalid("The values for parameter id in MetricDataQueries are not unique.");
  }
  const read = queries.map((query, index) => readQuery(query, `MetricDataQueries.member.${index + 1}`));
  if (!read.some(({ isReturned }) => isReturned)) {
    throw invalid("At least one of the MetricDataQueries must have ReturnData set to true.");
  }
  if (read.some(({ asks }) => isExpression(asks))) assertOnePeriod(read);
  return read;
}

function readQuery(query: Query, place: string): MetricQuery {
  const { Id = "", Expression, MetricStat, Label, ReturnData = true } = query;
  if (Label?.includes("${")) throw invalid(`The rehearsal does not support dynamic labels, as in ${place}.Label.`);
  if ((Expression === undefined) === (MetricStat === undefined)) {
    throw invalid(`The parameter ${place} must have either Expression or MetricStat, and not both.`);
  }
  const asks = MetricStat ? readStat(MetricStat, `${place}.MetricStat`) : readExpression(Expression ?? "", Id);
  const label = Label ?? (isExpression(asks) ? Id : asks.metric.name);
  return { id: Id, label, isReturned: ReturnData, asks };
}

function readStat(stat: NonNullable<Query["MetricStat"]>, place: string): MetricStat {
  const { Metric, Period = 0, Stat = "", Unit } = stat;
  if (Metric?.Namespace === undefined || Metric.MetricName === undefined) {
    throw invalid(`The parameter ${place}.Metric must have Namespace and MetricName.`);
  }
  if (!SHORT_PERIODS.has(Period) && (Period === 0 || Period % 60 !== 0)) {
    throw invalid(`The parameter ${place}.Period must be 1, 5, 10, 20, 30 or a multiple of 60, not ${Period}.`);
  }
  const statistic = parseStatistic(Stat);
  if (!statistic) throw invalid(`The parameter ${place}.Stat is '${Stat}', which the rehearsal does not know.`);
  const dimensions = (Metric.Dimensions ?? []).map(({ Name = "", Value = "" }) => ({ name: Name, value: Value }));
  return {
    metric: { namespace: Metric.Namespace, name: Metric.MetricName, dimensions },
    statistic,
    periodMs: Period * 1000,
    unit: Unit,
  };
}

function readExpression(text: string, id: string): MetricQuery["asks"] {
  if (/^\s*SELECT\b/i.test(text)) throw invalid("The rehearsal does not support Metrics Insights queries.");
  try {
    return parseExpression(text);
  } catch (error) {
    if (!(error instanceof MetricMathError)) throw error;
    throw new AwsError("ValidationError", `Error in expression '${id}': ${error.message}.`, { cause: error });
  }
}

/** What points of different periods mean together is not documented. */
function assertOnePeriod(queries: readonly MetricQuery[]): void {
  const periods = new Set(queries.flatMap(({ asks }) => (isExpression(asks) ? [] : [asks.periodMs])));
  if (periods.size > 1)
    throw invalid("The rehearsal does not support expressions beside metrics of different periods.");
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationError", message);
}
