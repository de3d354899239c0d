import type { Alarm } from "../codedeploy/deployment-group.ts";
import { RehearsalError } from "../rehearsal-error.ts";

/**
 * Gives an alarm of the deployment group another state: from now on DescribeAlarms answers it, and CodeDeploy sees it when
 * it next looks. Whatever drives alarms, a script or metrics, does so here.
 * @throws {RehearsalError} where the group has no alarm of that name
 */
export function setAlarmState(
  alarms: readonly Alarm[],
  name: string,
  { state, reason }: Pick<Alarm, "state" | "reason">,
): void {
  const alarm = alarms.find((each) => each.name === name);
  if (!alarm) throw new RehearsalError(`There is no alarm ${name} whose state could become ${state}`);
  alarm.state = state;
  alarm.reason = reason;
}
