import type { TaskSet } from "./deployment.ts";

/** What is kept of blue for when its task set has been deleted: who it was, and what is counted by its target group. */
export interface KnownBlue {
  readonly id: string;
  /** ARNs. */
  readonly taskDefinition: string;
  readonly targetGroup: string;
}

export function knownBlue({ id, taskDefinition, targetGroup }: TaskSet): KnownBlue {
  return { id, taskDefinition: taskDefinition.arn, targetGroup: targetGroup.arn };
}
