import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { onTestFinished } from "vitest";
import type { AlarmScript } from "../../../rehearsal/alarms/alarm-script.ts";
import { codeDeployOperations } from "../../../rehearsal/api/codedeploy-operations.ts";
import { ecsOperations } from "../../../rehearsal/api/ecs-operations.ts";
import { loadBalancingOperations } from "../../../rehearsal/api/load-balancing-operations.ts";
import { createAwsServer } from "../../../rehearsal/aws/server.ts";
import type { DeploymentGroup } from "../../../rehearsal/codedeploy/deployment-group.ts";
import type { RehearsedDeployment } from "../../../rehearsal/codedeploy/deployment.ts";
import { Deployments } from "../../../rehearsal/codedeploy/deployments.ts";
import { GROUP_DEFAULTS, type GroupSettings } from "../../../rehearsal/codedeploy/group-settings.ts";
import { createTimeline } from "../../../rehearsal/create-timeline.ts";
import { createDeploymentClock } from "../../../rehearsal/deployment-clock.ts";
import { createAddressPool } from "../../../rehearsal/ecs/address-pool.ts";
import { Cluster } from "../../../rehearsal/ecs/cluster.ts";
import type { RehearsalTaskDefinition } from "../../../rehearsal/ecs/task-definition.ts";
import type { Incident } from "../../../rehearsal/incidents/incident.ts";
import { startBlue } from "../../../rehearsal/start-blue.ts";
import type { HookEvent } from "../../../shared/deployment/lifecycle-event.ts";
import { clientOptions } from "../aws/client-options.ts";
import { HEALTH_CHECK, startLoadBalancer } from "../elb/start-load-balancer.ts";

/** The release of every test. */
export const RELEASE = "d-AAAAAAAAA";

const CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/rehearsal";
const PROGRAM =
  "require('http').createServer((q, s) => { s.statusCode = Number(process.env.STATUS); s.end(process.env.COLOUR) })" +
  ".listen(process.env.PORT, process.env.HOST)";
const HOOKS = {
  BeforeInstall: "BeforeInstall",
  AfterInstall: "AfterInstall",
  AfterAllowTestTraffic: "AfterAllowTestTraffic",
  BeforeAllowTraffic: "BeforeAllowTraffic",
  AfterAllowTraffic: "AfterAllowTraffic",
} as const;

/** A hook that was called, and how to report for it. */
export interface HookCall {
  readonly event: HookEvent;
  readonly deploymentId: string;
  readonly executionId: string;
  readonly report: (status: "Succeeded" | "Failed") => void;
}

export interface ServiceNeeds {
  readonly settings?: Partial<GroupSettings>;
  readonly alarms?: AlarmScript;
  readonly incidents?: readonly Incident[];
  /** Default: reports Succeeded at once. */
  readonly onHook?: (call: HookCall) => void | Promise<void>;
  /** What green answers to everything, health checks included; default 200. */
  readonly greenStatus?: number;
  /** Default 1,000: the hour of a hook takes 3.6 s. */
  readonly scale?: number;
  /** Default 2. */
  readonly tasks?: number;
}

