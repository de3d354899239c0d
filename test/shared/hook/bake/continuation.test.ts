import { expect, test } from "vitest";
import { ContinuationError } from "../../../../shared/hook/bake/continuation-error.ts";
import { readContinuation, writeContinuation, type Continuation } from "../../../../shared/hook/bake/continuation.ts";
import { looking } from "../../../support/fake-resumables.ts";

const EXECUTION = { deploymentId: "d-1", executionId: "e-1" };
const NOW = Date.UTC(2026, 10, 21, 9, 30);
const MINUTE = 60_000;

const CHECKS = {
  once: ["once"],
  resumables: [looking(9), looking(9, "passed", { name: "watcher", isWaitedForUntil: () => 0 })],
};

const BAKE: Continuation = {
  number: 2,
  bake: { startedAt: NOW - 13 * MINUTE, endsAt: NOW + 27 * MINUTE },
  blue: { id: "ecs-svc/1", taskDefinition: "arn:task-definition/web:41", targetGroup: "arn:targetgroup/blue/1" },
  decided: [
    { name: "once", mode: "enforce", verdict: "passed", reason: "It passed.", repeat: "curl x", durationMs: 12 },
  ],
  held: { looking: { state: { seen: 3 }, note: "3 looks" }, watcher: { state: { seen: 4 }, note: "" } },
};

function write(bake: Partial<Continuation> = {}, execution = EXECUTION): Record<string, unknown> {
  return JSON.parse(JSON.stringify(writeContinuation(execution, { ...BAKE, ...bake }))) as Record<string, unknown>;
}

function read(event: unknown, now = NOW): Continuation | undefined {
  return readContinuation(event, EXECUTION, CHECKS, now);
}

/** What came over the network, with something else in it. */
function altered(change: Record<string, unknown>): object {
  const event = write();
  return { ...event, continuation: { ...(event["continuation"] as object), ...change } };
}

test("a continuation is read as it was written", () => {
  expect(read(write())).toEqual(BAKE);
  expect(read(write({ number: 15 }))).toMatchObject({ number: 15 });
  expect(read(altered({ states: BAKE.held }))).toEqual(BAKE);
});

test("the worst that a check saw goes along, in the bounds of a check", () => {
  const worst = [{ text: "green task t1: GET /: expected status 200, observed status 500", address: "10.0.1.7" }];
  const decided = BAKE.decided.map((report) => ({ ...report, worst }));
  expect(read(write({ decided }))?.decided).toEqual(decided);
  const tooMany = decided.map((report) => ({
    ...report,
    worst: Array.from({ length: 6 }, () => worst[0] ?? { text: "" }),
  }));
  expect(() => read(write({ decided: tooMany }))).toThrow(/worst: /);
  const tooLong = decided.map((report) => ({ ...report, worst: [{ text: "x".repeat(402) }] }));
  expect(() => read(write({ decided: tooLong }))).toThrow(/text: /);
});

test("CodeDeploy's own event has none", () => {
  expect(read({ DeploymentId: "d-1", LifecycleEventHookExecutionId: "e-1" })).toBeUndefined();
  expect(read("text")).toBeUndefined();
});

