import { CodeDeployClient, ContinueDeploymentCommand } from "@aws-sdk/client-codedeploy";
import { expect, test } from "vitest";
import { greenLosesTasks } from "../../../rehearsal/incidents/green-loses-tasks.ts";
import { momentAt } from "../../../rehearsal/moment.ts";
import { parseOptions } from "../../../rehearsal/options.ts";
import { rehearse } from "../../../rehearsal/rehearse.ts";
import { HOOK_EVENTS } from "../../../shared/deployment/lifecycle-event.ts";
import { freePort } from "../../support/free-port.ts";
import { rehearseForResult, startRehearsal } from "./run-rehearsal.ts";

const LONG = { timeout: 90_000 };
const SILENT = { say: () => undefined, event: () => undefined, result: () => undefined };
const SMALL = ["--tasks", "1"];

test("a linear release shifts in ten steps, and each hook reports once", LONG, async () => {
  const config = "CodeDeployDefault.ECSLinear10PercentEvery1Minutes";
  const { exitCode, result } = await rehearseForResult([...SMALL, "--deployment-config", config]);
  expect(result.hooks.filter(({ verdict }) => verdict !== "passed")).toEqual([]);
  expect(exitCode).toBe(0);
  expect(result.deployment.config).toBe(config);
  expect(result.trafficShifts.map(({ greenPercentage }) => greenPercentage)).toEqual(
    Array.from({ length: 10 }, (_, index) => 10 * (index + 1)),
  );
  const [first, second] = result.trafficShifts.map(({ at }) => Date.parse(at));
  // A minute is a second.
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(900);
  expect(result.statusReports.map(({ lifecycleEvent }) => lifecycleEvent)).toEqual(HOOK_EVENTS);
  expect(result.customers.errors).toBe(0);
});

test(
  "an alarm between two shifts stops a release that every hook passed, and blue has its customers back",
  LONG,
  async () => {
    const { exitCode, result } = await rehearseForResult([
      ...SMALL,
      "--deployment-config=canary:10:15",
      "--alarm=shop-checkout=ALARM@AllowTraffic+1m",
    ]);
    expect(exitCode).toBe(1);
    expect(result.deployment).toMatchObject({
      status: "Stopped",
      errorInformation: { code: "ALARM_ACTIVE", message: expect.stringContaining("<shop-checkout>") },
    });
    expect(result.trafficShifts.map(({ greenPercentage }) => greenPercentage)).toEqual([10]);
    expect(result.lifecycleEvents.slice(6).map(({ status }) => status)).toEqual(["Failed", "Skipped"]);
    expect(result.rollback?.status).toBe("Succeeded");
  },
);

test("a release that waits to be continued is continued by the real SDK", LONG, async () => {
  const port = await freePort();
  const rehearsal = startRehearsal([...SMALL, "--serve", String(port), "--ready-wait", "600", "--json"]);
  await rehearsal.saying("continue-deployment --deployment-id");
  const client = new CodeDeployClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "someone", secretAccessKey: "x" },
  });
  const said = /--deployment-id (d-\w+)/.exec(rehearsal.said())?.[1];
  await client.send(new ContinueDeploymentCommand({ deploymentId: said, deploymentWaitType: "READY_WAIT" }));
  const { exitCode, stdout } = await rehearsal.ended;
  expect(JSON.parse(stdout).deployment.status).toBe("Succeeded");
  expect(exitCode).toBe(0);
});

test("a hook that is at work when somebody stops the release is not listened to any more", LONG, async () => {
  const { exitCode, result } = await rehearseForResult([...SMALL, "--stop-at", "AfterInstall+30s"]);
  expect(exitCode).toBe(1);
  expect(result.deployment).toMatchObject({ status: "Stopped", errorInformation: { code: "MANUAL_STOP" } });
  const late = result.statusReports.filter(({ lifecycleEvent }) => lifecycleEvent === "AfterInstall");
  expect(late.filter(({ accepted }) => accepted)).toEqual([]);
  expect(result.hooks.at(-1)).toMatchObject({ lifecycleEvent: "AfterInstall", status: "none" });
  expect([result.rollback?.status, result.customers.errors]).toEqual(["Succeeded", 0]);
});

test("what befalls green between the hooks is seen by the hooks that follow", LONG, async () => {
  const options = {
    ...parseOptions(["--tasks", "2", "--no-auto-rollback"]),
    incidents: [greenLosesTasks(1, momentAt("BeforeAllowTraffic"))],
  };
  const surroundings = { host: { PATH: process.env["PATH"] ?? "" }, cwd: process.cwd(), narrator: SILENT };
  const result = await rehearse(options, surroundings, new AbortController().signal);
  expect([result.deployment.status, result.rollback]).toEqual(["Failed", null]);
  expect(result.hooks.at(-1)).toMatchObject({ lifecycleEvent: "BeforeAllowTraffic", verdict: "failed" });
});
