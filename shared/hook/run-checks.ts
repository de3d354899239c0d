import type { Check, CheckContext, CheckResult } from "../checks/check.ts";
import { settingOf, type CheckMode } from "../configuration/checks-schema.ts";
import type { Deployment } from "../deployment/deployment.ts";
import { VERDICTS } from "../verdict/verdict.ts";
import { describeError } from "./describe-error.ts";
import { outOfTime, type Interruption } from "./interruption.ts";

/** A check's result, with its name and the time it took. */
export interface CheckReport extends CheckResult {
  readonly name: string;
  /** Only the verdict of one that is enforced counts. */
  readonly mode: CheckMode;
  /** Why it is not enforced. */
  readonly modeReason?: string;
  readonly durationMs: number;
}

/**
 * Runs all checks at once and waits for each, until an interruption: it takes the place of what the checks that have not
 * ended would have said. What others have found by then is kept. A check that is off is reported, and not run.
 */
export function runChecks<D extends Deployment>(
  checks: readonly Check<D>[],
  context: CheckContext<D>,
  interruption: Promise<Interruption>,
  signal: AbortSignal,
): Promise<readonly CheckReport[]> {
  return Promise.all(
    checks.map(async (check): Promise<CheckReport> => {
      const { name } = check;
      const { mode, reason: why } = settingOf(context.configuration.checks, name);
      const set = { mode, ...(mode !== "enforce" && why !== undefined && { modeReason: why }) };
      if (mode === "off") return { name, ...set, ...notRun(why), durationMs: 0 };
      const startedAt = performance.now();
      const { verdict, reason, repeat, notApplicable }: CheckResult = await Promise.race([
        attempt(check, context, signal),
        interruption,
      ]);
      const durationMs = Math.round(performance.now() - startedAt);
      const beside = { ...(repeat !== undefined && { repeat }), ...(notApplicable && { notApplicable }) };
      return { name, ...set, verdict, reason, ...beside, durationMs };
    }),
  );
}

/** Nothing was looked at, which is no pass; it does not count either. */
function notRun(why: string | undefined): CheckResult {
  return { verdict: "inconclusive", reason: `Not run: hooks.config.ts has it off (${why ?? "no reason given"}).` };
}

async function attempt<D extends Deployment>(
  check: Check<D>,
  context: CheckContext<D>,
  signal: AbortSignal,
): Promise<CheckResult> {
  try {
    signal.throwIfAborted();
    const result = await check.run(context, signal);
    if (VERDICTS.includes(result.verdict)) return result;
    return {
      verdict: "error",
      reason: `The check itself failed: expected a verdict, received ${describeError(result)}`,
    };
  } catch (error) {
    if (signal.aborted) return outOfTime(signal);
    return { verdict: "error", reason: `The check itself failed: ${describeError(error)}` };
  }
}
