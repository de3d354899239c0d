import { expect, test } from "vitest";
import { parseHistory } from "../../../../shared/checks/migrations/parse-history.ts";

const WHOLE = {
  table: "public.knex_migrations",
  entries: [
    { id: "1_a", state: "applied", checksum: "abc", at: "2026-11-21T09:30:00.123Z" },
    { id: "2_b", state: "failed", at: "2026-11-21T10:30:00+01:00", detail: "syntax error" },
  ],
  lock: { seen: "is_locked is 1", since: "2026-11-21T09:31:00Z", holder: "vm" },
};

test("a history is what it says, with its times as such", () => {
  expect(parseHistory(WHOLE)).toEqual({
    history: {
      ...WHOLE,
      entries: [
        { ...WHOLE.entries[0], at: new Date("2026-11-21T09:30:00.123Z") },
        { ...WHOLE.entries[1], at: new Date("2026-11-21T09:30:00Z") },
      ],
      lock: { ...WHOLE.lock, since: new Date("2026-11-21T09:31:00Z") },
    },
  });
});

test("a database without the table has no entries", () => {
  expect(parseHistory({ entries: [] })).toEqual({ history: { entries: [] } });
});

const at = (time: unknown): object => ({ entries: [{ id: "a", state: "applied", at: time }] });

test.for<[string, unknown, string]>([
  ["nothing at all", null, "(the whole): expected Object, received null"],
  ["a list", [], "(the whole): expected Object, received Array"],
  ["no entries", {}, "entries: expected it to be there, received nothing"],
  ["entries that are no list", { entries: {} }, "entries: expected Array, received Object"],
  ["an unknown member", { entries: [], rows: [] }, "rows: expected no such member"],
  [
    "the prototype of all",
    JSON.parse('{"entries":[],"__proto__":{"table":"x"}}'),
    "__proto__: expected no such member",
  ],
  [
    "a state of its own",
    { entries: [{ id: "a", state: "done" }] },
    'entries.0.state: expected ("applied" | "baseline" | "failed" | "running" | "rolled-back"), received "done"',
  ],
  ["an empty id", { entries: [{ id: "", state: "applied" }] }, 'entries.0.id: expected some text, received ""'],
  [
    "null for what is not known",
    { entries: [{ id: "a", state: "applied", checksum: null }] },
    "entries.0.checksum: expected string, received null: leave out what is not known",
  ],
  ["a time in milliseconds", at(1_795_253_400_000), "entries.0.at: expected string, received 1795253400000"],
  [
    "a time without a zone",
    at("2026-11-21T09:30:00"),
    'entries.0.at: expected a time such as "2026-11-21T09:30:00Z", received "2026-11-21T09:30:00"',
  ],
  [
    "a day that no month has",
    at("2026-02-30T09:30:00Z"),
    'entries.0.at: expected a time that there is, such as "2026-11-21T09:30:00Z", received "2026-02-30T09:30:00Z"',
  ],
  [
    "a zone that cannot be read",
    { entries: [], lock: { seen: "x", since: "2026-02-20T09:30:00+02" } },
    'lock.since: expected a time that there is, such as "2026-11-21T09:30:00Z", received "2026-02-20T09:30:00+02"',
  ],
  [
    "a migration that is in it twice",
    {
      entries: [
        { id: "a", state: "applied" },
        { id: "b", state: "applied" },
        { id: "a", state: "failed" },
      ],
    },
    'entries.2.id: expected one entry for each migration, and "a" is entries.0, too',
  ],
])("%s is a problem with its place", ([, json, problem]) => {
  expect(parseHistory(json).problems).toContain(problem);
});

test("all problems are named at once", () => {
  const json = { entries: [{ id: 1, state: "done" }, {}], lock: {} };
  expect(parseHistory(json).problems?.map((problem) => problem.split(":")[0])).toEqual([
    "entries.0.id",
    "entries.0.state",
    "entries.1.id",
    "entries.1.state",
    "lock.seen",
  ]);
});
