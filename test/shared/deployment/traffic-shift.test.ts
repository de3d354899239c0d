import {
  GetDeploymentTargetCommand,
  ListDeploymentTargetsCommand,
  type LifecycleEvent,
} from "@aws-sdk/client-codedeploy";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { getTrafficShift } from "../../../shared/deployment/traffic-shift.ts";
import { DEPLOYMENT_ID } from "../../support/aws-answers.ts";
import { mockAws, refusal } from "../../support/mock-aws.ts";

const startTime = new Date("2026-03-01T10:00:10Z");
const endTime = new Date("2026-03-01T10:00:40Z");
const SHIFTED: LifecycleEvent = { lifecycleEventName: "AllowTraffic", startTime, endTime };
const SHIFT = { from: startTime.getTime(), to: endTime.getTime() };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Look by look; the last stays. */
function look(...looks: readonly (LifecycleEvent[] | Error)[]) {
  const { clients, codeDeploy } = mockAws();
  let at = 0;
  codeDeploy.on(ListDeploymentTargetsCommand).resolves({ targetIds: ["shop:web"] });
  codeDeploy.on(GetDeploymentTargetCommand).callsFake(async () => {
    const lifecycleEvents = looks[at] ?? looks.at(-1);
    at += 1;
    if (lifecycleEvents instanceof Error) throw lifecycleEvents;
    return { deploymentTarget: { ecsTarget: { lifecycleEvents } } };
  });
  const stop = new AbortController();
  const asked = getTrafficShift(clients, DEPLOYMENT_ID, stop.signal).catch((error: unknown) => error);
  return { asked, stop, looks: () => at };
}

async function ask(...looks: readonly (LifecycleEvent[] | Error)[]) {
  const { asked, looks: made } = look(...looks);
  await vi.advanceTimersByTimeAsync(10_000);
  return { shift: await asked, looks: made() };
}

test("the shift is from the beginning of AllowTraffic to its end", async () => {
  const test = { lifecycleEventName: "AllowTestTraffic", startTime: new Date(0), endTime: new Date(1) };
  expect(await ask([test, SHIFTED])).toEqual({ shift: SHIFT, looks: 1 });
});

test.for<[string, LifecycleEvent[] | Error]>([
  ["an end that CodeDeploy does not show yet", [{ lifecycleEventName: "AllowTraffic", startTime }]],
  ["throttling", refusal("ThrottlingException")],
])("%s is waited for", async ([, first]) => {
  expect(await ask(first, first, [SHIFTED])).toEqual({ shift: SHIFT, looks: 3 });
});

test("throttling again and again is told after five looks, and the wait ends with its signal", async () => {
  const { shift, looks } = await ask(refusal("ThrottlingException"));
  expect([String(shift), looks]).toEqual([expect.stringContaining("codedeploy:GetDeploymentTarget"), 5]);
  const stopped = look([]);
  await vi.advanceTimersByTimeAsync(100);
  const reason = new Error("time is up");
  stopped.stop.abort(reason);
  expect([await stopped.asked, vi.getTimerCount()]).toEqual([reason, 0]);
});

test("what time does not mend is told at once", async () => {
  const { shift, looks } = await ask(refusal("InvalidDeploymentIdException"));
  expect([String(shift), looks]).toEqual([expect.stringContaining("InvalidDeploymentIdException"), 1]);
});

test.for<[string, LifecycleEvent[]]>([
  ["is not told", []],
  ["has not ended", [{ lifecycleEventName: "AllowTraffic", status: "InProgress", startTime }]],
  ["ended before it began", [{ lifecycleEventName: "AllowTraffic", startTime: endTime, endTime: startTime }]],
])("a shift that %s is nothing to compare by", async ([, events]) => {
  const { shift, looks } = await ask(events);
  expect([String(shift), looks]).toEqual([expect.stringContaining("expected AllowTraffic to have begun and ended"), 5]);
});
