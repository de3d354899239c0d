import type { TaskStopCode } from "@aws-sdk/client-ecs";
import { expect, test } from "vitest";
import { wasTakenAway } from "../../../shared/deployment/was-taken-away.ts";

test.for<[TaskStopCode | undefined, string | undefined, boolean]>([
  ["ServiceSchedulerInitiated", "Scaling activity initiated by (deployment ecs-svc/1234567890123456789)", true],
  ["SpotInterruption", "Your Spot Task was interrupted.", true],
  ["TerminationNotice", "Host EC2 (instance i-1) terminated.", true],
  ["InfrastructureHealth", undefined, true],
  ["ServiceSchedulerInitiated", "Task failed ELB health checks in (target-group arn:…)", false],
  ["ServiceSchedulerInitiated", "Task failed container health checks", false],
  ["ServiceSchedulerInitiated", undefined, false],
  ["EssentialContainerExited", "Essential container in task exited", false],
  ["EssentialContainerExited", "Scaling activity initiated by itself", false],
  ["TaskFailedToStart", "CannotPullContainerError", false],
  ["UserInitiated", "Task stopped by user", false],
  [undefined, undefined, false],
])("a task stopped with %s (%s) was taken away: %s", ([stopCode, stoppedReason, expected]) => {
  expect(wasTakenAway({ stopCode, stoppedReason })).toBe(expected);
});
