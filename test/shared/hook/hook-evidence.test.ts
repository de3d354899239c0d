import { expect, test } from "vitest";
import { createHook } from "../../../shared/hook/create-hook.ts";
import type { Check } from "../../../shared/checks/check.ts";
import type { InstalledDeployment } from "../../../shared/deployment/deployment.ts";
import type { EvidenceSource, GatherEvidence } from "../../../shared/evidence/evidence-source.ts";
import { gatherInTime } from "../../../shared/hook/gather-in-time.ts";
import { noEvidence, type Evidence } from "../../../shared/record/evidence.ts";
import { HOOK_EVENT } from "../../support/aws-answers.ts";
import { lambdaContext } from "../../support/lambda-context.ts";
import { saying, setUpHook } from "../../support/run-hook.ts";

const FOUND: Evidence = { ...noEvidence("nothing else"), worst: [{ check: "one", samples: ["status 500"] }] };

/** A hook of a deployment whose evidence is gathered so. */
function setUp(evidence: GatherEvidence<InstalledDeployment>, check: Check<InstalledDeployment>, mode?: "observe") {
  const hook = setUpHook();
  const configuration = async () => ({ default: mode ? { mode } : {} });
  const handler = createHook(
    { lifecycleEvent: "AfterInstall", checks: [check], evidence, configuration },
    { clients: hook.aws.clients, log: hook.log, metrics: hook.metrics, environment: () => undefined },
  );
  return { ...hook, invoke: () => handler(HOOK_EVENT, lambdaContext()) };
}

test("evidence is gathered from what the checks handed up, logged with the decision, and then reported", async () => {
  const worst = [{ text: "status 500", address: "10.0.1.7" }];
  const sources: EvidenceSource<InstalledDeployment>[] = [];
  const hook = setUp(
    async (source) => {
      sources.push(source);
      expect(hook.statuses()).toEqual([]);
      return FOUND;
    },
    { name: "one", run: async () => ({ verdict: "failed", reason: "It failed.", worst }) },
  );
  await hook.invoke();
  expect(sources.map((source) => source.worst)).toEqual([[{ check: "one", samples: worst }]]);
  expect(hook.log.line("hook decided")).toMatchObject({ verdict: "failed", status: "Failed", evidence: FOUND });
  expect(hook.log.line("hook decided")["checks"]).toEqual([expect.not.objectContaining({ worst })]);
  expect(hook.log.line("check decided")["worst"]).toEqual(worst);
  expect(hook.statuses()).toEqual(["Failed"]);
});

test.for([
  ["passed", undefined],
  ["failed", "observe"],
] as const)("nothing is gathered where %s is reported as Succeeded", async ([verdict, mode]) => {
  const hook = setUp(async () => Promise.reject(new Error("It was gathered")), saying(verdict), mode);
  await hook.invoke();
  expect(hook.log.line("hook decided")).not.toHaveProperty("evidence");
  expect(hook.statuses()).toEqual(["Succeeded"]);
});

test("a gathering that throws changes neither the verdict nor the report", async () => {
  const hook = setUp(async () => Promise.reject(new Error("It broke")), saying("failed"));
  await hook.invoke();
  expect(hook.log.line("hook decided")).toMatchObject({
    verdict: "failed",
    reason: expect.stringContaining("It said failed."),
    evidence: noEvidence("Nothing was gathered: It broke."),
  });
  expect(hook.statuses()).toEqual(["Failed"]);
});

const never = (): Promise<Evidence> => new Promise(() => undefined);

test("a gathering that does not stop is not waited for, and the report keeps four fifths of its time", async () => {
  const now = Date.now();
  const startedAt = performance.now();
  const evidence = await gatherInTime(never, { checksEndAt: now, reportEndsAt: now + 750 });
  expect(performance.now() - startedAt).toBeLessThan(700);
  expect(evidence.gaps).toEqual(["Nothing was gathered: it did not end in 0.1 s."]);
});

test("one that stops when it is told to hands over what it has", async () => {
  const now = Date.now();
  const evidence = await gatherInTime(
    (signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve(FOUND))),
    { checksEndAt: now, reportEndsAt: now + 750 },
  );
  expect(evidence).toBe(FOUND);
});

test("where no time is left but the report's, nothing is gathered", async () => {
  const now = Date.now();
  const evidence = await gatherInTime(never, { checksEndAt: now - 2_000, reportEndsAt: now + 5_000 });
  expect(evidence).toEqual(noEvidence("Nothing was gathered: there was no time left before the report."));
});
