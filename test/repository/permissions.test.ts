import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readServerlessFile } from "../../rehearsal/serverless-file.ts";
import { readSourceFiles, ROOT } from "./source-files.ts";

/** What Lambda, ECS, S3, Secrets Manager and Systems Manager do for the function, without a call in its code. */
const WITHOUT_CALL = /^(?:logs:(?:CreateLogStream|PutLogEvents)|iam:PassRole|ec2:\w+|s3:GetObjectVersion|kms:Decrypt)$/;

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

/** The calls in all that a file imports, types apart: by an SDK command, or signed without one and named by their action. */
function callsOf(file: string): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const each of reached) {
    for (const { target, isFile, typesOnly } of SOURCES.get(each)?.imports ?? []) {
      if (isFile && !typesOnly) reached.add(target);
    }
  }
  const code = [...reached].map((each) => SOURCES.get(each)?.code ?? "").join("\n");
  const calls = code.matchAll(/\bnew (\w+)Command\(|\bcallAws\(\s*"[\w-]+:(\w+)"/g);
  return new Set([...calls].map(([, command, action]) => command ?? action ?? ""));
}

function sourceOf(handler: string): string {
  return `functions/${path.dirname(handler)}.ts`;
}

function callName(action: string): string {
  return action.slice(action.indexOf(":") + 1);
}

test.for(FUNCTIONS)("the role of $key allows nothing that its function cannot call", ({ handler, allowedActions }) => {
  const calls = callsOf(sourceOf(handler));
  const idle = allowedActions.filter((action) => !WITHOUT_CALL.test(action) && !calls.has(callName(action)));
  expect(idle).toEqual([]);
});

test("every AWS call in the code is allowed to some function", () => {
  const allowed = new Set(FUNCTIONS.flatMap(({ allowedActions }) => allowedActions.map(callName)));
  const calls = FUNCTIONS.flatMap(({ handler }) => [...callsOf(sourceOf(handler))]);
  expect(calls.filter((call) => !allowed.has(call))).toEqual([]);
});

test("only the function that runs the migration command may start tasks", () => {
  const starters = FUNCTIONS.filter(({ allowedActions }) => allowedActions.includes("ecs:RunTask"));
  expect(starters.map(({ lifecycleEvent }) => lifecycleEvent)).toEqual(["BeforeInstall"]);
});

test("only the function that bakes may invoke, and only itself", () => {
  const invokers = FUNCTIONS.filter(({ allowedActions }) => allowedActions.includes("lambda:InvokeFunction"));
  expect(invokers.map(({ lifecycleEvent }) => lifecycleEvent)).toEqual(["AfterAllowTraffic"]);
  const written = readFileSync(SERVERLESS_FILE, "utf8");
  const [, resource] = /Action: lambda:InvokeFunction\n\s+Resource: (.*)/.exec(written) ?? [];
  expect(resource).toMatch(/:function:\$\{self:custom\.prefix\}-after-allow-traffic$/);
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
