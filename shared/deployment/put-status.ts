import {
  LifecycleEventAlreadyCompletedException,
  PutLifecycleEventHookExecutionStatusCommand,
} from "@aws-sdk/client-codedeploy";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { AwsCallError } from "./errors.ts";

/** What CodeDeploy waits for. */
export interface StatusReport {
  readonly deploymentId: string;
  readonly executionId: string;
  readonly status: "Succeeded" | "Failed";
}

/** One attempt at the report. @throws {AwsCallError} */
export async function putStatus(clients: AwsClients, report: StatusReport, signal: AbortSignal): Promise<void> {
  const command = new PutLifecycleEventHookExecutionStatusCommand({
    deploymentId: report.deploymentId,
    lifecycleEventHookExecutionId: report.executionId,
    status: report.status,
  });
  await callAws(
    "codedeploy:PutLifecycleEventHookExecutionStatus",
    () => clients.codeDeploy.send(command, { abortSignal: signal }),
    signal,
  );
}

/** The event has its status already, from an earlier attempt whose answer was lost: what was wanted is done. */
export function isAlreadyReported(error: unknown): boolean {
  return error instanceof AwsCallError && error.cause instanceof LifecycleEventAlreadyCompletedException;
}
