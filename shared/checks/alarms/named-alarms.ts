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

/** What is said where there are none. */
export function noAlarmNamed({ deploymentGroup }: Pick<Deployment, "deploymentGroup">): string {
  return `Not applicable: deployment group ${deploymentGroup} watches no alarm, and hooks.config.ts names none. With one, CodeDeploy would roll back between the hooks too.`;
}
