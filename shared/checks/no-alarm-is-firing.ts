import { isEnforcedAfterShift } from "../configuration/decides-after-shift.ts";
import type { Deployment } from "../deployment/deployment.ts";
import { describeFiring, VERDICT_OF } from "./alarms/judge-alarms.ts";
import { lookAtAlarms } from "./alarms/look-at-alarms.ts";
import { namedAlarms, noAlarmNamed } from "./alarms/named-alarms.ts";
import type { Check } from "./check.ts";
import { count } from "./sentence-parts.ts";

/**
 * An alarm that fires already would stop the deployment at once, or hide what the deployment does: those of the deployment group,
 * and those that `alarms-stay-silent` is to watch for customers, also where there is no bake to watch them in. A name that CloudWatch does
 * not know comes to what `alarms.missing` says, before the deployment as after the shift: such an alarm could stop neither. One
 * without data does not fire.
 */
export const noAlarmIsFiring: Check<Deployment> = {
  name: "no-alarm-is-firing",
  run: async ({ deployment, configuration, clients }, signal) => {
    const own = isEnforcedAfterShift(configuration, "alarms-stay-silent") ? configuration.alarms.names : [];
    const { names, by } = namedAlarms(deployment, own);
    if (names.length === 0) {
      const reason = noAlarmNamed(deployment, configuration.alarms.names.length);
      return { verdict: "passed", notApplicable: true, reason };
    }
    const alarms = await lookAtAlarms(clients, names, signal);
    const firing = describeFiring(alarms);
    if (firing.length > 0) {
      return {
        verdict: "failed",
        reason: `Alarms of ${by}: expected none in ALARM, observed ${firing.length} of ${alarms.length}: ${firing.join("; ")}. Find out what fires.`,
      };
    }
    const missing = alarms.filter(({ state }) => state === "missing").map(({ name }) => name);
    const verdict = VERDICT_OF[configuration.alarms.missing];
    if (missing.length > 0 && verdict !== "passed") {
      return {
        verdict,
        reason: `Of the ${count(alarms.length, "alarm")} of ${by}: expected CloudWatch to have each, observed none named ${missing.join(", ")}. Create what is missing, or take its name out. (alarms.missing)`,
      };
    }
    const states = alarms.map(
      ({ name, state }) => `${name} ${state === "missing" ? "not known to CloudWatch" : state}`,
    );
    return { verdict: "passed", reason: `No alarm of ${by} fires: ${states.join(", ")}.` };
  },
};
