import { DeploymentFailure } from "./deployment-failure.ts";
import type { DeploymentGroup } from "./deployment-group.ts";
import { readyWaitOver } from "./deployment-stop.ts";
import type { RehearsedDeployment } from "./deployment.ts";
import { installGreen } from "./install-green.ts";
import { removeTaskSet } from "./remove-task-set.ts";
import { runLifecycle, stopOnly, type DeploymentWork } from "./run-lifecycle.ts";
import { setWeights, shiftTraffic } from "./shift-traffic.ts";
import { watchAlarms } from "./watch-alarms.ts";

/** Runs a release to its end: Succeeded, or Failed or Stopped with the reason on it. @throws only the signal's reason, or a fault of the rehearsal */
export async function runDeployment(
  deployment: RehearsedDeployment,
  work: DeploymentWork,
  signal: AbortSignal,
): Promise<void> {
  deployment.status = "InProgress";
  const ended = new AbortController();
  const watching = watchAlarms(deployment, work, AbortSignal.any([signal, ended.signal]));
  try {
    await work.onMark(deployment, "Start");
    await runLifecycle(deployment, work, signal, {
      Install: { run: (stoppable) => installGreen(deployment, work, stoppable) },
      AllowTestTraffic: { run: async () => allowTestTraffic(work.group) },
      AllowTraffic: {
        before: (stoppable) => waitUntilReady(deployment, work, stoppable),
        run: (stoppable) => shiftTraffic(deployment, work, stoppable),
      },
    });
    if (!deployment.failure) await waitForTermination(deployment, work, signal);
  } finally {
    ended.abort();
    await watching;
  }
  if (!deployment.failure) await terminateBlue(deployment, work, signal);
  deployment.end(deployment.failure?.status ?? "Succeeded");
}

/**
 * The test listener goes wholly to green. Only now does an all-at-once deployment forward to green's target group: whether
 * CodeDeploy attaches it earlier, with weight 0, is not clear from the sources, and until it does no health is known.
 */
function allowTestTraffic(group: DeploymentGroup): void {
  const { test } = group.loadBalancer.listeners;
  test.setForward([{ targetGroup: group.targetGroups.green, weight: 100 }], "weighted");
  setWeights(group, 0);
}

/**
 * STOP_DEPLOYMENT: waits for ContinueDeployment, after BeforeAllowTraffic and immediately before the shift. Where the wait
 * lies, AWS does not say ("during this wait time, validation tests in Lambda functions … are executed"): placed here, what
 * the last hook saw is as old as it can be when customers come. The minutes count from the moment at which it is Ready.
 */
async function waitUntilReady(
  deployment: RehearsedDeployment,
  { group: { readyWaitMinutes }, clock, onMark }: DeploymentWork,
  signal: AbortSignal,
): Promise<void> {
  if (readyWaitMinutes === 0) return;
  deployment.status = "Ready";
  const held = deployment.wait.hold("READY_WAIT", readyWaitMinutes * 60, clock, signal);
  const [how] = await Promise.all([held, onMark(deployment, "ReadyWait")]);
  if (how === "over") throw readyWaitOver(readyWaitMinutes);
  deployment.status = "InProgress";
}

/** Blue is kept for a while, and the deployment goes on: it can still be stopped, by hand and by an alarm. */
async function waitForTermination(
  deployment: RehearsedDeployment,
  { group, clock, onMark }: DeploymentWork,
  signal: AbortSignal,
): Promise<void> {
  const seconds = group.terminationWaitMinutes * 60;
  const stoppable = AbortSignal.any([signal, deployment.stopSignal]);
  try {
    await stopOnly(deployment, signal, async () => {
      const held = deployment.wait.hold("TERMINATION_WAIT", seconds, clock, stoppable);
      await Promise.all([held, onMark(deployment, "TerminationWait")]);
    });
  } catch (error) {
    if (!(error instanceof DeploymentFailure)) throw error;
    deployment.failure = error;
  }
}

async function terminateBlue(
  deployment: RehearsedDeployment,
  { group }: DeploymentWork,
  signal: AbortSignal,
): Promise<void> {
  const others = group.cluster.taskSets.filter(({ options }) => options.externalId !== deployment.id);
  await Promise.all(others.map((taskSet) => removeTaskSet(group, taskSet, signal)));
}
