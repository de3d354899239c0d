import { getAlarms } from "../deployment/alarms.ts";
import type { Deployment } from "../deployment/deployment.ts";
import type { Check } from "./check.ts";

/** An alarm that fires already would stop the deployment at once, or hide what the deployment does. */
export const noAlarmIsFiring: Check<Deployment> = {
  name: "no-alarm-is-firing",
  run: async ({ deployment, clients }, signal) => {
    const { alarms: settings, deploymentGroup } = deployment;
    if (!settings.enabled || settings.names.length === 0) {
      return {
        verdict: "passed",
        notApplicable: true,
        reason: `Not applicable: deployment group ${deploymentGroup} watches no alarm. With one, CodeDeploy would roll back between the hooks too.`,
      };
    }
    const alarms = await getAlarms(clients, settings.names, signal);
    const firing = alarms.filter(({ state }) => state === "ALARM");
    if (firing.length > 0) {
      const each = firing.map(({ name, reason }) => `${name} is in ALARM${reason === undefined ? "" : ` (${reason})`}`);
      return {
        verdict: "failed",
        reason: `Alarms of deployment group ${deploymentGroup}: expected none in ALARM, observed ${firing.length} of ${alarms.length}: ${each.join("; ")}. Find out what fires before traffic is shifted.`,
      };
    }
    const missing = alarms.filter(({ state }) => state === "missing").map(({ name }) => name);
    if (missing.length > 0) {
      return {
        verdict: "inconclusive",
        reason: `Deployment group ${deploymentGroup} watches ${alarms.length === 1 ? "1 alarm" : `${alarms.length} alarms`}: expected CloudWatch to have each, observed none named ${missing.join(", ")}. Create what is missing, or take it out of the group.`,
      };
    }
    const states = alarms.map(({ name, state }) => `${name} ${state}`);
    return {
      verdict: "passed",
      reason: `No alarm of deployment group ${deploymentGroup} fires: ${states.join(", ")}.`,
    };
  },
};
