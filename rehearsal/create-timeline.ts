import { alarmIncident } from "./alarms/alarm-script.ts";
import type { DeploymentClock } from "./deployment-clock.ts";
import type { DeploymentOptions } from "./deployment-options.ts";
import type { Incident, Scene } from "./incidents/incident.ts";
import { describeMoment } from "./moment.ts";
import type { Narrator } from "./narrator.ts";
import { Timeline } from "./timeline.ts";

/** All that is to happen to a release, its alarms first: who looks for an incident's effect finds them as they were. */
export function createTimeline(
  { alarms, incidents }: Pick<DeploymentOptions, "alarms" | "incidents">,
  scene: Scene,
  clock: DeploymentClock,
  narrator: Pick<Narrator, "say">,
  onFault: (fault: unknown) => void,
  signal: AbortSignal,
): Timeline {
  const all: readonly Incident[] = [...alarms.map(alarmIncident), ...incidents];
  const happenings = all.map(({ at, description, happen }) => {
    return { at, description, happen: (signal: AbortSignal) => happen(scene, signal) };
  });
  const onHappening = (happening: Pick<Incident, "at" | "description">): void => {
    narrator.say(`${describeMoment(happening.at)}: ${happening.description}`);
  };
  return new Timeline(happenings, clock, { onHappening, onFault }, signal);
}
