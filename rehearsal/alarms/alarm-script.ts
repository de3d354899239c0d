import type { Alarm } from "../codedeploy/deployment-group.ts";
import { describeMoment, parseMoment, type Moment } from "../moment.ts";
import type { Incident } from "../incidents/incident.ts";
import { setAlarmState } from "./set-alarm-state.ts";

/** One change of one alarm's state. */
export interface AlarmChange {
  readonly alarm: string;
  readonly state: Alarm["state"];
  readonly at: Moment;
}

/** The states of alarms over the time of a deployment. Each alarm is OK until its first change. */
export type AlarmScript = readonly AlarmChange[];

const STATES = ["OK", "ALARM", "INSUFFICIENT_DATA"] as const;

/** `shop-5xx=ALARM@AfterAllowTraffic+30s`; undefined where `text` is no change. */
export function parseAlarmChange(text: string): AlarmChange | undefined {
  const [, alarm = "", word, when = ""] = /^(.{1,255})=([A-Z_]+)@([^@]+)$/.exec(text) ?? [];
  const state = STATES.find((each) => each === word);
  const at = parseMoment(when);
  return state && at && { alarm, state, at };
}

/** The names in a script, each once. */
export function alarmNames(script: AlarmScript): readonly string[] {
  return [...new Set(script.map(({ alarm }) => alarm))];
}

/** The change as something that happens. */
export function alarmIncident({ alarm, state, at }: AlarmChange): Incident {
  return {
    at,
    description: `alarm ${alarm} is ${state}`,
    happen: ({ group }) => {
      const reason = `As the rehearsal's script says for ${describeMoment(at)}`;
      setAlarmState(group.alarms, alarm, { state, reason });
    },
  };
}
