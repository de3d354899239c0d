import type { AwsClients } from "./aws-clients.ts";
import { getEcsTarget } from "./deployment-target.ts";
import { UnusableDeploymentError } from "./errors.ts";
import { isWorthRetrying } from "./is-worth-retrying.ts";
import { pause } from "./pause.ts";

/** When production traffic went from blue to green, as milliseconds of the epoch. The same moment twice, or nearly, for AllAtOnce. */
export interface TrafficShift {
  /** Until then all of it was blue's. */
  readonly from: number;
  /** From then on all of it is green's. */
  readonly to: number;
}

/** CodeDeploy may show the end of an event a moment after it called the next one's function: no source says how long after. */
const LOOKS = 5;
/** Twice as long each time. */
const FIRST_WAIT_MS = 400;

/**
 * When AllowTraffic began and ended. What CodeDeploy refuses for the moment, or does not show yet, is looked at again.
 * @throws {AwsCallError} @throws {UnusableDeploymentError} where CodeDeploy does not say
 */
export async function getTrafficShift(
  clients: AwsClients,
  deploymentId: string,
  signal: AbortSignal,
): Promise<TrafficShift> {
  for (let looks = 1; ; looks += 1) {
    try {
      return await readTrafficShift(clients, deploymentId, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (looks === LOOKS || !(error instanceof UnusableDeploymentError || isWorthRetrying(error))) throw error;
    }
    await pause(FIRST_WAIT_MS * 2 ** (looks - 1), signal);
  }
}

async function readTrafficShift(clients: AwsClients, deploymentId: string, signal: AbortSignal): Promise<TrafficShift> {
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
