import type { InstalledDeployment } from "../deployment/deployment.ts";
import { getRollbackSettings } from "../deployment/rollback-settings.ts";
import { getTaskCounts } from "../deployment/task-counts.ts";
import { lookAtAlarms } from "./alarms/look-at-alarms.ts";
import type { Check } from "./check.ts";
import { judgeFindings } from "./findings.ts";
import { nextGateMs } from "./next-gate.ts";
import { findAlarmProblems } from "./rollback/alarm-problems.ts";
import { findBlueProblems } from "./rollback/blue-problems.ts";
import { findOneSided } from "./rollback/one-sided-alarms.ts";
import { findSettingProblems } from "./rollback/setting-problems.ts";

/**
 * Should green fail its customers, they can be taken back: automatic rollback is on, its alarms can be relied upon, and blue
 * is there and will be until the next gate has decided. Everything is read afresh.
 */
export const rollbackIsReady: Check<InstalledDeployment> = {
  name: "rollback-is-ready",
  run: async ({ deployment, configuration, clients }, signal) => {
    const { blue, green, deploymentGroup } = deployment;
    const [settings, taskSets] = await Promise.all([
      getRollbackSettings(clients, deployment, signal),
      getTaskCounts(clients, deployment, signal),
    ]);
    const watched = settings.alarms.enabled ? settings.alarms.names : [];
    const alarms = await lookAtAlarms(clients, watched, signal);
    const findings = [
      ...findSettingProblems(settings, deploymentGroup, {
        probesMs: nextGateMs(configuration),
        bakeMs: configuration.bake,
      }),
      ...findAlarmProblems(alarms, deploymentGroup),
      ...findOneSided(alarms, [blue.targetGroup, green.targetGroup]),
      ...findBlueProblems(blue.id, taskSets.get(blue.id)),
    ];
    const wait = settings.terminationWaitMinutes;
    const good = [
      settings.events.length > 0
        ? `CodeDeploy rolls back on ${settings.events.join(", ")}`
        : "CodeDeploy rolls nothing back",
      alarms.length > 0
        ? `watches ${alarms.map(({ name, state }) => `${name} (${state})`).join(", ")}`
        : "watches no alarm",
      wait === undefined ? "keeps blue for good" : `keeps blue for ${wait} min after the shift`,
    ];
    return judgeFindings(`${good.join(", ")}.`, findings, configuration.readiness);
  },
};
