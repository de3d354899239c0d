import { alarmsUnreadable } from "../../../../rehearsal/incidents/alarms-unreadable.ts";
import { momentAt } from "../../../../rehearsal/moment.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";
import { afterTheShift, goesOn, stoppedAfter } from "./after-allow-traffic.ts";
import type { Expected, Situations } from "./situation.ts";

/** CodeDeploy cannot read the alarms, and goes on all the same: only the hooks are there to see one. */
const UNREAD_ALARMS = {
  settings: { alarmConfiguration: { enabled: true, ignorePollAlarmFailure: true } },
  incidents: [alarmsUnreadable(momentAt("Start"))],
} as const;

/** Forty minutes of deployment time, at half a second for one, in which customers are looked at to the end. */
const FORTY_MINUTES: HooksConfig = {
  ...afterTheShift("customers-are-served", "alarms-stay-silent"),
  bake: "20s",
  customers: { period: "1s", delay: "1s", before: 10, atLeast: 16 },
};
/** An invocation that leaves 7.5 s of it to the checks. */
const LONGEST_INVOCATION_MS = 15_000;

const QUICK: HooksConfig = { ...afterTheShift("production-listener-answers-health"), bake: "5s" };

function stoppedByCodeDeploy(event: Expected["event"], says: RegExp): Expected {
  return { event, verdict: "none", says, deployment: "Stopped", rollback: "Succeeded" };
}

/** The course of the shift and of the bake: steps, invocations, alarms, and people. */
export const THROUGH_THE_BAKE: Situations = {
  "a linear shift": {
    arrangement: { args: ["--deployment-config", "linear:25:1"], configuration: QUICK },
    expected: { ...goesOn("production-serves-green", /forwards to green alone/), shifts: [25, 50, 75, 100] },
  },
  "a canary shift": {
    arrangement: { args: ["--deployment-config", "canary:10:5"], configuration: QUICK },
    expected: { ...goesOn("production-serves-green", /forwards to green alone/), shifts: [10, 100] },
  },
  "an alarm between the steps of a canary shift": {
    arrangement: {
      args: ["--deployment-config", "canary:10:15", "--alarm", "shop-5xx=ALARM@AllowTraffic+1m"],
      configuration: QUICK,
    },
    expected: { ...stoppedByCodeDeploy("AllowTraffic", /<shop-5xx>/), shifts: [10] },
  },
  "an alarm that fires in the bake, and stops the deployment": {
    arrangement: {
      args: ["--alarm", "shop-5xx=ALARM@AfterAllowTraffic+4m"],
      // The hook, which looks as often as CodeDeploy, could be the first to see it.
      configuration: { ...FORTY_MINUTES, ...afterTheShift("customers-are-served") },
    },
    expected: stoppedByCodeDeploy("AfterAllowTraffic", /<shop-5xx>/),
  },
  "an alarm that fires in the bake, and that the hook alone can read": {
    arrangement: {
      ...UNREAD_ALARMS,
      args: ["--alarm", "shop-5xx=ALARM@AfterAllowTraffic+4m"],
      configuration: FORTY_MINUTES,
    },
    expected: stoppedAfter("alarms-stay-silent", /shop-5xx is in ALARM/),
  },
  "a bake of 40 minutes over several invocations": {
    arrangement: { configuration: FORTY_MINUTES, longestInvocationMs: LONGEST_INVOCATION_MS },
    expected: {
      ...goesOn("customers-are-served", /^Green's target group shop-1: \d+ requests, 0 errors.* in 1\d periods/),
      continuations: 2,
    },
  },
  "an alarm that fires when the bake is in another invocation": {
    arrangement: {
      ...UNREAD_ALARMS,
      args: ["--alarm", "shop-5xx=ALARM@AfterAllowTraffic+20m"],
      configuration: FORTY_MINUTES,
      longestInvocationMs: LONGEST_INVOCATION_MS,
    },
    expected: { ...stoppedAfter("alarms-stay-silent", /shop-5xx is in ALARM/), continuations: 1 },
  },
  "a continuation that is lost": {
    arrangement: {
      configuration: FORTY_MINUTES,
      longestInvocationMs: LONGEST_INVOCATION_MS,
      dropInvocation: ({ payload }) => payload.includes('"continuation"'),
    },
    expected: {
      event: "AfterAllowTraffic",
      verdict: "error",
      check: "bake",
      says: /^The bake could not go on in a further invocation, after [\d.]+ min of [\d.]+ min: Lambda accepted the invocation, but nothing in the function's log shows that it began/,
      deployment: "Failed",
      rollback: "Succeeded",
      continuations: 2,
    },
  },
  "a stop by hand in the middle of the bake": {
    arrangement: { args: ["--stop-at", "AfterAllowTraffic+4m"], configuration: FORTY_MINUTES },
    expected: stoppedByCodeDeploy("AfterAllowTraffic", /./),
  },
  "no bake at all": {
    arrangement: { configuration: { ...QUICK, bake: "0s" } },
    expected: goesOn("green-is-no-worse-than-blue", /./),
  },
};
