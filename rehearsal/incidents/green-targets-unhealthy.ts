import type { Moment } from "../moment.ts";
import type { Incident } from "./incident.ts";

/**
 * The load balancer's health checks of so many green targets time out from now on, as behind a wrong security group, though
 * their tasks serve whoever reaches them. What a request is sent there all the same, where no target is healthy, arrives.
 */
export function greenTargetsUnhealthy(targets: number, at: Moment): Incident {
  return {
    at,
    description: `health checks of ${targets} green targets time out`,
    happen: ({ group }) => {
      const { green } = group.targetGroups;
      for (const { id, port } of green.targets().slice(0, targets)) green.failChecks(id, port);
    },
  };
}
