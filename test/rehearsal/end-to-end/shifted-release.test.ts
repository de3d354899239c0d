import { CodeDeployClient, ContinueDeploymentCommand } from "@aws-sdk/client-codedeploy";
import { expect, test } from "vitest";
import { freePort } from "../../support/free-port.ts";
import { rehearseForResult, startRehearsal } from "./run-rehearsal.ts";

const LONG = { timeout: 90_000 };
const SMALL = ["--tasks", "1"];

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
