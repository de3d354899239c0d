import { expect, test } from "vitest";
import { judgeTaskEnd, type TaskEnd } from "../../../../shared/migrations/task/judge-task-end.ts";
import { OWN_COMMAND } from "../../../../shared/migrations/task/own-command.ts";
import { TASK_PRESETS, type TaskPresetName } from "../../../../shared/migrations/task/task-presets.ts";

const STOP = "Essential container in task exited";

function end(exitCode: number | undefined, log: string | undefined = "", newest?: string): TaskEnd {
  return { exitCode, lines: log?.split("\n"), stop: STOP, ...(newest !== undefined && { newest }) };
}

type Case = [TaskPresetName, number, string | undefined, string, newest?: string];

// What the tools say, as they say it (as they were run, and in their sources).
test.for<Case>([
  ["prisma", 0, "3 migrations found in prisma/migrations\n\nDatabase schema is up to date!", "ready"],
  ["prisma", 0, "\u001b[32mDatabase schema is\u001b[0m up to date!", "ready"],
  ["prisma", 1, "Following migrations have not yet been applied:\n20260101_a", "pending"],
  ["prisma", 1, "Following migration have failed:\n20260101_a", "failed"],
  [
    "prisma",
    1,
    "Your local migration history and the migrations table from your database are different:\nThe migration have not yet been applied:\na",
    "failed",
  ],
  ["prisma", 1, "Error: P1001: Can't reach database server at `db:5432`", "could not tell"],
  ["prisma", 1, "Following migrations have not yet been applied:\n20260101_P1001", "pending"],
  ["prisma", 1, "sh: node: not found", "could not tell"],
  ["prisma", 0, undefined, "could not tell"],
  ["dbmate", 0, "Applied: 3\nPending: 0", "ready"],
  ["dbmate", 0, undefined, "ready"],
  ["dbmate", 1, "Pending: 1", "pending"],
  ["dbmate", 2, "Error: dial tcp: connection refused", "could not tell"],
  ["django", 0, "", "ready"],
  ["django", 1, "", "pending"],
  ["django", 1, "Traceback (most recent call last):\ndjango.db.utils.OperationalError: refused", "could not tell"],
  ["django", 1, undefined, "could not tell"],
  ["rails", 0, "", "ready"],
  ["rails", 1, "You have 2 pending migrations:\n  20260101 A", "pending"],
  ["rails", 1, "ActiveRecord::ConnectionNotEstablished", "could not tell"],
  ["alembic", 0, "abc (head)", "ready"],
  ["alembic", 255, "FAILED: Database is not on all head revisions", "pending"],
  ["alembic", 2, "alembic: error: unrecognized arguments: --check-heads", "could not tell"],
  ["alembic", 255, "FAILED: Can't locate revision identified by 'abc'", "could not tell"],
  ["doctrine", 0, "[OK] Up-to-date! No migrations to execute.", "ready"],
  ["doctrine", 1, "[ERROR] Out-of-date! 2 migrations are available to execute.", "pending"],
  ["doctrine", 1, "In Driver.php line 33:\nSQLSTATE[08006]", "could not tell"],
  [
    "doctrine",
    2,
    "[ERROR] You have 1 previously executed migration in the database that is not a registered migration.",
    "failed",
  ],
  ["phinx", 0, "", "ready"],
  ["phinx", 3, "", "pending"],
  ["phinx", 2, "", "failed"],
  ["phinx", 1, "", "could not tell"],
  ["laravel", 0, "INFO  No pending migrations.", "ready"],
  ["laravel", 3, "2026_01_01_a .... Pending", "pending"],
  ["laravel", 0, "2026_01_01_a .... Pending", "could not tell"],
  ["laravel", 1, "ERROR  Migration table not found.", "could not tell"],
  ["flyway", 0, "Successfully validated 3 migrations", "ready"],
  ["flyway", 1, "Detected resolved migration not applied to database: 4.", "pending"],
  ["flyway", 1, "Migration checksum mismatch for migration version 2", "failed"],
  ["flyway", 1, "Detected failed migration to version 3", "failed"],
  ["flyway", 1, "Unable to obtain connection from database", "could not tell"],
  ["liquibase", 0, "shop@jdbc:postgresql://db/shop is up to date", "ready"],
  ["liquibase", 0, "2 changesets have not been applied to shop@jdbc:postgresql://db/shop", "pending"],
  ["liquibase", 1, "Validation Failed:\n 1 changesets check sum", "failed"],
  ["liquibase", 0, "", "could not tell"],
  ["goose", 0, "    Sun Jan  4 09:00:00 2026 -- 001_a.sql", "ready"],
  ["goose", 0, "    Sun Jan  4 09:00:00 2026 -- 001_a.sql\n    Pending                  -- 002_b.sql", "pending"],
  ["goose", 0, "", "could not tell"],
  ["goose", 1, "goose run: failed to connect", "could not tell"],
  ["golang-migrate", 0, "20260102030405", "ready", "20260102030405"],
  ["golang-migrate", 0, "20260102030405", "pending", "20260102030406"],
  ["golang-migrate", 0, "9007199254740993", "pending", "9007199254740994"],
  ["golang-migrate", 0, "12", "ready", "011"],
  ["golang-migrate", 0, "12 (dirty)", "failed", "12"],
  ["golang-migrate", 0, "12", "could not tell"],
  ["golang-migrate", 1, "error: no migration", "pending", "12"],
  ["golang-migrate", 1, "error: dial tcp: connection refused", "could not tell", "12"],
])("%s that ends with %i and logs %j says: %s", ([name, exitCode, log, status, newest]) => {
  expect(judgeTaskEnd(TASK_PRESETS[name], { ...end(exitCode, log, newest), lines: log?.split("\n") }).status).toBe(
    status,
  );
});

