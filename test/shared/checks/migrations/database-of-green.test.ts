import { createHash } from "node:crypto";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrationsAreApplied } from "../../../../shared/checks/migrations-are-applied.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";
import type { ContainerDefinition } from "../../../../shared/deployment/task-definition.ts";
import type { Manifest } from "../../../../shared/migrations/manifest/manifest.ts";
import { expectMigrations } from "../../../support/migrations/expect-migrations.ts";
import { checkContext, taskDefinition, taskSet } from "../../../support/probe/installed-deployment.ts";
import { startPglite, type RunningPglite } from "../../../support/migrations/start-pglite.ts";

const never = new AbortController().signal;
const TABLE = "CREATE TABLE pgmigrations (id serial PRIMARY KEY, name varchar(255), run_on timestamp);";
const DROP = {
  class: "contract",
  reason: "it drops a column",
  findings: [
    {
      class: "contract",
      breaks: "reads",
      statement: "ALTER TABLE orders DROP COLUMN note",
      line: 3,
      table: "orders",
      why: "blue reads it",
    },
  ],
  creates: [],
} as const;

let database: RunningPglite;
beforeAll(async () => {
  database = await startPglite();
});
afterAll(() => database.stop());

const expects = (...migrations: Parameters<typeof expectMigrations>[0]): Manifest =>
  expectMigrations(migrations, { tool: "node-pg-migrate", release: "1.0.0" });

/** A task definition whose manifest is in the text of a variable. */
function carrying(name: string, manifest: Manifest | string | undefined, more: Partial<ContainerDefinition> = {}) {
  const plain = taskDefinition(name);
  const text = typeof manifest === "object" ? JSON.stringify(manifest) : manifest;
  const environment = text === undefined ? {} : { MIGRATIONS_MANIFEST: text };
  return { ...plain, containers: plain.containers.map((container) => ({ ...container, environment, ...more })) };
}

interface Given {
  readonly green?: Manifest | string | undefined;
  readonly blue?: Manifest | string;
  readonly applied?: readonly string[];
  readonly url?: string;
  readonly migrations?: HooksConfig["migrations"];
}

async function run({ green, blue, applied = [], url, migrations = { database: "env:SHOP" } }: Given) {
  await database.refill(
    `${TABLE}${applied.map((name) => `INSERT INTO pgmigrations (name, run_on) VALUES ('${name}', now());`).join("")}`,
  );
  const own = `postgres://postgres:hunter2@127.0.0.1:${database.settings.port}/postgres?sslmode=disable`;
  const context = checkContext(
    {
      greenTaskDefinition: carrying("web:42", green),
      blue: taskSet("ecs-svc/blue", { taskDefinition: carrying("web:41", blue) }),
    },
    { migrations },
  );
  return migrationsAreApplied.run({ ...context, secrets: async () => url ?? own }, never);
}

test.for<[string, Given, string, readonly string[]]>([
  [
    "has all that green expects",
    { green: expects("a", "b"), blue: expects("a"), applied: ["a", "b"] },
    "passed",
    [
      "All 2 migrations that green expects are applied in public.pgmigrations.",
      'Green brings migration "b" that blue does not know: nothing that blue does breaks.',
    ],
  ],
  [
    "lacks one",
    { green: expects("a", "b"), blue: expects("a"), applied: ["a"] },
    "failed",
    ['Migration "b" of the 2 that green expects is pending'],
  ],
  [
    "has what breaks blue",
    {
      green: expects("a", { id: "b", compatibility: { ...DROP, findings: [...DROP.findings], creates: [] } }),
      blue: expects("a"),
      applied: ["a", "b"],
    },
    "failed",
    ["b.sql:3 `ALTER TABLE orders DROP COLUMN note`: blue reads it"],
  ],
  [
    "is asked for a blue without a manifest",
    { green: expects("a"), applied: ["a"] },
    "passed",
    ["Warning: What green adds", "blue's task definition web:41 carries no manifest"],
  ],
  [
    "is asked for a blue whose manifest is none",
    { green: expects("a"), blue: "gzip:xxxx", applied: ["a"] },
    "passed",
    ["Warning: What green adds", "MIGRATIONS_MANIFEST of container web in web:41: expected a manifest in gzip"],
  ],
])("a database that %s is a verdict with its reason", async ([, given, verdict, says]) => {
  const result = await run(given);
  expect(result.verdict).toBe(verdict);
  for (const part of says) expect(result.reason).toContain(part);
});

test("a green without a manifest fails, and says where one is expected", async () => {
  expect(await run({ blue: expects("a"), applied: ["a"] })).toMatchObject({
    verdict: "failed",
    reason: expect.stringMatching(
      /Task definition web:42 does not say .* MIGRATIONS_MANIFEST or the docker label verdigris\.migrations\.manifest/,
    ),
  });
});

test("a green whose manifest is none fails: it ships it", async () => {
  expect(await run({ green: "{}", applied: ["a"] })).toMatchObject({
    verdict: "failed",
    reason: expect.stringContaining(
      "MIGRATIONS_MANIFEST of container web in web:42 is no manifest of migrations: version: expected",
    ),
  });
});

test.for([
  ["that refuses", "postgres://hooks:hunter2@127.0.0.1:1/shop?sslmode=disable", "127.0.0.1:1"],
  ["in plain text beyond this machine", "postgres://hooks:hunter2@10.0.0.9/shop?sslmode=disable", "sslmode"],
  [
    "that the secret does not name",
    "{}",
    "migrations.database (env:SHOP) does not say how the database is reached: it has no host",
  ],
  [
    "of another engine than green's manifest",
    "mysql://hooks:hunter2@127.0.0.1:1/shop",
    "the engine is mysql, and green's manifest was made for postgres",
  ],
] as const)("a database %s is no verdict on green, and shows no password", async ([, url, says]) => {
  const error: unknown = await run({ green: expects("a"), url }).catch((thrown: unknown) => thrown);
  expect(String(error)).toContain(says);
  expect(String(error)).not.toContain("hunter2");
});

test("a manifest in S3 is read by its digest, and another in its place refused", async () => {
  const text = JSON.stringify(expects("a"));
  const sha256 = createHash("sha256").update(text).digest("hex");
  for (const [stored, verdict] of [
    [text, "passed"],
    [`${text} `, "failed"],
  ] as const) {
    await database.refill(`${TABLE} INSERT INTO pgmigrations (name, run_on) VALUES ('a', now());`);
    const context = checkContext(
      {
        greenTaskDefinition: carrying("web:42", `s3://releases/42.json?sha256=${sha256}`),
        blue: taskSet("ecs-svc/blue", { taskDefinition: carrying("web:41", expects("a")) }),
      },
      { migrations: { database: "env:SHOP" } },
    );
    context.aws.s3
      .on(GetObjectCommand)
      .callsFake(() => ({ Body: { transformToWebStream: () => new Blob([stored]).stream() } }));
    const url = `postgres://postgres:x@127.0.0.1:${database.settings.port}/postgres?sslmode=disable`;
    const result = await migrationsAreApplied.run({ ...context, secrets: async () => url }, never);
    expect(result.verdict).toBe(verdict);
    expect(context.aws.s3.call(0).args[0].input).toEqual({ Bucket: "releases", Key: "42.json" });
  }
});
