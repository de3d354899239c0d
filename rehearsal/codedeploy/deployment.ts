import { randomInt } from "node:crypto";
import { ALL_AT_ONCE, type DeploymentConfig } from "./deployment-config.ts";
import type { DeploymentFailure } from "./deployment-failure.ts";
import { DeploymentWait } from "./deployment-wait.ts";
import { LIFECYCLE_EVENTS, type LifecycleEvent, type LifecycleEventName } from "./lifecycle.ts";

export type DeploymentStatus = "Created" | "InProgress" | "Ready" | "Succeeded" | "Failed" | "Stopped";

export interface NewDeployment {
  readonly id: string;
  readonly creator: "user" | "codeDeployRollback";
  /** The deployment that this one rolls back. */
  readonly rollsBack: string | undefined;
  /** Default: all at once. */
  readonly config?: DeploymentConfig;
}

/** One deployment of the rehearsal, as CodeDeploy would show it. */
export class RehearsedDeployment {
  readonly id: string;
  readonly creator: NewDeployment["creator"];
  readonly rollsBack: string | undefined;
  readonly config: DeploymentConfig;
  readonly createdAt = new Date();
  /** All are listed, as Pending, from the beginning. */
  readonly lifecycleEvents: readonly LifecycleEvent[] = LIFECYCLE_EVENTS.map((name) => {
    return { name, status: "Pending", startedAt: undefined, endedAt: undefined };
  });
  /** Every shift of production traffic that it made, in order. */
  readonly shifts: { readonly at: Date; readonly greenPercentage: number }[] = [];
  readonly wait = new DeploymentWait();
  status: DeploymentStatus = "Created";
  completedAt: Date | undefined;
  failure: DeploymentFailure | undefined;
  /** The deployment that rolls this one back. */
  rolledBackBy: string | undefined;
  /** What AWS says of the rollback, or why there is none. */
  rollbackMessage: string | undefined;
  /** What whoever stopped it said of a rollback; undefined leaves that to the group. */
  rollbackWanted: boolean | undefined;
  readonly #stopping = new AbortController();

  constructor({ id, creator, rollsBack, config = ALL_AT_ONCE }: NewDeployment) {
    this.id = id;
    this.creator = creator;
    this.rollsBack = rollsBack;
    this.config = config;
  }

  event(name: LifecycleEventName): LifecycleEvent {
    const found = this.lifecycleEvents.find((event) => event.name === name);
    if (!found) throw new Error(`there is no lifecycle event ${name}`);
    return found;
  }

  get hasEnded(): boolean {
    return this.completedAt !== undefined;
  }

  /** Aborted when it is to be stopped, with the `DeploymentFailure` as its reason. */
  get stopSignal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Stops what is under way, and all that would come after it. Only the first stop counts. */
  stop(reason: DeploymentFailure): void {
    this.#stopping.abort(reason);
  }

  end(status: DeploymentStatus): void {
    this.status = status;
    this.completedAt = new Date();
  }
}

const ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** `d-` and nine capitals or digits, as CodeDeploy's ids are. */
export function newDeploymentId(): string {
  return `d-${Array.from({ length: 9 }, () => ID_LETTERS.charAt(randomInt(ID_LETTERS.length))).join("")}`;
}
