import type { Moment } from "../moment.ts";
import type { Incident } from "./incident.ts";
import { blueOf } from "./sides.ts";

/**
 * Service auto scaling gives blue another desired count; green, once there is one, keeps that which it was made with. New
 * tasks take their time to start, and those that are too many are stopped.
 */
export function blueScalesTo(tasks: number, at: Moment): Incident {
  return {
    at,
    description: `service auto scaling sets blue's desired count to ${tasks}`,
    happen: (scene) => blueOf(scene).scaleTo(tasks),
  };
}
