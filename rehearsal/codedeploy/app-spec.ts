import { stringify } from "yaml";
import { HOOK_EVENTS } from "../../shared/deployment/lifecycle-event.ts";
import type { DeploymentGroup } from "./deployment-group.ts";

/** The AppSpec of the release, as a team would write it. */
export function appSpecFor({ definitions: { green }, hooks }: Pick<DeploymentGroup, "definitions" | "hooks">): string {
  return stringify({
    version: 0,
    Resources: [
      {
        TargetService: {
          Type: "AWS::ECS::Service",
          Properties: {
            TaskDefinition: green.arn,
            LoadBalancerInfo: { ContainerName: green.containerName, ContainerPort: green.containerPort },
          },
        },
      },
    ],
    Hooks: HOOK_EVENTS.flatMap((event) => (hooks[event] === undefined ? [] : [{ [event]: hooks[event] }])),
  });
}