test.for([
  [0, "ready", "The command ended with exit code 0: no migration is pending."],
  [10, "pending", "The command ended with exit code 10: migrations are pending. It logged nothing."],
  [1, "failed", "The command ended with exit code 1: expected exit code 0, or 10 for pending. It logged nothing."],
  [137, "failed", expect.stringMatching(/exit code 137 \(it was killed, mostly since it used more memory/)],
] as const)("a command of one's own that ends with %i is %s", ([exitCode, status, sentence]) => {
  expect(judgeTaskEnd(OWN_COMMAND, end(exitCode))).toEqual({ status, sentence });
});

test.for([
  [137, "killed"],
  [139, "crashed"],
  [143, "stopped"],
] as const)("a tool that ends with %i did not end by itself, and has said nothing", ([exitCode, word]) => {
  expect(judgeTaskEnd(TASK_PRESETS.dbmate, end(exitCode))).toEqual({
    status: "could not tell",
    sentence: expect.stringContaining(`(it ${word === "crashed" ? "" : "was "}${word}`),
  });
});

test.for([OWN_COMMAND, TASK_PRESETS.prisma])(
  "a container that never ran says nothing of the database, and why",
  (rules) => {
    const stop = "ResourceInitializationError: unable to pull secrets";
    expect(judgeTaskEnd(rules, { exitCode: undefined, lines: undefined, stop })).toEqual({
      status: "could not tell",
      sentence: `The container never ran: ${stop}. Green's tasks would not start either: look at its image, its secrets, its roles and its subnets.`,
    });
  },
);

test("what is expected is said where nothing fits", () => {
  expect(judgeTaskEnd(TASK_PRESETS.prisma, end(7, "odd")).sentence).toBe(
    "The command ended with exit code 7: expected exit code 0 and a log with /up to date/u, or, for pending, exit code 1 and a log with /not yet been applied/u. Its last lines: odd.",
  );
  expect(judgeTaskEnd(TASK_PRESETS.prisma, { ...end(0), lines: undefined }).sentence).toContain(
    "Its log cannot be shown: it could not be read.",
  );
});

test("of a hostile log no more than its end is shown, and nothing that acts or is secret", () => {
  const secret = `postgres://shop:${"hunter2".repeat(2_000)}`;
  const lines = [
    "early",
    ...Array.from({ length: 20 }, (_, index) => `line ${index}`),
    "\u001b[31mred\u202e",
    `at ${secret}@db`,
  ];
  const { sentence } = judgeTaskEnd(OWN_COMMAND, { exitCode: 10, lines, stop: STOP });
  expect(sentence).toContain(
    String.raw`line 12 | line 13 | line 14 | line 15 | line 16 | line 17 | line 18 | line 19 | red\u202e | at .`,
  );
  expect(sentence).not.toMatch(/hunter2|early|line 11/);
});

test("a megabyte of hostile lines is judged in no long time, whatever they repeat", () => {
  const parts = ["not ", "Pending", "1", "head", "In x", ".sql ", " -- a", "Detected failed"];
  const startedAt = performance.now();
  for (const part of parts) {
    const lines = Array.from({ length: 250 }, () => part.repeat(Math.ceil(4_096 / part.length)));
    for (const preset of Object.values(TASK_PRESETS)) judgeTaskEnd(preset, { exitCode: 1, lines, stop: STOP });
  }
  expect(performance.now() - startedAt).toBeLessThan(6_000);
});
