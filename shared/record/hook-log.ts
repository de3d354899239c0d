import type { Verdict } from "../verdict/verdict.ts";
import type { Evidence } from "./evidence.ts";
import type { HookStatus, Mode } from "../verdict/status.ts";

/** The part of Powertools' Logger that the frame uses. */
export interface HookLog {
  info(message: string, fields: Record<string, unknown>): void;
  warn(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
  appendKeys(fields: Record<string, unknown>): void;
  resetKeys(): void;
}

/** The message of the one line that says what a hook decided and why: what to search the log for. */
export const HOOK_DECIDED = "hook decided";

/** The fields of that line, beside the deployment's id and the lifecycle event, which every line carries. */
export interface HookDecision {
  readonly verdict: Verdict;
  readonly status: HookStatus;
  readonly mode: Mode;
  readonly reason: string;
  readonly durationMs: number;
  readonly checks: readonly {
    readonly name: string;
    /** `enforce` counts, `observe` was run and does not count, `off` was not run. */
    readonly mode: Mode | "off";
    readonly verdict: Verdict;
    readonly reason: string;
    readonly durationMs: number;
  }[];
  /** Of a release that is reported as `Failed` once green's tasks exist. */
  readonly evidence?: Evidence;
}
