import type { Alarm } from "../../../rehearsal/codedeploy/deployment-group.ts";

/** An alarm that nothing moves: one on what customers meet would stop the deployment before the gate that is meant has judged. */
export const QUIET_ALARM: Alarm = {
  name: "shop-5xx",
  state: "OK",
  reason: "no datapoint was above the threshold",
};
