import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { AwsCall } from "../../../rehearsal/aws/dispatch.ts";
import { parseOptions } from "../../../rehearsal/options.ts";
import { rehearse } from "../../../rehearsal/rehearse.ts";
import { readServerlessFile } from "../../../rehearsal/serverless-file.ts";

const SILENT = { say: () => undefined, event: () => undefined, result: () => undefined };

/** What a role allows beyond the deployments below, and when it is needed. */
const AT_OTHER_TIMES = [
  // A migration command that hangs is stopped.
  "beforeInstall ecs:StopTask",
  // ECS asks for it on behalf of RunTask; Lambda writes the logs.
  "beforeInstall iam:PassRole",
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  // A manifest whose version is named; a secret in a parameter, and one of a flow.
  "beforeInstall s3:GetObjectVersion",
  "ssm:GetParameter",
  "afterInstall secretsmanager:GetSecretValue",
  // A metric that hooks.config.ts names.
  "beforeAllowTraffic cloudwatch:GetMetricData",
  // A bake that takes more than one invocation.
  "afterAllowTraffic lambda:InvokeFunction",
  "afterAllowTraffic logs:FilterLogEvents",
  // What is left of a green that fails there, and not before.
  "afterAllowTestTraffic logs:GetLogEvents",
  "beforeAllowTraffic logs:GetLogEvents",
  "afterAllowTraffic logs:GetLogEvents",
];

/** What the sample needs, and is granted by name. */
const PARAMETERS = { manifestBucket: "some", secretArns: "some" };

/** `beforeInstall ecs:RunTask`, for each call of a function. */
async function callsOf(args: readonly string[]): Promise<readonly string[]> {
  const calls: string[] = [];
  const onCall = ({ caller, service, operation }: AwsCall): void => {
    const prefix = service === "monitoring" ? "cloudwatch" : service;
    if (caller !== "anonymous") calls.push(`${caller.accessKeyId} ${prefix}:${operation}`);
  };
  const host = { PATH: process.env["PATH"] ?? "" };
  await rehearse(
    parseOptions(args),
    { host, cwd: process.cwd(), narrator: SILENT, onCall },
    new AbortController().signal,
  );
  return calls;
}

test(
  "each role allows what its function really calls, and nothing that no deployment needs",
  { timeout: 180_000 },
  async () => {
    const good = await callsOf(["--tasks", "1"]);
    const pending = await callsOf(["--tasks", "1", "--migrations", "echo 2 pending; exit 1"]);
    const refusing = await callsOf(["--tasks", "1", "--green-fault", "refuse"]);
    // Without a configured identity, both listeners' functions look for one at the tasks.
    const service = (release: number): string => `node rehearsal/sample/service.ts --release ${release}`;
    const foreign = await callsOf(["--tasks", "1", "--blue", service(1), "--green", service(2)]);
    const called = new Set([...good, ...pending, ...refusing, ...foreign]);
    const serverlessFile = fileURLToPath(new URL("../../../serverless.yml", import.meta.url));
    const functions = await readServerlessFile(serverlessFile, PARAMETERS);
    const allowed = functions.flatMap(({ key, allowedActions }) => allowedActions.map((action) => `${key} ${action}`));

    expect([...called].filter((call) => !allowed.includes(call))).toEqual([]);
    const idle = allowed.filter((each) => !called.has(each) && !AT_OTHER_TIMES.some((other) => each.endsWith(other)));
    expect(idle).toEqual([]);
  },
);
