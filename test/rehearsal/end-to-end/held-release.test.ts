import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CodeDeployClient,
  GetDeploymentCommand,
  GetDeploymentTargetCommand,
  InvalidLifecycleEventHookExecutionIdException,
  LifecycleEventAlreadyCompletedException,
  ListDeploymentTargetsCommand,
  PutLifecycleEventHookExecutionStatusCommand,
} from "@aws-sdk/client-codedeploy";
import { DescribeServicesCommand, ECSClient } from "@aws-sdk/client-ecs";
import { expect, test } from "vitest";
import { runServerless } from "../../build/run-serverless.ts";
import { freePort } from "../../support/free-port.ts";
import { startRehearsal } from "./run-rehearsal.ts";

test(
  "a held event waits for a report with the ids of its sample event, made by the real SDK",
  { timeout: 150_000 },
  async () => {
    const port = await freePort();
    const rehearsal = startRehearsal(["--serve", String(port), "--hold", "AfterInstall", "--json"]);
    await rehearsal.saying("is held");
    const settings = {
      endpoint: `http://127.0.0.1:${port}`,
      region: "us-east-1",
      credentials: { accessKeyId: "someone", secretAccessKey: "x" },
    };
    const codeDeploy = new CodeDeployClient(settings);
    const event = JSON.parse(await readFile(new URL("../../../events/after-install.json", import.meta.url), "utf8"));
    const deploymentId: string = event.DeploymentId;
    const lifecycleEventHookExecutionId: string = event.LifecycleEventHookExecutionId;

    const { deploymentInfo } = await codeDeploy.send(new GetDeploymentCommand({ deploymentId }));
    expect(deploymentInfo).toMatchObject({ status: "InProgress", creator: "user", computePlatform: "ECS" });
    expect(deploymentInfo?.revision?.appSpecContent?.content).toBeUndefined();
    const { targetIds } = await codeDeploy.send(new ListDeploymentTargetsCommand({ deploymentId }));
    const targetId = targetIds?.[0];
    expect(targetId).toBe("rehearsal:shop");
    const { deploymentTarget } = await codeDeploy.send(new GetDeploymentTargetCommand({ deploymentId, targetId }));
    expect(deploymentTarget?.ecsTarget?.lifecycleEvents?.map(({ status }) => status)).toEqual([
      "Succeeded",
      "Succeeded",
      "InProgress",
      ...Array.from({ length: 5 }, () => "Pending"),
    ]);
    const { services } = await new ECSClient(settings).send(
      new DescribeServicesCommand({ cluster: "rehearsal", services: ["shop"] }),
    );
    expect(services?.[0]?.taskSets?.map(({ externalId }) => externalId)).toEqual([undefined, deploymentId]);

    const put = (id: string, status: "Succeeded" | "Failed") =>
      codeDeploy.send(
        new PutLifecycleEventHookExecutionStatusCommand({ deploymentId, lifecycleEventHookExecutionId: id, status }),
      );
    await expect(put("eyJlbmNyeXB0ZWREYXRhIjoi", "Succeeded")).rejects.toThrow(
      InvalidLifecycleEventHookExecutionIdException,
    );
    await put(lifecycleEventHookExecutionId, "Failed");
    await expect(put(lifecycleEventHookExecutionId, "Succeeded")).rejects.toThrow(
      LifecycleEventAlreadyCompletedException,
    );

    const { exitCode, stdout } = await rehearsal.ended;
    const result = JSON.parse(stdout);
    expect(exitCode).toBe(1);
    expect(result.deployment).toMatchObject({ id: deploymentId, status: "Failed" });
    expect(result.statusReports).toEqual([
      { lifecycleEvent: "BeforeInstall", status: "Succeeded", accepted: true },
      { lifecycleEvent: "AfterInstall", status: "Failed", accepted: true },
      { lifecycleEvent: "AfterInstall", status: "Succeeded", accepted: false },
    ]);
  },
);

test(
  "a function that is invoked locally decides and reports for a held event, without credentials",
  { timeout: 150_000 },
  async () => {
    const port = await freePort();
    const rehearsal = startRehearsal(["--serve", String(port), "--hold", "AfterAllowTestTraffic", "--json"]);
    const home = await mkdtemp(join(tmpdir(), "home-"));
    await rehearsal.saying("is held");

    const args = ["invoke", "local", "-f", "afterAllowTestTraffic", "-p", "events/after-allow-test-traffic.json"];
    const invoked = await runServerless(args, home, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
    await rm(home, { recursive: true });

    expect(invoked.output).toContain('"message":"status reported"');
    expect(invoked.code).toBe(0);
    const { exitCode, stdout } = await rehearsal.ended;
    const result = JSON.parse(stdout);
    expect(exitCode).toBe(0);
    expect(result.statusReports.map(({ accepted }: { accepted: boolean }) => accepted)).toEqual(
      Array.from({ length: 5 }, () => true),
    );
  },
);

test("a function that is invoked locally says at once when no rehearsal listens", { timeout: 90_000 }, async () => {
  const home = await mkdtemp(join(tmpdir(), "home-"));
  const args = ["invoke", "local", "-f", "afterInstall", "-p", "events/after-install.json"];
  const port = await freePort();
  const { code, output } = await runServerless(args, home, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
  await rm(home, { recursive: true });
  expect(output).toContain("observed ECONNREFUSED");
  expect(output).toContain("--serve 4566 --hold");
  expect(code).toBe(1);
});
