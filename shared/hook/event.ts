/** One call of CodeDeploy's: which deployment, and what the answer must carry. */
export interface HookExecution {
  readonly deploymentId: string;
  /** Opaque and long; sent back as it came, never looked into. */
  readonly executionId: string;
}

/** The event names no deployment or no execution, so that nothing can be reported for it. Not CodeDeploy's doing. */
export class InvalidEventError extends Error {
  // `serverless invoke local` shows the name of the class, which is minified.
  static override readonly name = "InvalidEventError";
  override readonly name = "InvalidEventError";
}

/**
 * CodeDeploy sends exactly these two members ("Create a Lambda hook function", CodeDeploy user guide).
 * @throws {InvalidEventError} naming every problem
 */
export function parseEvent(event: unknown): HookExecution {
  const members: object = typeof event === "object" && event !== null ? event : {};
  const deploymentId = "DeploymentId" in members ? members.DeploymentId : undefined;
  const executionId = "LifecycleEventHookExecutionId" in members ? members.LifecycleEventHookExecutionId : undefined;
  if (isText(deploymentId) && isText(executionId)) return { deploymentId, executionId };
  const problems = [
    ...(isText(deploymentId) ? [] : [`DeploymentId: expected a deployment's id, received ${describe(deploymentId)}`]),
    ...(isText(executionId)
      ? []
      : [`LifecycleEventHookExecutionId: expected the id of this hook execution, received ${describe(executionId)}`]),
  ];
  throw new InvalidEventError(
    `The event cannot be answered: ${problems.join("; ")}. CodeDeploy sends both; to try a function, use a file of events/`,
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function describe(value: unknown): string {
  return value === undefined ? "nothing" : (JSON.stringify(value) ?? typeof value).slice(0, 80);
}
