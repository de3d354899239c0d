import type { Moment } from "../moment.ts";
import type { Incident } from "./incident.ts";

/**
 * Somebody turns on the stickiness of the production forward: a customer that keeps cookies stays with the target group that
 * answered it first. Shifts leave it on: that CodeDeploy would turn it off is not documented.
 * @param durationSeconds for which a customer stays; wall time, 1 to 604,800 as on AWS
 */
export function stickyProduction(durationSeconds: number, at: Moment): Incident {
  return {
    at,
    description: `the production listener keeps customers at their target group for ${durationSeconds} s`,
    happen: ({ group }) => group.loadBalancer.listeners.production.setStickiness({ durationSeconds }),
  };
}
