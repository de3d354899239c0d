import type { TargetHealth } from "../deployment/target-group.ts";

/** `10.0.1.7:8080 unhealthy (Target.Timeout: Request timed out)` */
export function describeTargetHealth(target: TargetHealth): string {
  const why = [target.reason, target.description].filter((part) => part !== undefined).join(": ");
  return `${target.id}:${target.port} ${target.state}${why === "" ? "" : ` (${why})`}`;
}
