import type { TargetHealth } from "../deployment/target-group.ts";
import { oneLine } from "../probe/printable.ts";
import { healthReasonOf } from "./target-health-reasons.ts";

/** `10.0.1.7:8080 unhealthy (Target.Timeout: it did not answer its health check in time)` */
export function describeTargetHealth(target: TargetHealth): string {
  const { id, port, state } = target;
  const where = `${id}:${port} ${state}`;
  const why = describeHealthReason(target);
  return why === undefined ? where : `${where} (${why})`;
}

/** `Target.Timeout: it did not answer its health check in time`; undefined where the load balancer gives no reason. */
export function describeHealthReason(target: TargetHealth): string | undefined {
  const { reason, description } = target;
  if (reason === undefined && description === undefined) return undefined;
  const words = oneLine(healthReasonOf(target).words(target));
  return reason === undefined ? words : `${reason}: ${words}`;
}
