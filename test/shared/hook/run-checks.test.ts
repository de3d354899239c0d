import { expect, test, vi } from "vitest";
import type { Check, CheckContext } from "../../../shared/checks/check.ts";
import { OwnProbes } from "../../../shared/checks/own-probes.ts";
import { parseConfiguration } from "../../../shared/configuration/load-configuration.ts";
import { DESCRIBE_DEPLOYMENT_AT } from "../../../shared/deployment/describe-deployment.ts";
import type { InstalledDeployment } from "../../../shared/deployment/deployment.ts";
import { getDeployment } from "../../../shared/deployment/get-deployment.ts";
import { CrashError, type Interruption } from "../../../shared/hook/interruption.ts";
import { runChecks } from "../../../shared/hook/run-checks.ts";
import { answerDeployment } from "../../support/answer-deployment.ts";
import { DEPLOYMENT_ID } from "../../support/aws-answers.ts";
import { mockAws } from "../../support/mock-aws.ts";
import { saying } from "../../support/run-hook.ts";

const never = new Promise<never>(() => undefined);
const running = new AbortController().signal;

async function contextOf(): Promise<CheckContext<InstalledDeployment>> {
  const aws = mockAws();
  answerDeployment(aws, "AfterInstall");
  const summary = await getDeployment(aws.clients, DEPLOYMENT_ID, running);
  const deployment = await DESCRIBE_DEPLOYMENT_AT.AfterInstall(aws.clients, summary, running);
  const configuration = parseConfiguration({});
  return { deployment, configuration, clients: aws.clients, secrets: () => never, ownProbes: new OwnProbes() };
}

function checkThat(run: Check<InstalledDeployment>["run"]): Check<InstalledDeployment> {
  return { name: "a-check", run };
}

test("all checks run at once, each with the same context", async () => {
  const context = await contextOf();
  const both = Promise.withResolvers<void>();
  const run = vi.fn<Check<InstalledDeployment>["run"]>(async () => {
    if (run.mock.calls.length === 2) both.resolve();
    await both.promise;
    return { verdict: "passed", reason: "Both ran." };
  });
  const reports = await runChecks([checkThat(run), checkThat(run)], context, never, running);
  expect(reports.map(({ verdict }) => verdict)).toEqual(["passed", "passed"]);
  expect(run.mock.calls).toEqual([
    [context, running],
    [context, running],
  ]);
});

test.for<[string, Check<InstalledDeployment>["run"], string]>([
  ["rejects", () => Promise.reject(new TypeError("boom")), "The check itself failed: TypeError: boom"],
  [
    "throws before it returns a promise",
    () => {
      throw new Error("boom");
    },
    "The check itself failed: boom",
  ],
  // oxlint-disable-next-line prefer-promise-reject-errors -- what others throw is not ours to choose
  ["rejects with a string", () => Promise.reject("boom"), "The check itself failed: boom"],
  // A check in JavaScript can do what the types forbid.
  [
    "returns no verdict",
    async () => JSON.parse('{"ok":true}'),
    "The check itself failed: expected a verdict, received { ok: true }",
  ],
])("a check that %s is an error, and no evidence against green", async ([, run, reason]) => {
  const reports = await runChecks([checkThat(run), saying("passed")], await contextOf(), never, running);
  expect(reports.map((report) => report.verdict)).toEqual(["error", "passed"]);
  expect(reports[0]?.reason).toBe(reason);
});

test("a check that never ends is interrupted, and what the others found is kept", async () => {
  const { promise, resolve } = Promise.withResolvers<Interruption>();
  const reports = runChecks([saying("failed", "quick"), checkThat(() => never)], await contextOf(), promise, running);
  setImmediate(() =>
    resolve({ verdict: "error", reason: "The function crashed", error: new CrashError("The function crashed") }),
  );
  expect(await reports).toMatchObject([
    { name: "quick", verdict: "failed" },
    { name: "a-check", verdict: "error", reason: "The function crashed" },
  ]);
});

test("a check that is told to stop may still say what it has seen", async () => {
  const stop = new AbortController();
  const check = checkThat(async (_, signal) => {
    await new Promise((resolve) => {
      signal.addEventListener("abort", resolve);
    });
    return { verdict: "inconclusive", reason: "Saw 7 answers." };
  });
  const reports = runChecks([check], await contextOf(), never, stop.signal);
  setImmediate(() => stop.abort());
  expect(await reports).toMatchObject([{ verdict: "inconclusive", reason: "Saw 7 answers." }]);
});

test("a check that is stopped with an error is inconclusive, and no check is begun after the deadline", async () => {
  const run = vi.fn<Check<InstalledDeployment>["run"]>();
  const reports = await runChecks(
    [checkThat(run)],
    await contextOf(),
    never,
    AbortSignal.abort(new Error("The checks had 3.0 s")),
  );
  expect(reports).toMatchObject([
    { verdict: "inconclusive", reason: expect.stringContaining("(The checks had 3.0 s)") },
  ]);
  expect(run).not.toHaveBeenCalled();
});

test("a check that is observed is run and told apart; one that is off is not run, and says why", async () => {
  const run = vi.fn<Check<InstalledDeployment>["run"]>();
  const configuration = parseConfiguration({
    checks: {
      "blue-is-healthy": { mode: "observe", reason: "blue is being mended" },
      "smoke-tests-pass": { mode: "off", reason: "no such tests yet" },
    },
  });
  const checks = [saying("failed", "blue-is-healthy"), { name: "smoke-tests-pass", run }, saying("passed")];
  const reports = await runChecks(checks, { ...(await contextOf()), configuration }, never, running);
  expect(reports).toMatchObject([
    {
      name: "blue-is-healthy",
      mode: "observe",
      modeReason: "blue is being mended",
      verdict: "failed",
      reason: "It said failed.",
    },
    {
      name: "smoke-tests-pass",
      mode: "off",
      verdict: "inconclusive",
      reason: "Not run: hooks.config.ts has it off (no such tests yet).",
      durationMs: 0,
    },
    { name: "a-check", mode: "enforce", verdict: "passed" },
  ]);
  expect(run).not.toHaveBeenCalled();
});
