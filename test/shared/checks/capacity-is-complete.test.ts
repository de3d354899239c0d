import { expect, onTestFinished, test, vi } from "vitest";
import { capacityIsComplete } from "../../../shared/checks/capacity-is-complete.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import { answerCapacity, type EcsLook } from "../../support/probe/answer-capacity.ts";
import { checkContext } from "../../support/probe/installed-deployment.ts";

/** Runs the check in a time of its own, and says how many seconds it took. */
async function run(looks: readonly EcsLook[], readiness: HooksConfig["readiness"] = {}, aliveMs = 60_000) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { aws, ...context } = checkContext({}, { probing: { warmUp: "10s" }, readiness });
  answerCapacity(aws, ...looks);
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error("time is up")), aliveMs);
  const startedAt = performance.now();
  const running = capacityIsComplete.run(context, controller.signal).then((result) => {
    return { ...result, seconds: Math.round((performance.now() - startedAt) / 1000) };
  });
  await vi.advanceTimersByTimeAsync(61_000);
  return running;
}

const LOOK_AT_EVENTS = "Look at the service's events";

interface Case {
  readonly looks: readonly EcsLook[];
  readonly verdict: "passed" | "failed";
  readonly says: string | RegExp;
  readonly seconds: number;
  readonly readiness?: HooksConfig["readiness"];
}

const cases: Readonly<Record<string, Case>> = {
  "green with all its tasks, and as many as blue": {
    looks: [{}],
    verdict: "passed",
    says: "Task set ecs-svc/green of service web has 2 of 2 tasks running, blue has 2.",
    seconds: 3,
  },
  "a task that is missing": {
    looks: [{ green: { runningCount: 1 } }],
    verdict: "failed",
    says: `expected 2 tasks running and none pending, observed 1 running, 0 pending. ${LOOK_AT_EVENTS}`,
    seconds: 12,
  },
  "a task that is missing at first": {
    looks: [{ green: { runningCount: 1, pendingCount: 1 } }, { green: { runningCount: 1, pendingCount: 1 } }, {}],
    verdict: "passed",
    says: "2 of 2 tasks running",
    seconds: 6,
  },
  "a task that stays pending": {
    looks: [{ green: { pendingCount: 1 } }],
    verdict: "failed",
    says: "observed 2 running, 1 pending",
    seconds: 12,
  },
  "no task desired": {
    looks: [{ green: { computedDesiredCount: 0, runningCount: 0 } }],
    verdict: "failed",
    says: "expected at least 1 task, observed a desired count of 0",
    seconds: 12,
  },
  "blue that has scaled out": {
    looks: [{ blue: { runningCount: 5, computedDesiredCount: 5 } }],
    verdict: "failed",
    says: "expected as many tasks as blue runs now, observed 2 against blue's 5. Blue has scaled out since this deployment began",
    seconds: 12,
  },
  "blue that scales out while one looks": {
    looks: [{}, { blue: { runningCount: 3 } }],
    verdict: "failed",
    says: "(readiness.greenSmallerThanBlue)",
    seconds: 12,
  },
  "blue that has scaled out, which is only a warning": {
    looks: [{ blue: { runningCount: 5 } }],
    readiness: { greenSmallerThanBlue: "warn" },
    verdict: "passed",
    says: "blue has 5. Warning (readiness.greenSmallerThanBlue): Task set ecs-svc/green",
    seconds: 3,
  },
  "blue that has scaled out, which is of no interest": {
    looks: [{ blue: { runningCount: 5 } }],
    readiness: { greenSmallerThanBlue: "ignore" },
    verdict: "passed",
    says: /blue has 5\.$/,
    seconds: 3,
  },
  "blue that is gone": { looks: [{ blue: null }], verdict: "passed", says: /2 of 2 tasks running\.$/, seconds: 3 },
  "tasks in fewer zones than blue's": {
    looks: [{ blueTasks: ["b1@a", "b2@b"] }],
    verdict: "passed",
    says: "Warning (readiness.fewerZones): Task set ecs-svc/green of service web: expected tasks in as many availability zones as blue's (eu-central-1a, eu-central-1b), observed eu-central-1a.",
    seconds: 3,
  },
  "a task that crashes while one looks": {
    looks: [{}, { greenTasks: ["g1", "g3"], stopped: ["g2: Essential\u202e container in task exited"] }],
    verdict: "failed",
    says: String.raw`observed 1 task that stopped while they were watched, g2: Essential\u202e container in task exited (web: exit code 1). Look at its log, and at its memory limit. (readiness.restartingTasks)`,
    seconds: 3,
  },
  "a task that another took the place of": {
    looks: [{}, { greenTasks: ["g1", "g3"] }],
    verdict: "failed",
    says: "observed that g2 no longer runs",
    seconds: 3,
  },
  "a task that ended before": {
    looks: [{ stopped: ["g0: Host EC2 (instance i-1)\u001b[2J terminated."] }],
    verdict: "passed",
    says: String.raw`1 task of it had stopped before, g0: Host EC2 (instance i-1)\u001b[2J terminated.`,
    seconds: 3,
  },
  "tasks that ECS ends to have fewer": {
    looks: [
      { green: { computedDesiredCount: 3, runningCount: 3 }, greenTasks: ["g1", "g2", "g3"] },
      { stopped: ["g3: Scaling activity initiated by (deployment 1)"] },
    ],
    verdict: "passed",
    says: /2 of 2 tasks running, blue has 2\.$/,
    seconds: 3,
  },
};

test.for(Object.entries(cases))("%s", async ([, { looks, verdict, says, seconds, readiness }]) => {
  const result = await run(looks, readiness);
  expect([result.verdict, result.seconds]).toEqual([verdict, seconds]);
  expect(result.reason).toMatch(says);
});

test("time that is up gives what was seen: one look is not enough to see a restart", async () => {
  expect(await run([{}], {}, 1_000)).toMatchObject({
    verdict: "inconclusive",
    reason: expect.stringContaining("looked at once, and not again"),
  });
  expect(await run([{ green: { runningCount: 1 } }], {}, 5_000)).toMatchObject({ verdict: "failed" });
});
