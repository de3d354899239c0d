import type { AwsClients } from "./aws-clients.ts";
import { getEcsTarget } from "./deployment-target.ts";
import { UnusableDeploymentError } from "./errors.ts";

/** When production traffic went from blue to green, as milliseconds of the epoch. The same moment twice, or nearly, for AllAtOnce. */
export interface TrafficShift {
  /** Until then all of it was blue's. */
  readonly from: number;
  /** From then on all of it is green's. */
  readonly to: number;
}

/**
 * When AllowTraffic began and ended.
 * @throws {AwsCallError} @throws {UnusableDeploymentError} where CodeDeploy does not say
 */
export async function getTrafficShift(
  clients: AwsClients,
  deploymentId: string,
  signal: AbortSignal,
): Promise<TrafficShift> {
  const { target } = await getEcsTarget(clients, deploymentId, signal);
  const event = target.lifecycleEvents?.find(({ lifecycleEventName }) => lifecycleEventName === "AllowTraffic");
  const from = event?.startTime?.getTime() ?? Number.NaN;
  const to = event?.endTime?.getTime() ?? Number.NaN;
  if (!(from <= to)) {
    throw new UnusableDeploymentError(
      `GetDeploymentTarget of ${deploymentId}: expected AllowTraffic to have begun and ended, found ${event?.status ?? "no such event"} from ${describeTime(from)} to ${describeTime(to)}`,
    );
  }
  return { from, to };
}

function describeTime(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString() : "no time";
}
