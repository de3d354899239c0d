import { randomBytes } from "node:crypto";
import { AwsError } from "../aws/aws-error.ts";
import type { HookEvent } from "../../shared/deployment/lifecycle-event.ts";

export type HookStatus = "Succeeded" | "Failed";

/** One call of PutLifecycleEventHookExecutionStatus that named an execution. */
export interface StatusReport {
  readonly deploymentId: string;
  readonly lifecycleEvent: HookEvent;
  /** As it was sent. */
  readonly status: string;
  readonly accepted: boolean;
}

interface Execution {
  readonly deploymentId: string;
  readonly lifecycleEvent: HookEvent;
  readonly report: (status: HookStatus) => void;
  open: boolean;
}

/** The hooks that CodeDeploy waits for, each of which takes one status and no second. */
export class HookExecutions {
  readonly #executions = new Map<string, Execution>();
  readonly #reports: StatusReport[] = [];
  readonly #deploymentExists: (id: string) => boolean;

  constructor(deploymentExists: (id: string) => boolean) {
    this.#deploymentExists = deploymentExists;
  }

  /** Every report that was made, refused ones included. */
  reports(): readonly StatusReport[] {
    return this.#reports;
  }

  /** Whether a hook of this event was ever waited for. */
  hasOpened(deploymentId: string, lifecycleEvent: HookEvent): boolean {
    return [...this.#executions.values()].some((each) => {
      return each.deploymentId === deploymentId && each.lifecycleEvent === lifecycleEvent;
    });
  }

  /**
   * Begins to wait. `reported` resolves with the one status that is accepted; after `close` none is.
   * @param id the execution's id, where it must be one that is known beforehand
   */
  open(
    deploymentId: string,
    lifecycleEvent: HookEvent,
    id = newExecutionId(),
  ): { readonly id: string; readonly reported: Promise<HookStatus>; readonly close: () => void } {
    const { promise, resolve } = Promise.withResolvers<HookStatus>();
    const execution: Execution = { deploymentId, lifecycleEvent, report: resolve, open: true };
    this.#executions.set(id, execution);
    return { id, reported: promise, close: () => void (execution.open = false) };
  }

  /**
   * PutLifecycleEventHookExecutionStatus, with the errors of its documentation. What a report after the hour, or with the
   * execution of another deployment, is answered is not documented: the strictest error is given.
   * @throws {AwsError}
   */
  put(deploymentId: string | undefined, executionId: string | undefined, status: string | undefined): void {
    if (!deploymentId)
      throw new AwsError("DeploymentIdRequiredException", "At least one deployment ID must be specified.");
    if (!this.#deploymentExists(deploymentId)) {
      throw new AwsError("DeploymentDoesNotExistException", `The deployment ${deploymentId} could not be found.`);
    }
    const execution = this.#executions.get(executionId ?? "");
    if (!execution || execution.deploymentId !== deploymentId) {
      throw new AwsError(
        "InvalidLifecycleEventHookExecutionIdException",
        "A lifecycle event hook is invalid. Review the hooks section in your AppSpec file to ensure the lifecycle events and hooks functions are valid.",
      );
    }
    const valid = status === "Succeeded" || status === "Failed" ? status : undefined;
    const accepted = valid !== undefined && execution.open;
    const { lifecycleEvent } = execution;
    this.#reports.push({ deploymentId, lifecycleEvent, status: status ?? "", accepted });
    if (valid === undefined) {
      throw new AwsError(
        "InvalidLifecycleEventHookExecutionStatusException",
        "The result of a Lambda validation function that verifies a lifecycle event is invalid. It should return Succeeded or Failed.",
      );
    }
    if (!execution.open) {
      throw new AwsError(
        "LifecycleEventAlreadyCompletedException",
        "An attempt to return the status of an already completed lifecycle event occurred.",
      );
    }
    execution.open = false;
    execution.report(valid);
  }
}

/** Opaque, long and not a UUID: a blob such as CodeDeploy sends. */
function newExecutionId(): string {
  const blob = {
    encryptedData: randomBytes(240).toString("base64"),
    ivParameterSpec: randomBytes(12).toString("base64"),
    materialSetSerial: 1,
  };
  return Buffer.from(JSON.stringify(blob)).toString("base64");
}
