import type { Task } from "@aws-sdk/client-ecs";
import { isScaledIn } from "./is-scaled-in.ts";

/**
 * Taken by what the task runs on ("Stopped tasks error codes", ECS developer guide): a Spot Task or Instance that AWS wants
 * back, a host that fails or is retired.
 */
const BY_ITS_HOST = ["SpotInterruption", "TerminationNotice", "InfrastructureHealth"];

/** Why a task ends, as ECS says it. */
export type StoppedBy = Pick<Task, "stopCode" | "stoppedReason">;

/**
 * Whether ECS stops a task, or has, for a reason that lies outside of it: scaling in, or the loss of what it ran on. Failed
 * health checks have the stop code of scaling in, too; only the text tells them apart. One that a person stopped is not
 * known to have been well.
 */
export function wasTakenAway(task: StoppedBy): boolean {
  if (task.stopCode === "ServiceSchedulerInitiated") return isScaledIn(task);
  return BY_ITS_HOST.some((code) => code === task.stopCode);
}
