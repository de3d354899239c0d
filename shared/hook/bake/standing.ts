import type { CheckReport } from "../check-report.ts";

/** What a check that has not decided gave back. */
export interface HeldState {
  readonly state: unknown;
  readonly note: string;
}

/** How far a bake has come: what was decided stays so, in every later invocation. */
export interface Standing {
  readonly decided: readonly CheckReport[];
  /** By the names of the checks that have not decided. */
  readonly held: Readonly<Record<string, HeldState>>;
}
