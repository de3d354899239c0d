import path from "node:path";
import { expect, test } from "vitest";
import { readServerlessFile } from "../../rehearsal/serverless-file.ts";
import { readSourceFiles, ROOT } from "./source-files.ts";

/** What Lambda, ECS, S3, RDS, Secrets Manager and Systems Manager do for the function, without a command in its code. */
const WITHOUT_COMMAND =
  /^(?:logs:(?:CreateLogStream|PutLogEvents)|iam:PassRole|ec2:\w+|s3:GetObjectVersion|kms:Decrypt|rds-db:connect)$/;

/** With every parameter on which a statement depends. */
const PARAMETERS = {
  appSpecBucket: "b",
  manifestBucket: "m",
  databaseUserArns: "u",
  subnetIds: "s",
  securityGroupIds: "g",
  secretArns: "a",
  secretKeyArns: "k",
};

const SOURCES = new Map(readSourceFiles("functions/**/*.ts", "shared/**/*.ts").map((source) => [source.path, source]));
const SERVERLESS_FILE = path.join(ROOT, "serverless.yml");
const FUNCTIONS = await readServerlessFile(SERVERLESS_FILE, PARAMETERS);

/** The SDK commands in all that a file imports, types apart. */
function commandsOf(file: string): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const each of reached) {
    for (const { target, isFile, typesOnly } of SOURCES.get(each)?.imports ?? []) {
      if (isFile && !typesOnly) reached.add(target);
    }
  }
  const code = [...reached].map((each) => SOURCES.get(each)?.code ?? "").join("\n");
  return new Set([...code.matchAll(/\bnew (\w+)Command\(/g)].map(([, name = ""]) => name));
}

function sourceOf(handler: string): string {
  return `functions/${path.dirname(handler)}.ts`;
}

function commandName(action: string): string {
  return action.slice(action.indexOf(":") + 1);
}

test.for(FUNCTIONS)("the role of $key allows nothing that its function cannot call", ({ handler, allowedActions }) => {
  const commands = commandsOf(sourceOf(handler));
  const idle = allowedActions.filter((action) => !WITHOUT_COMMAND.test(action) && !commands.has(commandName(action)));
  expect(idle).toEqual([]);
});

test("every AWS call in the code is allowed to some function", () => {
  const allowed = new Set(FUNCTIONS.flatMap(({ allowedActions }) => allowedActions.map(commandName)));
  const commands = FUNCTIONS.flatMap(({ handler }) => [...commandsOf(sourceOf(handler))]);
  expect(commands.filter((command) => !allowed.has(command))).toEqual([]);
});

test("only the function that runs the migration command may start tasks", () => {
  const starters = FUNCTIONS.filter(({ allowedActions }) => allowedActions.includes("ecs:RunTask"));
  expect(starters.map(({ lifecycleEvent }) => lifecycleEvent)).toEqual(["BeforeInstall"]);
});

test("only the functions that run flows and read the database may read secrets, and only where a parameter names them", async () => {
  const ofSecrets = /^(?:secretsmanager|ssm|kms):/;
  const readers = FUNCTIONS.filter(({ allowedActions }) => allowedActions.some((action) => ofSecrets.test(action)));
  expect(readers.map(({ lifecycleEvent }) => lifecycleEvent)).toEqual(["BeforeInstall", "AfterInstall"]);
  const { secretArns: _, secretKeyArns: __, ...others } = PARAMETERS;
  const without = await readServerlessFile(SERVERLESS_FILE, others);
  expect(without.flatMap(({ allowedActions }) => allowedActions.filter((action) => ofSecrets.test(action)))).toEqual(
    [],
  );
});
