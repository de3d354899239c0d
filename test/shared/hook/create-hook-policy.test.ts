import { GetDeploymentCommand } from "@aws-sdk/client-codedeploy";
import { expect, test } from "vitest";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import { VERDICTS, type Verdict } from "../../../shared/verdict/verdict.ts";
import { refusal } from "../../support/mock-aws.ts";
import { saying, setUpHook } from "../../support/run-hook.ts";

const ALL: readonly Verdict[] = VERDICTS;

test.for<[string, HooksConfig, readonly Verdict[]]>([
  ["by default", {}, ["passed"]],
  ["in enforce", { mode: "enforce" }, ["passed"]],
  ["in observe", { mode: "observe" }, ALL],
  ["in observe at this event alone", { mode: { AfterInstall: "observe" } }, ALL],
  ["in observe at another event", { mode: { BeforeInstall: "observe" } }, ["passed"]],
  ["where doubt is allowed", { alsoSucceedOn: ["inconclusive"] }, ["passed", "inconclusive"]],
  ["where errors are allowed", { alsoSucceedOn: ["error"] }, ["passed", "error"]],
  ["where both are allowed", { alsoSucceedOn: ["error", "inconclusive"] }, ["passed", "inconclusive", "error"]],
])("%s, only the verdicts that may succeed do", async ([, configuration, succeeding]) => {
  const succeeded: Verdict[] = [];
  for (const verdict of VERDICTS) {
    const hook = setUpHook([saying(verdict)], async () => ({ default: configuration }));
    await hook.invoke();
    const [status] = hook.statuses();
    if (status === "Succeeded") succeeded.push(verdict);
    // What would have been said is recorded all the same.
    expect(hook.log.line("hook decided")).toMatchObject({ verdict, status });
  }
  expect(succeeded).toEqual(succeeding);
});

test("observe holds for what goes wrong before the checks, too: a trial never blocks", async () => {
  const hook = setUpHook([saying("passed")], async () => ({ default: { mode: "observe" } }));
  hook.aws.codeDeploy.on(GetDeploymentCommand).rejects(refusal("UnauthorizedException"));
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Succeeded"]);
  expect(hook.log.line("hook decided")).toMatchObject({ verdict: "error", mode: "observe" });
  expect(hook.reason()).toContain("Allow codedeploy:GetDeployment in the role of this function");
});

test("a hook without checks does not pass", async () => {
  const hook = setUpHook([]);
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Failed"]);
  expect(hook.reason()).toBe("No check ran, and nothing checked is not a pass.");
});

test("a check that is observed does not stop a release, and the log says what it would have said", async () => {
  const checks = { "smoke-tests-pass": { mode: "observe", reason: "new" } } as const;
  const hook = setUpHook([saying("failed", "smoke-tests-pass"), saying("passed")], async () => ({
    default: { checks },
  }));
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Succeeded"]);
  expect(hook.reason()).toContain("Not counted: smoke-tests-pass (observed: failed).");
  const decided = hook.log.lines.filter(({ message }) => message === "check decided");
  expect(decided).toMatchObject([
    { check: "smoke-tests-pass", mode: "observe", verdict: "failed" },
    { check: "a-check", mode: "enforce", verdict: "passed" },
  ]);
});

test("a hook whose checks are all off does not pass", async () => {
  const checks = { "smoke-tests-pass": { mode: "off", reason: "new" } } as const;
  const hook = setUpHook([saying("passed", "smoke-tests-pass")], async () => ({ default: { checks } }));
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Failed"]);
  expect(hook.log.line("hook decided")).toMatchObject({ verdict: "inconclusive" });
});
