import type { Alarm } from "../../deployment/alarms.ts";
import type { Finding } from "../findings.ts";

/** What is wrong with the states of the alarms that CodeDeploy watches. */
export function findAlarmProblems(alarms: readonly Alarm[], deploymentGroup: string): readonly Finding[] {
  const where = `Alarms of deployment group ${deploymentGroup}`;
  const of = (state: string): readonly Alarm[] => alarms.filter((alarm) => alarm.state === state);
  const [firing, without, missing] = [of("ALARM"), of("INSUFFICIENT_DATA"), of("missing")];
  const found: readonly (Finding | false)[] = [
    firing.length > 0 && {
      policy: "firingAlarm",
      sentence: `${where}: expected none in ALARM, observed ${firing.length} of ${alarms.length}: ${firing.map(describe).join("; ")}. CodeDeploy would stop at once, or the alarm hides what the shift does: find out what fires before customers are moved.`,
    },
    without.length > 0 && {
      policy: "alarmWithoutData",
      sentence: `${where}: expected each in OK, observed ${without.length} of ${alarms.length} in INSUFFICIENT_DATA: ${without.map(({ name }) => name).join(", ")}. An alarm without data does not fire: see that its metric exists, and how it treats missing data.`,
    },
    missing.length > 0 && {
      policy: "missingAlarm",
      sentence: `${where}: expected CloudWatch to have each, observed none named ${missing.map(({ name }) => name).join(", ")}. Create what is missing, or take it out of the group.`,
    },
  ];
  return found.filter((each) => each !== false);
}

function describe({ name, reason }: Alarm): string {
  return reason === undefined ? name : `${name} (${reason})`;
}
