import {
  GetDeploymentTargetCommand,
  ListDeploymentTargetsCommand,
  type LifecycleEvent,
} from "@aws-sdk/client-codedeploy";
import { expect, test } from "vitest";
import { getTrafficShift } from "../../../shared/deployment/traffic-shift.ts";
import { DEPLOYMENT_ID } from "../../support/aws-answers.ts";
import { mockAws } from "../../support/mock-aws.ts";

const startTime = new Date("2026-03-01T10:00:10Z");
const endTime = new Date("2026-03-01T10:00:40Z");

function ask(lifecycleEvents: LifecycleEvent[]) {
  const { clients, codeDeploy } = mockAws();
  codeDeploy.on(ListDeploymentTargetsCommand).resolves({ targetIds: ["shop:web"] });
  codeDeploy.on(GetDeploymentTargetCommand).resolves({ deploymentTarget: { ecsTarget: { lifecycleEvents } } });
  return getTrafficShift(clients, DEPLOYMENT_ID, new AbortController().signal);
}

test("the shift is from the beginning of AllowTraffic to its end", async () => {
  const test = { lifecycleEventName: "AllowTestTraffic", startTime: new Date(0), endTime: new Date(1) };
  expect(await ask([test, { lifecycleEventName: "AllowTraffic", startTime, endTime }])).toEqual({
    from: startTime.getTime(),
    to: endTime.getTime(),
  });
});

test.for<[string, LifecycleEvent[]]>([
  ["is not told", []],
  ["has not ended", [{ lifecycleEventName: "AllowTraffic", status: "InProgress", startTime }]],
  ["ended before it began", [{ lifecycleEventName: "AllowTraffic", startTime: endTime, endTime: startTime }]],
])("a shift that %s is nothing to compare by", async ([, events]) => {
  await expect(ask(events)).rejects.toThrow("expected AllowTraffic to have begun and ended");
});
