import { randomInt } from "node:crypto";
import type { DeploymentFailure } from "./deployment-failure.ts";
import { LIFECYCLE_EVENTS, type LifecycleEvent, type LifecycleEventName } from "./lifecycle.ts";

export type DeploymentStatus = "Created" | "InProgress" | "Succeeded" | "Failed" | "Stopped";

export interface NewDeployment {
  readonly id: string;
  readonly creator: "user" | "codeDeployRollback";
  /** The deployment that this one rolls back. */
  readonly rollsBack: string | undefined;
}

/** One deployment of the rehearsal, as CodeDeploy would show it. */
export class RehearsedDeployment {
  readonly id: string;
  readonly creator: NewDeployment["creator"];
  readonly rollsBack: string | undefined;
  readonly config = "CodeDeployDefault.ECSAllAtOnce";
  readonly createdAt = new Date();
  /** All are listed, as Pending, from the beginning. */
  readonly lifecycleEvents: readonly LifecycleEvent[] = LIFECYCLE_EVENTS.map((name) => {
    return { name, status: "Pending", startedAt: undefined, endedAt: undefined };
  });
  status: DeploymentStatus = "Created";
  completedAt: Date | undefined;
  failure: DeploymentFailure | undefined;
  /** The deployment that rolls this one back. */
  rolledBackBy: string | undefined;
  /** Why there is none. */
  rollbackMessage: string | undefined;

  constructor({ id, creator, rollsBack }: NewDeployment) {
    this.id = id;
    this.creator = creator;
    this.rollsBack = rollsBack;
  }

  event(name: LifecycleEventName): LifecycleEvent {
    const found = this.lifecycleEvents.find((event) => event.name === name);
    if (!found) throw new Error(`there is no lifecycle event ${name}`);
    return found;
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
