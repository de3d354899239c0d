import { expect, test } from "vitest";
import { metricMinuteSeconds } from "../../../rehearsal/cloudwatch/metric-minute.ts";
import { createDeploymentClock } from "../../../rehearsal/deployment-clock.ts";

test.for<[scale: number, seconds: number]>([
  [1, 60],
  [2, 30],
  [5, 20],
  [10, 10],
  [12, 5],
  [59, 5],
  [60, 1],
  [600, 1],
])("on a clock of scale %i, CloudWatch's minute is %i s: a period that it knows", ([scale, seconds]) => {
  expect(metricMinuteSeconds(createDeploymentClock(scale))).toBe(seconds);
});
