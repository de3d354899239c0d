import type { Configuration } from "../configuration/schema.ts";
import type { InstalledDeployment } from "../deployment/deployment.ts";
import type { Probe } from "../probe/probers.ts";
import type { Target, TargetTls } from "../probe/target.ts";

/** What is asked, and how its targets are spoken with. */
export interface Question {
  readonly probe: Probe;
  /** The Host header of the target where the probe names none. */
  readonly host: string | undefined;
  /** Present where TLS is spoken. */
  readonly tls: TargetTls | undefined;
}

/** A listener's protocol takes the place of the target group's where the probe goes through one. */
export type Through = { readonly kind: "task" } | { readonly kind: "listener"; readonly protocol: string };

/** What of green a question is made from. */
export type Green = Pick<InstalledDeployment["green"], "targetGroup" | "taskDefinition">;

/** What of the configuration. */
export type ProbeSettings = Pick<
  Configuration,
  "health" | "smoke" | "identity" | "host" | "unverifiedTaskCertificates" | "probing"
>;

/** `target`, spoken with as `question` says. */
export function askedBy({ host, tls }: Question, target: Target): Target {
  return { ...target, ...(host !== undefined && { host }), ...(tls && { tls }) };
}
