import { expect, test } from "vitest";
import type { WrittenMigrations } from "../../../shared/configuration/migrations-schema.ts";
import { migrationProblems, parseMigrations } from "../../../shared/configuration/parse-migrations.ts";
import { DEFAULT_POLICIES } from "../../../shared/migrations/verdict/policies.ts";

test.for<[string, WrittenMigrations, object]>([
  [
    "a database by the name of a secret",
    { database: "secretsmanager:shop/db" },
    {
      database: { secret: "secretsmanager:shop/db", tls: true, authentication: "password", statementTimeout: 5_000 },
      wait: 60_000,
      policies: DEFAULT_POLICIES,
    },
  ],
  [
    "a database member by member",
    { database: { engine: "mysql", host: "db", name: "shop", user: "hooks", authentication: "iam" }, wait: "5m" },
    { database: { host: "db", authentication: "iam" }, wait: 300_000 },
  ],
  ["a tool's own command", { preset: "prisma" }, { preset: "prisma", timeout: 300_000 }],
  [
    "a command of one's own",
    { command: ["check"], timeout: "2m", policies: { ahead: "fail" } },
    { timeout: 120_000, policies: { ...DEFAULT_POLICIES, ahead: "fail" } },
  ],
  [
    "an endpoint",
    { endpoint: { url: "https://shop/migrations", headers: { authorization: { secret: "ssm:/shop/token" } } } },
    { endpoint: { timeout: 5_000 }, wait: 60_000 },
  ],
])("%s has its defaults filled in", ([, written, settings]) => {
  expect(parseMigrations(written)).toMatchObject(settings);
});

test.for<[string, unknown, readonly string[]]>([
  ["no way", {}, ['migrations: expected { database: "secretsmanager:…" }, { preset: "prisma" }']],
  [
    "two ways",
    { command: ["a"], none: "b" },
    ["migrations: expected one of none, preset, command, database, endpoint, received none and command"],
  ],
  ["no reason", { none: "" }, ["migrations.none: expected some text"]],
  ["a command of nothing", { command: [] }, ["migrations.command: expected a command, received none"]],
  ["the time of a command", { command: ["a"], timeout: 5 }, ["migrations.timeout: expected a duration"]],
  ["a preset that there is none of", { preset: "knex" }, ["migrations.preset: expected ("]],
  [
    "a URL in the place of a secret's name",
    { database: "postgres://shop:hunter2@db/shop" },
    ['migrations.database: expected the name of a secret: "secretsmanager:NAME-OR-ARN"'],
  ],
  ["half a database", { database: { host: "db", prot: 1 } }, ["migrations.database.prot: expected no such member"]],
  [
    "a database of which too little is said",
    { database: { host: "db" } },
    [
      "expected engine, or a secret that says it",
      "expected name, or",
      "expected user, or",
      "expected password (the name of a secret) or authentication",
    ],
  ],
  [
    "a URL with a password",
    { endpoint: { url: "https://u:hunter2@bad host/" } },
    ["migrations.endpoint.url: expected a URL"],
  ],
  [
    "a URL with a password that is one",
    { endpoint: { url: "https://u:hunter2@host/" } },
    ["without a user or a password"],
  ],
  [
    "a password that is no name",
    { database: { host: "db", password: "hunter2" } },
    ["migrations.database.password: expected the name of a secret"],
  ],
  ["several names", { database: ["env:A"] }, ["migrations.database: expected the name of a secret"]],
  [
    "plain text to another machine",
    { database: { secret: "env:X", host: "db.internal", tls: false } },
    ["expected tls: false for a host on this machine alone, received it for db.internal"],
  ],
  [
    "the name of a file in the place of certificates",
    { database: { secret: "env:X", ca: "rds-ca.pem" } },
    ["migrations.database.ca: expected certificates in PEM form, not the name of their file"],
  ],
  [
    "a policy that there is none of",
    { preset: "rails", policies: { pending: "ignore", aheda: "warn" } },
    ["migrations.policies.pending: expected", "migrations.policies.aheda: expected no such member"],
  ],
  [
    "an endpoint that is no URL",
    { endpoint: { url: "shop/migrations" } },
    ["migrations.endpoint.url: expected a URL that begins"],
  ],
])("%s is a problem", ([, migrations, problems]) => {
  const found = migrationProblems({ migrations }).join("; ");
  for (const problem of problems) expect(found).toContain(problem);
  expect(found).not.toContain("hunter2");
});
