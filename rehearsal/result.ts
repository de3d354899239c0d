import type { Evidence } from "../shared/record/evidence.ts";
import type { Mode } from "../shared/verdict/status.ts";
import type { Verdict } from "../shared/verdict/verdict.ts";
import type { CustomerCounts } from "./customers.ts";

/** What `--json` prints: one rehearsal, from beginning to end. */
export interface RehearsalResult {
  readonly deployment: {
    readonly id: string;
    readonly status: string;
    readonly errorInformation: { readonly code: string; readonly message: string } | null;
    readonly config: string;
  };
  readonly lifecycleEvents: readonly {
    readonly name: string;
    readonly status: string;
    /** ISO 8601, wall time; null where the event was skipped. */
    readonly startedAt: string | null;
    readonly endedAt: string | null;
  }[];
  readonly hooks: readonly HookResult[];
  /** Every report for this deployment, in order; those for its rollback are not among them. */
  readonly statusReports: readonly {
    readonly lifecycleEvent: string;
    readonly status: string;
    readonly accepted: boolean;
  }[];
  /** Every shift of production traffic by this deployment; `at` as above, of the requests `greenPercentage` in 100. */
  readonly trafficShifts: readonly { readonly at: string; readonly greenPercentage: number }[];
  readonly customers: CustomerCounts;
  readonly rollback: { readonly id: string; readonly status: string } | null;
  /** Wall milliseconds from the creation of the deployment to its end, its rollback included. */
  readonly wallMs: number;
}

/** What one hook decided, and why. */
export interface HookResult {
  readonly lifecycleEvent: string;
  /** What it reported; `none` where it did not. */
  readonly status: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly durationMs: number;
  readonly checks: readonly {
    readonly name: string;
    /** Only `enforce` counts. */
    readonly mode: Mode | "off";
    readonly verdict: Verdict;
    readonly reason: string;
  }[];
  /** What it kept of green, where it reported `Failed` once green's tasks existed. */
  readonly evidence?: Evidence;
}
