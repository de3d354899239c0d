import type { TargetHealth } from "../deployment/target-group.ts";
import { oneLine } from "../probe/printable.ts";
import { healthReasonOf } from "./target-health-reasons.ts";

/** `10.0.1.7:8080 unhealthy (Target.Timeout: it did not answer its health check in time)` */
export function describeTargetHealth(target: TargetHealth): string {
  const { id, port, state, reason, description } = target;
  const where = `${id}:${port} ${state}`;
  if (reason === undefined && description === undefined) return where;
  const words = oneLine(healthReasonOf(target).words(target));
  return `${where} (${reason === undefined ? words : `${reason}: ${words}`})`;
}
