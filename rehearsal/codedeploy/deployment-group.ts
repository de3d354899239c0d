import type { AlarmDefinition } from "../cloudwatch/alarm-definition.ts";
import type { HookEvent } from "../../shared/deployment/lifecycle-event.ts";
import type { Cluster } from "../ecs/cluster.ts";
import type { RehearsalTaskDefinition } from "../ecs/task-definition.ts";
import type { LoadBalancer } from "../elb/load-balancer.ts";
import type { TargetGroup } from "../elb/target-group.ts";
import type { GroupSettings } from "./group-settings.ts";

/** An alarm of CloudWatch that the deployment group watches. */
export interface Alarm {
  readonly name: string;
  state: "OK" | "ALARM" | "INSUFFICIENT_DATA";
  reason: string;
  /** What it watches; without one, its state is what whoever holds it sets. */
  readonly definition?: AlarmDefinition;
}

/** What a deployment works on: the service, its load balancer and the settings of its deployment group. */
export interface DeploymentGroup extends GroupSettings {
  readonly applicationName: string;
  readonly name: string;
  readonly serviceRoleArn: string;
  readonly cluster: Cluster;
  readonly loadBalancer: LoadBalancer<"production" | "test">;
  readonly targetGroups: { readonly blue: TargetGroup; readonly green: TargetGroup };
  readonly definitions: { readonly blue: RehearsalTaskDefinition; readonly green: RehearsalTaskDefinition };
  readonly desiredCount: number;
  /** The function that the AppSpec names for each lifecycle event that has one. */
  readonly hooks: Readonly<Partial<Record<HookEvent, string>>>;
  readonly alarms: readonly Alarm[];
  /** Whether CodeDeploy can read the alarms' states at present. */
  readonly alarmPolling: { isPossible: boolean };
}
