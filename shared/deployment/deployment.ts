import type { HookEvent } from "./lifecycle-event.ts";
import type { Listener } from "./listener.ts";
import type { TargetGroup } from "./target-group.ts";
import type { TaskDefinition } from "./task-definition.ts";
import type { Task } from "./tasks.ts";

/** One of the two sets of tasks of a blue/green deployment. */
export interface TaskSet {
  /** `ecs-svc/1234567890123456789`: also what ListTasks knows its tasks by. */
  readonly id: string;
  /** PRIMARY serves production, ACTIVE may, DRAINING no longer does. */
  readonly status: string;
  readonly taskDefinition: TaskDefinition;
  readonly targetGroup: TargetGroup;
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
  /** Its running and pending tasks. */
  readonly tasks: readonly Task[];
}

/** The alarms that CodeDeploy watches during a deployment, and whether it does. */
export interface AlarmSettings {
  readonly enabled: boolean;
  readonly names: readonly string[];
}

/** What is known from the beginning to the end of a deployment. */
export interface Deployment {
  readonly id: string;
  readonly application: string;
  readonly deploymentGroup: string;
  /** `CodeDeployDefault.ECSAllAtOnce` and the like. */
  readonly config: string;
  readonly cluster: string;
  readonly service: string;
  readonly alarms: AlarmSettings;
  /** The function that the AppSpec names for each lifecycle event: a name or an ARN. */
  readonly hooks: Readonly<Partial<Record<HookEvent, string>>>;
  readonly productionListener: Listener;
  /** The deployment group may have none, and then no test traffic. */
  readonly testListener: Listener | undefined;
  /** How the service places its tasks in the network: a one-off task is run the same way. */
  readonly placement: ServicePlacement;
  /** The tasks that served production when the deployment began. */
  readonly blue: TaskSet;
  /** Green's task definition, which the AppSpec names before any task of it exists. */
  readonly greenTaskDefinition: TaskDefinition;
}

/** After Install: green's tasks exist. */
export interface InstalledDeployment extends Deployment {
  readonly green: TaskSet;
}

/** After AllowTestTraffic, which takes place only where there is a test listener. */
export interface TestableDeployment extends InstalledDeployment {
  readonly testListener: Listener;
}

/** The deployment as it can be known at each lifecycle event. */
export interface DeploymentAt {
  readonly BeforeInstall: Deployment;
  readonly AfterInstall: InstalledDeployment;
  readonly AfterAllowTestTraffic: TestableDeployment;
  readonly BeforeAllowTraffic: InstalledDeployment;
  readonly AfterAllowTraffic: InstalledDeployment;
}

/** Where the service's tasks run; absent members are not set on the service either. */
export interface ServicePlacement {
  readonly launchType: "EC2" | "FARGATE" | "EXTERNAL" | undefined;
  readonly capacityProviders: readonly { readonly name: string; readonly weight: number; readonly base: number }[];
  readonly platformVersion: string | undefined;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly assignPublicIp: "ENABLED" | "DISABLED";
}
