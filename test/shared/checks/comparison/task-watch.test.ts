import { expect, test } from "vitest";
import type { ComparedTask } from "../../../../shared/checks/comparison/compared-tasks.ts";
import { TaskWatch } from "../../../../shared/checks/comparison/task-watch.ts";
import { AwsCallError } from "../../../../shared/deployment/errors.ts";
import type { Outcome } from "../../../../shared/probe/outcome.ts";
import { refusal } from "../../../support/mock-aws.ts";

const running = new AbortController().signal;
const at = { port: 80, healthPort: 80, availabilityZone: "a", address: "10.0.0.1", health: "healthy" };
const one: ComparedTask = { ...at, id: "b1", name: "blue task b1" };
const other: ComparedTask = { ...at, id: "b2", name: "blue task b2" };
const measured = { phases: {}, request: "GET http://10.0.0.1/", latencyMs: 1 };
const silence: Outcome = { kind: "error", where: "way", observed: "nothing", likelyCause: "a network", ...measured };
const answer: Outcome = { kind: "passed", answer: {}, findings: [], ...measured };
const throttled = new AwsCallError("ecs:ListTasks", refusal("ThrottlingException"));

/** Look by look; the last stays. */
function watch(...looks: readonly (readonly ComparedTask[] | Error)[]) {
  let at = 0;
  const look = async () => {
    const seen = looks[at] ?? looks.at(-1) ?? [];
    at += 1;
    if (seen instanceof Error) throw seen;
    return seen;
  };
  const watch = new TaskWatch([one, other], look, async () => undefined);
  const isGone = (outcome: Outcome) => watch.isGone(one, outcome, performance.now(), running);
  return { watch, isGone, looks: () => at };
}

test("a task that answers is not looked after", async () => {
  const { isGone, looks } = watch([]);
  expect([await isGone(answer), looks()]).toEqual([false, 0]);
});

test("a task that gives no answer is gone where a look says so", async () => {
  expect(await watch([other]).isGone(silence)).toBe(true);
  expect(await watch([one]).isGone(silence)).toBe(false);
});

test("a look that AWS refuses is repeated", async () => {
  const { isGone, watch: watched, looks } = watch(throttled, throttled, [other]);
  expect([await isGone(silence), looks()]).toEqual([true, 3]);
  expect(watched.tasks).toEqual([other]);
});

test("where AWS refuses five looks, the tasks are taken to be there still, and looked after later", async () => {
  const { isGone, looks } = watch(throttled, throttled, throttled, throttled, throttled, [other]);
  expect([await isGone(silence), looks()]).toEqual([false, 5]);
  expect([await isGone({ ...silence, latencyMs: 10 }), looks()]).toEqual([true, 6]);
});

test("a role that may not look is no matter of time", async () => {
  const { isGone, looks } = watch(new AwsCallError("ecs:ListTasks", refusal("AccessDeniedException")));
  await expect(isGone(silence)).rejects.toThrow("AccessDenied");
  expect(looks()).toBe(1);
});
