import { text } from "node:stream/consumers";
import { migrationsAreApplied } from "../../shared/checks/migrations-are-applied.ts";
import { OwnProbes } from "../../shared/checks/own-probes.ts";
import { parseConfiguration } from "../../shared/configuration/load-configuration.ts";
import { openSession } from "../../shared/migrations/database/open-session.ts";
import { parseDatabaseSecret } from "../../shared/migrations/database/parse-database-secret.ts";
import { installedDeployment, taskDefinition, taskSet } from "../../test/support/probe/installed-deployment.ts";
import { mockAws } from "../../test/support/mock-aws.ts";
import type { MeasuredCase } from "./history-of.ts";

/** What one process measured, in milliseconds. */
export interface MeasuredCheck {
  readonly verdict: string;
  /** From the start of the check, which loads the driver, to its verdict. */
  readonly first: number;
  /** The same once more, in the same process. */
  readonly second: number;
  /** To connect and log in, and nothing else. */
  readonly connection: number;
}

const signal = new AbortController().signal;
const { url, ca, green, blue } = JSON.parse(await text(process.stdin)) as MeasuredCase;

const carrying = (manifest: string) => {
  const { containers, ...rest } = taskDefinition("web:42");
  return {
    ...rest,
    containers: containers.map((each) => ({ ...each, environment: { MIGRATIONS_MANIFEST: manifest } })),
  };
};
const context = {
  deployment: installedDeployment({
    greenTaskDefinition: carrying(green),
    blue: taskSet("ecs-svc/blue", { taskDefinition: carrying(blue) }),
  }),
  configuration: parseConfiguration({ migrations: { database: { secret: "env:DATABASE_URL", ca } } }),
  clients: mockAws().clients,
  secrets: () => Promise.resolve(url),
  ownProbes: new OwnProbes(),
};

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

let verdict = "";
const check = async (): Promise<void> => {
  const result = await migrationsAreApplied.run(context, signal);
  verdict = result.verdict === "passed" ? result.verdict : `${result.verdict}: ${result.reason}`;
};
const connect = async (): Promise<void> => {
  const {
    engine = "postgres",
    host = "",
    port = 0,
    database = "",
    user = "",
    password = "",
  } = parseDatabaseSecret(url, "the URL");
  await using _session = await openSession({ engine, host, port, database, user, password, tls: { ca } }, {}, signal);
};
const first = await time(check);
const second = await time(check);
const connection = await time(connect);
console.log(JSON.stringify({ verdict, first, second, connection } satisfies MeasuredCheck));
