import { setTimeout as sleep } from "node:timers/promises";
import { DescribeServicesCommand, ECSClient } from "@aws-sdk/client-ecs";
import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { CodeDeployClient, ListDeploymentTargetsCommand } from "@aws-sdk/client-codedeploy";
import { report, type HookPayload } from "./report.ts";

const PATIENCE_MS = 8_000;
const LOOK_MS = 100;

/** Waits until every target of green is healthy to the load balancer, as many as there are to be: what AWS recommends. */
export async function handler(payload: HookPayload): Promise<void> {
  await report(payload, async () => {
    const giveUpAt = performance.now() + PATIENCE_MS;
    const green = await findGreen(payload.DeploymentId);
    const elb = new ElasticLoadBalancingV2Client();
    do {
      const health = new DescribeTargetHealthCommand({ TargetGroupArn: green.targetGroupArn });
      const { TargetHealthDescriptions = [] } = await elb.send(health);
      const healthy = TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State === "healthy");
      if (healthy.length === TargetHealthDescriptions.length && healthy.length >= green.desiredCount) return true;
      await sleep(LOOK_MS);
    } while (performance.now() < giveUpAt);
    return false;
  });
}

async function findGreen(deploymentId: string): Promise<{ targetGroupArn: string; desiredCount: number }> {
  const codeDeploy = new CodeDeployClient();
  const { targetIds = [] } = await codeDeploy.send(new ListDeploymentTargetsCommand({ deploymentId }));
  const targetId = targetIds[0] ?? "";
  const [cluster = "", service = ""] = targetId.split(":");
  const { services } = await new ECSClient().send(new DescribeServicesCommand({ cluster, services: [service] }));
  const green = services?.[0]?.taskSets?.find(({ externalId }) => externalId === deploymentId);
  const targetGroupArn = green?.loadBalancers?.[0]?.targetGroupArn;
  if (targetGroupArn === undefined) throw new Error(`No target group of ${deploymentId} was found`);
  return { targetGroupArn, desiredCount: green?.computedDesiredCount ?? 1 };
}
