import { expect, test } from "vitest";
import {
  checkMigrations,
  isOnlyPending,
  type MigrationQuestion,
  type Observation,
} from "../../../shared/migrations/check-migrations.ts";
import type { History } from "../../../shared/migrations/history/history.ts";
import { DEFAULT_POLICIES } from "../../../shared/migrations/verdict/policies.ts";
import { expectMigrations } from "../../support/migrations/expect-migrations.ts";

const LOCKED: Partial<History> = { lock: { seen: "is_locked is 1" } };

/** Answers one observation after the other, and the last one for ever; time passes only where it is paused. */
function setUp(histories: readonly (Partial<History> & { readonly ids: readonly string[] })[], waitMs = 10_000) {
  let looks = 0;
  let now = 0;
  const green = expectMigrations(["a", "b"]);
  const question: MigrationQuestion = {
    green,
    blue: green,
    observe: (): Promise<Observation> => {
      const { ids, ...more } = histories[Math.min(looks, histories.length - 1)] ?? { ids: [] };
      looks += 1;
      const entries = ids.map((id) => ({ id, state: "applied" as const }));
      return Promise.resolve({ kind: "history", expected: green, history: { table: "t", entries, ...more } });
    },
    policies: DEFAULT_POLICIES,
    waitMs,
  };
  const clock = {
    now: () => new Date(now),
    pause: (ms: number, signal: AbortSignal) => {
      now += ms;
      return signal.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve();
    },
  };
  return { question, clock, looks: () => looks };
}

test("what is applied, and breaks nothing of blue's, passes at the first look", async () => {
  const { question, clock, looks } = setUp([{ ids: ["a", "b"] }]);
  const verdict = await checkMigrations(question, clock, new AbortController().signal);
  expect(verdict).toMatchObject({ outcome: "passed", reason: expect.stringContaining("All 2 migrations") });
  expect(looks()).toBe(1);
});

test("a run that ends in time is waited for", async () => {
  const { question, clock, looks } = setUp([{ ids: ["a"], ...LOCKED }, { ids: ["a"], ...LOCKED }, { ids: ["a", "b"] }]);
  const verdict = await checkMigrations(question, clock, new AbortController().signal);
  expect(verdict.outcome).toBe("passed");
  expect(looks()).toBe(3);
});

test("a lock that stays fails, with how long it was looked at", async () => {
  const { question, clock } = setUp([{ ids: ["a", "b"], ...LOCKED }]);
  const verdict = await checkMigrations(question, clock, new AbortController().signal);
  expect(verdict).toMatchObject({
    outcome: "failed",
    reason: expect.stringContaining("It was looked at for 10 s, and did not end."),
  });
  expect(isOnlyPending(verdict)).toBe(false);
});

test("a check whose time is up says what it has seen", async () => {
  const { question, clock } = setUp([{ ids: ["a", "b"], ...LOCKED }]);
  const verdict = await checkMigrations(question, clock, AbortSignal.abort(new Error("time is up")));
  expect(verdict).toMatchObject({ outcome: "failed", reason: expect.stringContaining("is_locked is 1") });
});

test("what is only pending is told from what is wrong", async () => {
  const pending = setUp([{ ids: ["a"] }]);
  const wrong = setUp([{ ids: ["a", "aa"] }]);
  const signal = new AbortController().signal;
  expect(isOnlyPending(await checkMigrations(pending.question, pending.clock, signal))).toBe(true);
  expect(isOnlyPending(await checkMigrations(wrong.question, wrong.clock, signal))).toBe(false);
});

test("who cannot look has no verdict", async () => {
  const { question, clock } = setUp([]);
  const observe = () => Promise.reject(new Error("no connection"));
  await expect(checkMigrations({ ...question, observe }, clock, new AbortController().signal)).rejects.toThrow(
    "no connection",
  );
});
