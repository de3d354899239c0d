import type { Alarm } from "../../deployment/alarms.ts";
import type { TargetGroup } from "../../deployment/target-group.ts";
import type { Finding } from "../findings.ts";

/**
 * Metrics that the alarms watch of one of the two target groups and not of the other: which of them is green's changes with
 * every deployment, so that such an alarm looks at blue every second time. Several alarms may share the two sides.
 */
export function findOneSided(alarms: readonly Alarm[], pair: readonly [TargetGroup, TargetGroup]): readonly Finding[] {
  const watched = alarms.flatMap(({ name, watches }) => watches.map((each) => ({ ...each, alarm: name })));
  const byMetric = Map.groupBy(watched, ({ metric }) => metric);
  return [...byMetric].flatMap(([metric, watches]): Finding[] => {
    const of = (group: TargetGroup) => watches.filter(({ targetGroup }) => group.arn.endsWith(`:${targetGroup}`));
    const [blue, green] = [of(pair[0]), of(pair[1])];
    if (blue.length > 0 === green.length > 0) return [];
    const [seen, unseen] = blue.length > 0 ? pair : [pair[1], pair[0]];
    const names = [...new Set([...blue, ...green].map(({ alarm }) => alarm))].join(", ");
    const now =
      blue.length > 0
        ? "that is blue's in this deployment, so that green is not watched"
        : "that is green's now, and blue's in the next deployment";
    const sentence =
      `${metric}: expected alarms on both target groups, observed ${names} on ${seen.name} alone (${now}). ` +
      `Add the same alarm on ${unseen.name}, or make one of both by metric math.`;
    return [{ policy: "oneSidedAlarm", sentence }];
  });
}
