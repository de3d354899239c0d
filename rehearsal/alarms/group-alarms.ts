import type { Alarm } from "../codedeploy/deployment-group.ts";
import { customersAlarm } from "../customers-alarm.ts";
import type { RehearsalOptions } from "../options.ts";
import { alarmNames } from "./alarm-script.ts";

/** The group's own alarm, and those that a script moves: what is scripted is not evaluated on metrics as well. */
export function groupAlarms(options: Pick<RehearsalOptions, "alarms">): readonly Alarm[] {
  const scripted = [...new Set(alarmNames(options.alarms))];
  const own = customersAlarm();
  return [...(scripted.includes(own.name) ? [] : [own]), ...scripted.map(quietAlarm)];
}

function quietAlarm(name: string): Alarm {
  return { name, state: "OK", reason: "no datapoint was above the threshold" };
}
