import { expect, test } from "vitest";
import { prisma } from "../../../../../shared/migrations/history/readers/prisma.ts";
import { expectMigrations } from "../../../../support/migrations/expect-migrations.ts";

const time = (minute: number) => new Date(Date.UTC(2026, 10, 21, 1, minute));

function attempt(minute: number, of: Readonly<Record<string, unknown>>) {
  return {
    checksum: "c",
    migration_name: "20260101000001_init",
    started_at: time(minute),
    finished_at: null,
    rolled_back_at: null,
    logs: null,
    applied_steps_count: 0n,
    ...of,
  };
}

const done = (minute: number) => attempt(minute, { finished_at: time(minute + 1), applied_steps_count: 1n });
const failed = (minute: number) => attempt(minute, { logs: "external connector error" });
const rolledBack = (minute: number) => attempt(minute, { rolled_back_at: time(minute + 1), logs: "error" });

test.for([
  ["rolled back and not applied again is to be applied", [rolledBack(1)], "rolled-back"],
  ["rolled back and applied again is applied", [rolledBack(1), done(5)], "applied"],
  [
    "rolled back after it was applied is to be applied",
    [attempt(1, { finished_at: time(2), rolled_back_at: time(3) })],
    "rolled-back",
  ],
  ["without an end or a log runs", [rolledBack(1), attempt(5, {})], "running"],
  ["with a log and no end has failed", [failed(1)], "failed"],
  ["has failed as long as one attempt was not rolled back", [failed(1), done(5)], "failed"],
  ["that was resolved as applied is a baseline", [attempt(1, { finished_at: time(1), logs: "" })], "baseline"],
] as const)("a migration %s", ([, history, state]) => {
  const { entries } = prisma.read(
    { history, companions: {} },
    expectMigrations(["20260101000001_init"], { tool: "prisma" }),
  );
  expect(entries).toEqual([expect.objectContaining({ id: "20260101000001_init", state, checksum: "c" })]);
});
