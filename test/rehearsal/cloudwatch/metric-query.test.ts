import { expect, test } from "vitest";
import { answerQueries, MetricQueryError, type MetricQuery } from "../../../rehearsal/cloudwatch/metric-query.ts";
import { parseExpression } from "../../../rehearsal/cloudwatch/metric-math/parse-expression.ts";
import { MetricStore } from "../../../rehearsal/cloudwatch/metric-store.ts";
import { parseStatistic } from "../../../rehearsal/cloudwatch/statistic.ts";

type Values = readonly (number | undefined)[];

const MINUTE = 60_000;

/** One metric for each id, with a value a minute where there is one; `e` is the expression. */
function calculate(expression: string, metrics: Readonly<Record<string, Values>>): (number | undefined)[][] {
  const store = new MetricStore();
  const queries = Object.entries(metrics).map(([id, values]): MetricQuery => {
    const metric = { namespace: "Shop", name: id, dimensions: [] };
    values.forEach((value, index) => {
      if (value === undefined) return;
      store.put(metric, { timestampMs: index * MINUTE, visibleAtMs: 0, unit: "None", value });
    });
    const statistic = parseStatistic("Sum") ?? (() => undefined);
    return { id, label: id, isReturned: false, asks: { metric, statistic, periodMs: MINUTE, unit: undefined } };
  });
  const minutes = Math.max(...Object.values(metrics).map(({ length }) => length));
  const range = { startMs: 0, endMs: minutes * MINUTE, nowMs: 1 };
  const asked: MetricQuery = { id: "e", label: "e", isReturned: true, asks: parseExpression(expression) };
  return answerQueries([...queries, asked], range, store).flatMap(({ series }) =>
    series.map(({ points }) => Array.from({ length: minutes }, (_, index) => points.get(index * MINUTE))),
  );
}

const _ = undefined;

test.for<[expression: string, metrics: Readonly<Record<string, Values>>, result: Values]>([
  ["m1+m2", { m1: [1, _, _], m2: [10, 20, _] }, [11, 20, _]],
  ["m1/m2", { m1: [_, 1, 1], m2: [4, 2, 0] }, [0, 0.5, _]],
  ["100 * errors / requests", { errors: [1, _], requests: [50, 50] }, [2, 0]],
  ["-m1 - 2 * (3 - m1) ^ 2", { m1: [1] }, [-9]],
  ["SUM(METRICS())", { m1: [1, _], m2: [2, 3] }, [3, 3]],
  ['SUM(METRICS("err"))', { err4xx: [1], err5xx: [2], requests: [9] }, [3]],
  ["AVG([m1, m2])", { m1: [2, _], m2: [4, 4] }, [3, 2]],
  ["MAX([m1, m2])", { m1: [2, _], m2: [4, 4] }, [4, 4]],
  ["m1 - MIN(m1)", { m1: [5, 7] }, [0, 2]],
  ["FILL(m1, 0)", { m1: [_, 3, _] }, [0, 3, 0]],
  ["FILL(m1, REPEAT)", { m1: [_, 3, _] }, [_, 3, 3]],
  ["FILL(m1, MIN(m1))", { m1: [_, _], m2: [1, 1] }, [_, _]],
  // From the tables of "Comparison and logical operators" and "Using IF expressions".
  ["metric1 < metric2", { metric1: [30, 20, 0, 0], metric2: [20, _, 20, _] }, [0, 0, 1, 0]],
  ["metric1 > 15 AND metric2 > 15", { metric1: [30, 20, 0, 0], metric2: [20, _, 20, _] }, [1, 0, 0, 0]],
  ["IF(m1, m2, m3)", { m1: [1, 1, 0, 0, _], m2: [30, _, 0, 0, 30], m3: [0, 0, 20, _, 20] }, [30, 0, 20, _, _]],
  ["IF(m1, 5, m3)", { m1: [1, 1, 0, 0, _], m3: [0, 0, 20, _, 20] }, [5, 5, 20, _, _]],
  ["IF(m1, m2, 5)", { m1: [1, 1, 0, 0, _], m2: [30, _, 0, 0, 30] }, [30, 0, 5, 5, _]],
  ["IF(m1<400, m1)", { m1: [399, 400] }, [399, _]],
])("%s", ([expression, metrics, result]) => {
  expect(calculate(expression, metrics)).toEqual([result]);
});

test("an expression may come to a list of time series", () => {
  expect(calculate("METRICS() * 100", { m1: [1], m2: [2] })).toEqual([[100], [200]]);
  expect(calculate("[m1, m2] / [m2, m1]", { m1: [1], m2: [2] })).toEqual([[0.5], [2]]);
});

test.for<[expression: string, problem: string]>([
  ["RATE(m1)", "The rehearsal does not support the function RATE with 1 arguments"],
  ["FILL(m1, LINEAR)", "LINEAR"],
  ["SUM(m1)", "the final result of an expression must be a time series"],
  ["m1 + m9", "There is no query with the id 'm9'"],
  ["m1 + e", "The query 'e' depends on itself"],
  ["5", "not a single number"],
  ["constructor(m1)", "does not support the function constructor"],
])("%s is refused: %s", ([expression, problem]) => {
  expect(() => calculate(expression, { m1: [1] })).toThrow(MetricQueryError);
  expect(() => calculate(expression, { m1: [1] })).toThrow(problem);
});

test.for(["m1 +", "m1 m2", "(m1", "m1 # m2", "", "SUM(m1", "[m1", "m1 + ;"])("%j is no expression", (expression) => {
  expect(() => parseExpression(expression)).toThrow("Syntax error");
});
