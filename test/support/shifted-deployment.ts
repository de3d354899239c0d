import { GetDeploymentTargetCommand, ListDeploymentTargetsCommand } from "@aws-sdk/client-codedeploy";
import type { HooksConfig } from "../../shared/configuration/schema.ts";
import { checkContext, listenerTo, targetGroup, taskSet } from "./probe/installed-deployment.ts";

/** When traffic was wholly green's: in the middle of a minute. */
export const SHIFT = Date.parse("2026-03-01T10:00:30Z");
/** The first whole minute of green's. */
export const FIRST = Date.parse("2026-03-01T10:01:00Z");
export const MINUTE = 60_000;

const ELB = "arn:aws:elasticloadbalancing:eu-west-1:123456789012";
export const OF_ALB = `${ELB}:listener/app/shop/50dc/6e23`;
export const OF_NLB = `${ELB}:listener/net/shop/50dc/6e23`;

/** What a check of AfterAllowTraffic is run with: CodeDeploy says when the shift was, and five minutes are looked at. */
export function shiftedContext(configuration: HooksConfig = {}, productionListener = OF_ALB) {
  const groupOf = (name: string) => ({ ...targetGroup(name), arn: `${ELB}:targetgroup/${name}/1` });
  const context = checkContext(
    {
      productionListener: listenerTo({ "green-group": 1 }, { arn: productionListener }),
      green: taskSet("ecs-svc/green", { targetGroup: groupOf("green-group") }),
      blue: taskSet("ecs-svc/blue", { targetGroup: groupOf("blue-group"), tasks: [] }),
    },
    { ...configuration, customers: { atMost: 5, ...configuration.customers } },
  );
  const event = { lifecycleEventName: "AllowTraffic", startTime: new Date(SHIFT - 5000), endTime: new Date(SHIFT) };
  context.aws.codeDeploy
    .on(ListDeploymentTargetsCommand)
    .resolves({ targetIds: ["shop:web"] })
    .on(GetDeploymentTargetCommand)
    .resolves({ deploymentTarget: { ecsTarget: { lifecycleEvents: [event] } } });
  return context;
}
