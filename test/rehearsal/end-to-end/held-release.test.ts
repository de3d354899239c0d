import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { once } from "node:events";
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
import { startRehearsal } from "./run-rehearsal.ts";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

test(
  "a held event waits for a report with the ids of its sample event, made by the real SDK",
  { timeout: 60_000 },
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
