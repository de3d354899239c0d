import { getAppSpec } from "./revision.ts";
import type { AwsClients } from "./aws-clients.ts";
import { confirmLifecycleEvent } from "./confirm-lifecycle-event.ts";
import { getAlarmSettings } from "./deployment-group.ts";
import type { Deployment, DeploymentAt, InstalledDeployment, TestableDeployment } from "./deployment.ts";
import { UnusableDeploymentError } from "./errors.ts";
import { releaseOf, type DeploymentSummary } from "./get-deployment.ts";
import type { HookEvent } from "./lifecycle-event.ts";
import type { KnownBlue } from "./known-blue.ts";
import { getListeners } from "./listener.ts";
import { getTaskDefinition } from "./task-definition.ts";
import { describeTaskSet, findBlue, findGreen, getService, placementOf } from "./task-sets.ts";

/** A deployment that is to be described. */
export interface KnownDeployment extends DeploymentSummary {
  /** As an earlier invocation found it: it may have been terminated since. */
  readonly blue?: KnownBlue;
}

/** How a deployment is described at one lifecycle event. */
export type DescribeDeployment<E extends HookEvent> = (
  clients: AwsClients,
  known: KnownDeployment,
  signal: AbortSignal,
) => Promise<DeploymentAt[E]>;

/** What can be known at each lifecycle event, and how it is found. */
export const DESCRIBE_DEPLOYMENT_AT: { readonly [E in HookEvent]: DescribeDeployment<E> } = {
  BeforeInstall: async (clients, summary, signal) => {
    const { green: _, ...deployment } = await describe(clients, summary, "BeforeInstall", signal);
    return deployment;
  },
  AfterInstall: async (...known) => requireGreen(await describe(known[0], known[1], "AfterInstall", known[2])),
  AfterAllowTestTraffic: async (clients, summary, signal) => {
    return requireTestListener(requireGreen(await describe(clients, summary, "AfterAllowTestTraffic", signal)));
  },
  BeforeAllowTraffic: async (...known) =>
    requireGreen(await describe(known[0], known[1], "BeforeAllowTraffic", known[2])),
  AfterAllowTraffic: async (...known) =>
    requireGreen(await describe(known[0], known[1], "AfterAllowTraffic", known[2])),
};

type PerhapsInstalled = Deployment & { readonly green: InstalledDeployment["green"] | undefined };

/** From the deployment's id alone: revision and position, then service and listeners, then task sets. */
async function describe(
  clients: AwsClients,
  summary: KnownDeployment,
  event: HookEvent,
  signal: AbortSignal,
): Promise<PerhapsInstalled> {
  const release = releaseOf(summary);
  const appSpec = await getAppSpec(clients, release, signal);
  const { cluster, service: serviceName } = await confirmLifecycleEvent(
    clients,
    release.id,
    event,
    appSpec.hooks,
    signal,
  );
  const listenerArns = [
    release.productionListenerArn,
    ...(release.testListenerArn === undefined ? [] : [release.testListenerArn]),
  ];
  const [service, [productionListener, testListener], alarms, greenTaskDefinition] = await Promise.all([
    getService(clients, cluster, serviceName, signal),
    getListeners(clients, listenerArns, signal),
    getAlarmSettings(clients, release, signal),
    getTaskDefinition(clients, appSpec.taskDefinition, signal),
  ]);
  if (!productionListener) throw new UnusableDeploymentError(`Deployment ${release.id} has no production listener`);
  const blueTaskSet = findBlue(service, release.id, summary.blue);
  const greenTaskSet = findGreen(service, release.id);
  const [blue, green] = await Promise.all([
    describeTaskSet(clients, cluster, blueTaskSet, signal),
    greenTaskSet && describeTaskSet(clients, cluster, greenTaskSet, signal),
  ]);
  return {
    id: release.id,
    application: release.application,
    deploymentGroup: release.deploymentGroup,
    config: release.config,
    cluster,
    service: serviceName,
    alarms,
    hooks: appSpec.hooks,
    productionListener,
    testListener,
    placement: placementOf(service, blueTaskSet),
    blue,
    green,
    greenTaskDefinition,
  };
}

function requireGreen(deployment: PerhapsInstalled): InstalledDeployment {
  const { green } = deployment;
  if (green) return { ...deployment, green };
  throw new UnusableDeploymentError(
    `Service ${deployment.service} has no task set with the external id ${deployment.id}: expected green's, which Install makes`,
  );
}

function requireTestListener(deployment: InstalledDeployment): TestableDeployment {
  const { testListener } = deployment;
  if (testListener) return { ...deployment, testListener };
  throw new UnusableDeploymentError(
    `Deployment group ${deployment.deploymentGroup} has no test listener: AfterAllowTestTraffic has nothing to test without one`,
  );
}
