import { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } from "@aws-sdk/client-codedeploy";

/** What CodeDeploy sends. */
export interface HookPayload {
  readonly DeploymentId: string;
  readonly LifecycleEventHookExecutionId: string;
}

/** Decides by `look`, where one that throws is one that found nothing good, and reports. */
export async function report(payload: HookPayload, look: () => Promise<boolean>): Promise<void> {
  const isGood = await look().catch((error: unknown) => {
    console.log(String(error));
    return false;
  });
  await new CodeDeployClient().send(
    new PutLifecycleEventHookExecutionStatusCommand({
      deploymentId: payload.DeploymentId,
      lifecycleEventHookExecutionId: payload.LifecycleEventHookExecutionId,
      status: isGood ? "Succeeded" : "Failed",
    }),
  );
}
