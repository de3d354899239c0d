import type { Deployment } from "../deployment/deployment.ts";
import { describeFiring, VERDICT_OF } from "./alarms/judge-alarms.ts";
import { lookAtAlarms } from "./alarms/look-at-alarms.ts";
import type { Check } from "./check.ts";
import { count } from "./sentence-parts.ts";

/**
 * An alarm that fires already would stop the deployment at once, or hide what the deployment does. A name that CloudWatch does
 * not know comes to what `alarms.missing` says, before the deployment as after the shift: such an alarm could stop neither. One
 * without data does not fire.
 */
export const noAlarmIsFiring: Check<Deployment> = {
  name: "no-alarm-is-firing",
  run: async ({ deployment, configuration, clients }, signal) => {
    const { alarms: settings, deploymentGroup } = deployment;
    if (!settings.enabled || settings.names.length === 0) {
      return {
        verdict: "passed",
        notApplicable: true,
        reason: `Not applicable: deployment group ${deploymentGroup} watches no alarm. With one, CodeDeploy would roll back between the hooks too.`,
      };
    }
    const alarms = await lookAtAlarms(clients, settings.names, signal);
    const firing = describeFiring(alarms);
    if (firing.length > 0) {
      return {
        verdict: "failed",
        reason: `Alarms of deployment group ${deploymentGroup}: expected none in ALARM, observed ${firing.length} of ${alarms.length}: ${firing.join("; ")}. Find out what fires before traffic is shifted.`,
      };
    }
    const missing = alarms.filter(({ state }) => state === "missing").map(({ name }) => name);
    const verdict = VERDICT_OF[configuration.alarms.missing];
    if (missing.length > 0 && verdict !== "passed") {
      return {
        verdict,
        reason: `Deployment group ${deploymentGroup} watches ${count(alarms.length, "alarm")}: expected CloudWatch to have each, observed none named ${missing.join(", ")}. Create what is missing, or take it out of the group. (alarms.missing)`,
      };
    }
    const states = alarms.map(
      ({ name, state }) => `${name} ${state === "missing" ? "not known to CloudWatch" : state}`,
    );
    return {
      verdict: "passed",
      reason: `No alarm of deployment group ${deploymentGroup} fires: ${states.join(", ")}.`,
    };
  },
};
