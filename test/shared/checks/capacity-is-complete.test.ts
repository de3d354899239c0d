import { expect, test } from "vitest";
import { capacityIsComplete } from "../../../shared/checks/capacity-is-complete.ts";
import { checkContext, taskSet } from "../../support/probe/installed-deployment.ts";

test.for([
  [2, 2, 0, "passed", "Task set ecs-svc/green of service web has 2 of 2 tasks running."],
  [2, 3, 0, "passed", "3 of 2 tasks running"],
  [
    2,
    1,
    1,
    "failed",
    "expected 2 tasks running and none pending, observed 1 running, 1 pending. Look at the service's events",
  ],
  [2, 2, 1, "failed", "observed 2 running, 1 pending"],
  [2, 0, 0, "failed", "observed 0 running, 0 pending"],
  [0, 0, 0, "failed", "expected at least 1 task, observed a desired count of 0"],
] as const)(
  "%i desired, %i running, %i pending: %s",
  async ([desiredCount, runningCount, pendingCount, verdict, says]) => {
    const green = taskSet("ecs-svc/green", { desiredCount, runningCount, pendingCount });
    const result = await capacityIsComplete.run(checkContext({ green }), new AbortController().signal);
    expect(result).toEqual({ verdict, reason: expect.stringContaining(says) });
  },
);
