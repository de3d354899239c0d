import type { TaskSet } from "../ecs/task-set.ts";
import { RehearsalError } from "../rehearsal-error.ts";
import type { Scene } from "./incident.ts";

/** The task set that the service had before the release. @throws {RehearsalError} where it is gone */
export function blueOf({ group, deploymentId }: Scene): TaskSet {
  const blue = group.cluster.taskSets.find(({ options }) => options.externalId !== deploymentId);
  if (!blue) throw new RehearsalError("An incident needs blue's task set, which is gone");
  return blue;
}

/** The task set that the release made. @throws {RehearsalError} where there is none */
export function greenOf({ group, deploymentId }: Scene): TaskSet {
  const green = group.cluster.taskSets.find(({ options }) => options.externalId === deploymentId);
  if (!green) throw new RehearsalError("An incident needs green's task set, which there is from Install on");
  return green;
}
