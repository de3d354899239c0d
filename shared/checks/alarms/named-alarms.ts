import type { Deployment } from "../../deployment/deployment.ts";

/** The alarms that a deployment must not set off. */
export interface NamedAlarms {
  /** Each once. */
  readonly names: readonly string[];
  /** Who names them: `deployment group shop-group and hooks.config.ts`. */
  readonly by: string;
}

/** Those of the deployment group, as long as it heeds its alarms, and those that the configuration names: `own`. */
export function namedAlarms(
  { alarms, deploymentGroup }: Pick<Deployment, "alarms" | "deploymentGroup">,
  own: readonly string[],
): NamedAlarms {
  const ofGroup = alarms.enabled ? alarms.names : [];
  const by = [
    ...(ofGroup.length > 0 ? [`deployment group ${deploymentGroup}`] : []),
    ...(own.length > 0 ? ["hooks.config.ts"] : []),
  ];
  return { names: [...new Set([...ofGroup, ...own])], by: by.join(" and ") };
}

/**
 * What is said where there are none.
 * @param observed how many the configuration names all the same: alarms-stay-silent does not decide by them
 */
export function noAlarmNamed({ deploymentGroup }: Pick<Deployment, "deploymentGroup">, observed: number): string {
  const own = observed === 0 ? "names none" : `names ${observed} by which alarms-stay-silent is not to decide`;
  return `Not applicable: deployment group ${deploymentGroup} watches no alarm, and hooks.config.ts ${own}. With one of the group's, CodeDeploy would roll back between the hooks too.`;
}
