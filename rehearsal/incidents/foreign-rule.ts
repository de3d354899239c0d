import type { Moment } from "../moment.ts";
import type { Incident } from "./incident.ts";

/** A rule that CodeDeploy knows nothing of. */
export interface ForeignRule {
  readonly listener: "production" | "test";
  /** As in the rule's condition: `/api/*`. */
  readonly path: string;
  /** Whose target group it forwards to. */
  readonly to: "blue" | "green";
}

/** Before those that a team would write: rules are tried from the lowest number. */
const PRIORITY = 1;

/** Somebody adds a rule to a listener. A shift and a rollback leave it as it is. */
export function foreignRule({ listener, path, to }: ForeignRule, at: Moment): Incident {
  return {
    at,
    description: `somebody adds a rule to the ${listener} listener: ${path} to ${to}'s target group`,
    happen: ({ group: { loadBalancer, targetGroups } }) => {
      const forward = [{ targetGroup: targetGroups[to], weight: 1 }];
      loadBalancer.listeners[listener].setRule({ priority: PRIORITY, pathPattern: path, forward, shape: "single" });
    },
  };
}
