import type { Moment } from "../moment.ts";
import type { Incident } from "./incident.ts";
import { greenOf } from "./sides.ts";

/** So many of green's tasks stop, and there is no capacity to replace them: fewer run than are desired. */
export function greenLosesTasks(tasks: number, at: Moment): Incident {
  return {
    at,
    description: `${tasks} of green's tasks stop, and are not replaced`,
    happen: async (scene) => greenOf(scene).lose(tasks, "Your Spot Task was interrupted."),
  };
}
