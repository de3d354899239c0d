import type { DeploymentGroup } from "../codedeploy/deployment-group.ts";
import type { Deployments } from "../codedeploy/deployments.ts";
import type { Moment } from "../moment.ts";

/** Where an incident takes place. */
export interface Scene {
  readonly group: DeploymentGroup;
  readonly deployments: Deployments;
  /** The release. */
  readonly deploymentId: string;
}

/** Something that happens to a service while it is deployed, and that no version of it is to blame for. */
export interface Incident {
  readonly at: Moment;
  /** As a clause: `blue scales out to 5 tasks`. */
  readonly description: string;
  readonly happen: (scene: Scene, signal: AbortSignal) => void | Promise<void>;
}
