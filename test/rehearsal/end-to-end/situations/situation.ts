import type { GroupSettings } from "../../../../rehearsal/codedeploy/group-settings.ts";
import type { LifecycleEventName } from "../../../../rehearsal/codedeploy/lifecycle.ts";
import type { Incident } from "../../../../rehearsal/incidents/incident.ts";
import type { Moment } from "../../../../rehearsal/moment.ts";
import type { Staging } from "../../../../rehearsal/staging.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";
import type { Verdict } from "../../../../shared/verdict/verdict.ts";

/** What a deployment meets, beside the sample service and `brisk.hooks.config.ts`. */
export interface Arrangement extends Pick<Staging, "reportingDelay" | "dropInvocation" | "longestInvocationMs"> {
  /** Options of the command line. */
  readonly args?: readonly string[];
  readonly configuration?: HooksConfig;
  readonly incidents?: readonly Incident[];
  readonly settings?: Partial<GroupSettings>;
  /** When what both colours depend on fails, and when it is there again. */
  readonly outage?: { readonly from: Moment; readonly to?: Moment };
}

/** How the deployment must end, and who says why. */
export interface Expected {
  /** Where it is decided. */
  readonly event: LifecycleEventName;
  /** Of the hook there; `none` where no hook decided, but CodeDeploy. */
  readonly verdict: Verdict | "none";
  /** Who says it, with the hook's verdict: a check of the hook; without one, the hook as a whole or CodeDeploy. */
  readonly check?: string;
  /** The checks that come to something else than `passed`: `check` alone where it is left out. */
  readonly doubtful?: readonly string[];
  /** The sentence. */
  readonly says: RegExp;
  readonly deployment: "Succeeded" | "Failed" | "Stopped";
  /** The status of the rollback; left out where there is none. */
  readonly rollback?: "Succeeded" | "Failed";
  /** Green's share of the requests after each shift: all of them at once where it is left out and the shift takes place. */
  readonly shifts?: readonly number[];
  /** In how many further invocations a bake goes on at least. */
  readonly continuations?: number;
}

export interface Situation {
  readonly arrangement: Arrangement;
  readonly expected: Expected;
}

/** Situations by their names. */
export type Situations = Readonly<Record<string, Situation>>;