/** A service whose blue tasks, all of them real processes, are behind a real load balancer, and the clients that ask for it. */
export async function startService(needs: ServiceNeeds = {}) {
  const { settings, alarms = [], incidents = [], greenStatus = 200, scale = 1000, tasks = 2 } = needs;
  const { onHook = ({ report }: HookCall) => report("Succeeded") } = needs;
  const clock = createDeploymentClock(scale);
  const { loadBalancer, url } = await startLoadBalancer();
  const cluster = new Cluster({
    arn: CLUSTER,
    serviceName: "shop",
    addresses: await createAddressPool({ zones: ["a", "b"], ownPorts: false }),
    clock,
    hostEnvironment: {},
  });
  onTestFinished(() => cluster.close());
  const healthCheck = { ...HEALTH_CHECK, intervalSeconds: 30 };
  const group: DeploymentGroup = {
    applicationName: "shop",
    name: "shop-production",
    serviceRoleArn: "arn:aws:iam::123456789012:role/CodeDeploy",
    cluster,
    loadBalancer,
    targetGroups: {
      blue: loadBalancer.createTargetGroup({ name: "shop-2", port: 80, healthCheck }),
      green: loadBalancer.createTargetGroup({ name: "shop-1", port: 80, healthCheck }),
    },
    definitions: { blue: definition(1, "blue", 200), green: definition(2, "green", greenStatus) },
    desiredCount: tasks,
    hooks: HOOKS,
    alarms: ["shop-5xx", "shop-latency"].map((name) => ({ name, state: "OK", reason: "" })),
    alarmPolling: { isPossible: true },
    ...GROUP_DEFAULTS,
    terminationWaitMinutes: 1,
    ...settings,
  };
  const never = new AbortController().signal;
  await startBlue({ group }, clock, never);

  const deployments = new Deployments();
  const server = await createAwsServer({
    operations: {
      codedeploy: codeDeployOperations(group, deployments),
      ecs: ecsOperations(cluster),
      elasticloadbalancing: loadBalancingOperations(loadBalancer),
    },
  });
  onTestFinished(() => server.close());
  const faults: unknown[] = [];
  const said: string[] = [];
  const scene = { group, deployments, deploymentId: RELEASE };
  const narrator = { say: (line: string) => void said.push(line) };
  const timeline = createTimeline({ alarms, incidents }, scene, clock, narrator, (fault) => faults.push(fault), never);
  onTestFinished(async () => void (await timeline.close()));
  const { executions } = deployments;
  const caller = {
    executions,
    hooks: HOOKS,
    clock,
    hold: undefined,
    invoke: (name: string, payload: string) => {
      const { DeploymentId: deploymentId, LifecycleEventHookExecutionId: executionId } = JSON.parse(payload);
      const report = (status: "Succeeded" | "Failed"): void => executions.put(deploymentId, executionId, status);
      void onHook({ event: name as HookEvent, deploymentId, executionId, report });
    },
  };
  /** What production and the task sets were at each shift: the pairs of green's weight and of what CodeDeploy says of it. */
  const shifts: (readonly [weight: number | undefined, percentage: number])[] = [];
  const greenWeight = (): number | undefined => {
    const { production } = loadBalancer.listeners;
    return production.forward().find(({ targetGroup }) => targetGroup === group.targetGroups.green)?.weight;
  };

  const deploy = async (): Promise<RehearsedDeployment> => {
    const work = {
      group,
      caller,
      clock,
      onEvent: async () => undefined,
      onMark: async ({ creator }: RehearsedDeployment, mark: Parameters<typeof timeline.reach>[0]) => {
        if (creator === "user") await timeline.reach(mark);
      },
      onShift: (_: RehearsedDeployment, percentage: number) => void shifts.push([greenWeight(), percentage]),
    };
    await deployments.release(RELEASE, work, never);
    await timeline.close();
    if (faults.length > 0) throw faults[0];
    const deployment = deployments.find(RELEASE);
    if (!deployment) throw new Error("the release is lost");
    return deployment;
  };
  const options = clientOptions(server);
  return {
    group,
    deployments,
    deploy,
    shifts,
    said,
    greenWeight,
    url,
    codeDeploy: new CodeDeployClient(options),
    ecs: new ECSClient(options),
    loadBalancing: new ElasticLoadBalancingV2Client(options),
  };
}

/** The status of each lifecycle event, in their order. */
export function statusesOf({ lifecycleEvents }: RehearsedDeployment): readonly string[] {
  return lifecycleEvents.map(({ status }) => status);
}

function definition(revision: number, colour: string, status: number): RehearsalTaskDefinition {
  return {
    arn: CLUSTER.replace("cluster/rehearsal", `task-definition/shop:${revision}`),
    family: "shop",
    revision,
    containerName: "web",
    containerPort: 80,
    image: { name: `shop:${revision}`, digest: "sha256:1", cwd: "/", command: () => [process.execPath, "-e", PROGRAM] },
    environment: { COLOUR: colour, STATUS: String(status) },
    dockerLabels: {},
  };
}
