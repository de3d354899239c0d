import type { Moment } from "../moment.ts";
import type { Incident } from "./incident.ts";

/** CodeDeploy can no longer read the alarms' states: its service role lost the permission, for one. Hooks still can. */
export function alarmsUnreadable(at: Moment): Incident {
  return {
    at,
    description: "CodeDeploy cannot read the alarms' states any more",
    happen: ({ group }) => void (group.alarmPolling.isPossible = false),
  };
}
