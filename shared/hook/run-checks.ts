import type { Check, CheckContext, CheckResult } from "../checks/check.ts";
import type { Deployment } from "../deployment/deployment.ts";
import { VERDICTS } from "../verdict/verdict.ts";
import { modeOf, reportOff, type CheckReport } from "./check-report.ts";
import { describeError } from "./describe-error.ts";
import { outOfTime, type Interruption } from "./interruption.ts";

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
      const off = reportOff(context.configuration.checks, name);
      if (off) return off;
      const startedAt = performance.now();
      const { verdict, reason, repeat, notApplicable, worst }: CheckResult = await Promise.race([
        attempt(check, context, signal),
        interruption,
      ]);
      const durationMs = Math.round(performance.now() - startedAt);
      const beside = {
        ...(repeat !== undefined && { repeat }),
        ...(notApplicable && { notApplicable }),
        ...(worst && { worst }),
      };
      return { name, ...modeOf(context.configuration.checks, name), verdict, reason, ...beside, durationMs };
    }),
  );
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
