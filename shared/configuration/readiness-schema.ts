import * as v from "valibot";
import { strictObject } from "./strict-object.ts";

const policy = v.picklist(
  ["fail", "warn", "ignore"],
  ({ received }) => `expected "fail", "warn" or "ignore", received ${received}`,
);

/** What is done about something that is found: the check fails, passes with a warning in its reason, or says nothing. */
export type ReadinessPolicy = v.InferOutput<typeof policy>;

/** What BeforeAllowTraffic does about what it finds around green. */
export const readiness = v.optional(
  strictObject({
    /** Green runs fewer tasks than blue does now. */
    greenSmallerThanBlue: v.optional(policy, "fail"),
    /** Tasks of green end, and others take their place, while one looks. */
    restartingTasks: v.optional(policy, "fail"),
    /** Green's tasks are in fewer availability zones than blue's. */
    fewerZones: v.optional(policy, "warn"),
    /** Stickiness may keep customers at blue after the shift. */
    stickiness: v.optional(policy, "warn"),
    /** Another listener of the load balancer sends requests to blue's or green's target group: CodeDeploy does not shift it. */
    otherListener: v.optional(policy, "fail"),
    /** CodeDeploy would not roll back a deployment that fails. */
    rollbackOff: v.optional(policy, "fail"),
    /** An alarm would stop the deployment, and nothing would roll it back. */
    rollbackOnAlarmOff: v.optional(policy, "fail"),
    /** CodeDeploy watches no alarm. */
    noAlarms: v.optional(policy, "warn"),
    /** An alarm that it watches does not exist. */
    missingAlarm: v.optional(policy, "fail"),
    /** An alarm is in ALARM already. */
    firingAlarm: v.optional(policy, "fail"),
    /** An alarm is in INSUFFICIENT_DATA. */
    alarmWithoutData: v.optional(policy, "warn"),
    /** The deployment goes on where the state of its alarms cannot be learnt. */
    ignoredAlarmPolling: v.optional(policy, "warn"),
    /** Alarms watch one of the two target groups, and so miss green in every second deployment. */
    oneSidedAlarm: v.optional(policy, "warn"),
    /** Blue may be terminated before AfterAllowTraffic has decided. */
    shortTerminationWait: v.optional(policy, "fail"),
    /** Blue may be terminated before the bake is over, and with it the quick way back. */
    bakeOutlastsBlue: v.optional(policy, "warn"),
    /** Blue runs no task that a rollback could return to. */
    blueGone: v.optional(policy, "fail"),
    /** Blue runs fewer tasks than it should. */
    blueIncomplete: v.optional(policy, "warn"),
  }),
  {},
);

export type Readiness = v.InferOutput<typeof readiness>;
