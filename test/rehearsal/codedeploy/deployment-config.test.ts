import { expect, test } from "vitest";
import { parseDeploymentConfig, trafficShifts } from "../../../rehearsal/codedeploy/deployment-config.ts";

test.for<[text: string, name: string, shifts: [afterMinutes: number, greenPercentage: number][]]>([
  ["CodeDeployDefault.ECSAllAtOnce", "CodeDeployDefault.ECSAllAtOnce", [[0, 100]]],
  [
    "CodeDeployDefault.ECSCanary10Percent5Minutes",
    "CodeDeployDefault.ECSCanary10Percent5Minutes",
    [
      [0, 10],
      [5, 100],
    ],
  ],
  [
    "CodeDeployDefault.ECSCanary10Percent15Minutes",
    "CodeDeployDefault.ECSCanary10Percent15Minutes",
    [
      [0, 10],
      [15, 100],
    ],
  ],
  [
    "CodeDeployDefault.ECSLinear10PercentEvery1Minutes",
    "CodeDeployDefault.ECSLinear10PercentEvery1Minutes",
    Array.from({ length: 10 }, (_, index) => [index === 0 ? 0 : 1, 10 * (index + 1)]),
  ],
  [
    "CodeDeployDefault.ECSLinear10PercentEvery3Minutes",
    "CodeDeployDefault.ECSLinear10PercentEvery3Minutes",
    Array.from({ length: 10 }, (_, index) => [index === 0 ? 0 : 3, 10 * (index + 1)]),
  ],
  [
    "canary:25:2880",
    "Canary25Percent2880Minutes",
    [
      [0, 25],
      [2880, 100],
    ],
  ],
  // The last increment is what is left.
  [
    "linear:40:2",
    "Linear40PercentEvery2Minutes",
    [
      [0, 40],
      [2, 80],
      [2, 100],
    ],
  ],
])("%s shifts as its name says", ([text, name, shifts]) => {
  const config = parseDeploymentConfig(text);
  expect(config?.name).toBe(name);
  expect(config && trafficShifts(config).map((shift) => [shift.afterMinutes, shift.greenPercentage])).toEqual(shifts);
});

test.for([
  "ECSAllAtOnce",
  "CodeDeployDefault.AllAtOnce",
  "canary:100:5",
  "canary:0:5",
  "canary:10:2881",
  "canary:10:0",
  "canary:10",
  // 99 intervals of 30 minutes.
  "linear:1:30",
])("%s is no configuration of ECS, or takes too long", (text) => {
  expect(parseDeploymentConfig(text)).toBeUndefined();
});
