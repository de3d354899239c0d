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
