import { afterEach, expect, test, vi } from "vitest";
import { createHook } from "../../../shared/hook/create-hook.ts";
import { createRuntime } from "../../../shared/hook/runtime.ts";
import { answerDeployment } from "../../support/answer-deployment.ts";
import { DEPLOYMENT_ID, HOOK_EVENT } from "../../support/aws-answers.ts";
import { lambdaContext } from "../../support/lambda-context.ts";
import { mockAws } from "../../support/mock-aws.ts";
import { saying } from "../../support/run-hook.ts";

afterEach(() => void vi.restoreAllMocks());

/** What the function prints with the logger and the metrics that it has on Lambda, one object for each line. */
async function printedBy(...checks: readonly ReturnType<typeof saying>[]): Promise<readonly Record<string, unknown>[]> {
  const lines: string[] = [];
  const keep = (text: unknown): boolean => lines.push(String(text)) > 0;
  vi.spyOn(process.stdout, "write").mockImplementation(keep);
  vi.spyOn(process.stderr, "write").mockImplementation(keep);
  const aws = mockAws();
  answerDeployment(aws, "AfterInstall");
  const configuration = async () => ({
    default: { smoke: [{ path: "/", headers: { authorization: "Bearer secret" } }] },
  });
  const hook = createHook(
    { lifecycleEvent: "AfterInstall", checks, configuration },
    { ...createRuntime(), clients: aws.clients },
  );
  await hook(HOOK_EVENT, lambdaContext());
  vi.restoreAllMocks();
  return lines.map((line): Record<string, unknown> => JSON.parse(line));
}

test("every line is an object that names the deployment and the lifecycle event", async () => {
  const lines = (await printedBy(saying("passed"))).filter((line) => !("_aws" in line));
  expect(lines.map(({ message }) => message)).toEqual([
    "configuration in force",
    "check decided",
    "hook decided",
    "status reported",
  ]);
  for (const line of lines) {
    expect(line).toMatchObject({
      level: "INFO",
      service: "verdigris",
      deploymentId: DEPLOYMENT_ID,
      lifecycleEvent: "AfterInstall",
      requestId: lambdaContext().awsRequestId,
    });
  }
});

test("each check has a line with its verdict and reason, and the hook has one with all of them", async () => {
  const lines = await printedBy(saying("passed", "one"), saying("failed", "two"));
  expect(lines.filter(({ message }) => message === "check decided")).toMatchObject([
    { check: "one", verdict: "passed", reason: "It said passed." },
    { check: "two", verdict: "failed", reason: "It said failed." },
  ]);
  expect(lines.find(({ message }) => message === "hook decided")).toMatchObject({
    level: "WARN",
    verdict: "failed",
    status: "Failed",
    mode: "enforce",
    reason: "1 of 2 checks passed. two: It said failed.",
    checks: [{ name: "one" }, { name: "two" }],
  });
});

test("no credential of the configuration, and no execution id, is printed", async () => {
  const printed = JSON.stringify(await printedBy(saying("passed")));
  expect(printed).not.toContain("secret");
  expect(printed).not.toContain(HOOK_EVENT.LifecycleEventHookExecutionId);
});