test.for<[string, unknown, RegExp]>([
  ["nothing", { continuation: null }, /\(the whole\): expected Object, received null/],
  ["a text", { continuation: "again" }, /expected Object/],
  ["a list", { continuation: [] }, /version: expected it to be there/],
  ["nothing in it", { continuation: {} }, /version: .*number: .*startedAt: .*digest: /],
  ["another version", altered({ version: 1 }), /version: expected 3, received 1/],
  ["an unknown member", altered({ note: "x" }), /note: expected no such member/],
  ["CodeDeploy's own number", altered({ number: 1 }), /number: /],
  ["a number beyond the bound", altered({ number: 16 }), /number: /],
  ["half a number", altered({ number: 2.5 }), /number: /],
  ["a moment that is no number", altered({ startedAt: "today" }), /startedAt: /],
  [
    "a verdict that there is not",
    altered({ decided: [{ name: "once", mode: "enforce", verdict: "ok", reason: "", durationMs: 1 }] }),
    /verdict/,
  ],
  ["a list of states", altered({ states: [1, 2] }), /states/],
  ["a blue of which nothing is known", altered({ blue: {} }), /blue\.id: .*blue\.targetGroup: /],
  ["a blue with a line break", altered({ blue: { ...BAKE.blue, id: "ecs-svc/1\nx" } }), /blue\.id: /],
  ["another blue", altered({ blue: { ...BAKE.blue, id: "ecs-svc/2" } }), /digest: /],
  ["another digest", altered({ digest: "0".repeat(64) }), /digest: expected that of the rest/],
  [
    "a note that was changed on its way",
    altered({ states: { ...BAKE.held, looking: { state: { seen: 3 }, note: "9 looks" } } }),
    /digest: /,
  ],
  ["a later end", altered({ bakeEndsAt: NOW + 50 * MINUTE }), /digest: .*bakeEndsAt: expected at most 3300 s/],
  ["another deployment's", { ...write({}, { ...EXECUTION, deploymentId: "d-2" }), DeploymentId: "d-1" }, /digest: /],
  ["another execution's", write({}, { ...EXECUTION, executionId: "e-2" }), /digest: /],
  [
    "a start that is more than an hour ago",
    write({ bake: { startedAt: NOW - 61 * MINUTE, endsAt: NOW - 21 * MINUTE } }),
    /startedAt: expected a moment of the last hour, received one 3660 s ago/,
  ],
  [
    "a start that is to come",
    write({ bake: { startedAt: NOW + 5 * MINUTE, endsAt: NOW + 15 * MINUTE } }),
    /startedAt: expected a moment of the last hour, received one -300 s ago/,
  ],
  [
    "an end before its start",
    write({ bake: { startedAt: NOW - MINUTE, endsAt: NOW - 2 * MINUTE } }),
    /bakeEndsAt: .*received -60 s/,
  ],
  [
    "a check that is missing",
    write({ decided: [] }),
    /expected each check of this build once \(looking, once, watcher\), received looking, watcher: was the function deployed in the middle of a bake\?/,
  ],
  [
    "a check of another build",
    write({ held: { ...BAKE.held, other: { state: 1, note: "" } } }),
    /received looking, once, other, watcher/,
  ],
  ["a check twice", write({ decided: [...BAKE.decided, ...BAKE.decided] }), /received looking, once, once, watcher/],
  [
    "a state for a check that keeps none",
    write({ decided: [], held: { ...BAKE.held, once: { state: {}, note: "" } } }),
    /states\.once: this check keeps no state/,
  ],
  [
    "a state that its check refuses",
    write({ held: { ...BAKE.held, looking: { state: { seen: "many" }, note: "" } } }),
    /states\.looking: .*Expected number but received "many"/,
  ],
  [
    "nothing left to decide",
    write({
      decided: [
        ...BAKE.decided,
        ...["looking", "watcher"].map((name) => {
          return { name, mode: "enforce", verdict: "passed", reason: "Forged.", durationMs: 1 } as const;
        }),
      ],
      held: {},
    }),
    /states: expected a check that has not decided, received none/,
  ],
])("a continuation with %s is refused", ([, event, why]) => {
  expect(() => read(event)).toThrow(ContinuationError);
  expect(() => read(event)).toThrow(why);
});

test("names that objects have of their own are no names of checks", () => {
  const text = JSON.stringify(write()).replace('"looking":', '"__proto__":{"state":{"seen":1},"note":""},"looking":');
  expect(() => read(JSON.parse(text))).toThrow(/digest/);
});

test("a continuation that would be too large is not written", () => {
  const held = { looking: { state: { seen: 1 }, note: "x".repeat(140_000) } };
  expect(() => write({ held })).toThrow(
    /the event would have 14\d{4} bytes: expected 131072 at most; of these, looking 14/,
  );
});
