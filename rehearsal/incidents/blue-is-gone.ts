import { removeTaskSet } from "../codedeploy/remove-task-set.ts";
import type { Moment } from "../moment.ts";
import type { Incident } from "./incident.ts";
import { blueOf } from "./sides.ts";

/** Somebody deletes blue's task set; its tasks drain and stop, and there is nothing to roll back to. */
export function blueIsGone(at: Moment): Incident {
  return {
    at,
    description: "somebody deletes blue's task set",
    happen: async (scene, signal) => removeTaskSet(scene.group, blueOf(scene), signal),
  };
}
