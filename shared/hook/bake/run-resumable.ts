import type { CheckResult } from "../../checks/check.ts";
import type { BakeContext, Pending, Resumable } from "../../checks/resumable-check.ts";
import type { Deployment } from "../../deployment/deployment.ts";
import { VERDICTS } from "../../verdict/verdict.ts";
import { describeError } from "../describe-error.ts";
import type { Interruption } from "../interruption.ts";
import { holdState } from "./hold-state.ts";
import type { HeldState } from "./standing.ts";

/** How long a check has to give its state back. */
const GRACE_MS = 2_000;

/** What a check came to in one invocation: its last word, or what it goes on with. */
export type Outcome = { readonly result: CheckResult } | { readonly held: HeldState };

/** Runs a check until it decides or is stopped. Never rejects, and does not wait for one that will not stop. */
export async function runResumable<D extends Deployment>(
  check: Resumable<D>,
  context: BakeContext<D>,
  held: HeldState | undefined,
  interruption: Promise<Interruption>,
  signal: AbortSignal,
): Promise<Outcome> {
  using grace = graceAfter(signal);
  const run = (async () => readOutcome(check, await check.run(context, held?.state, signal)))();
  return await Promise.race([
    run.catch((error: unknown): Outcome => failed(describeError(error))),
    interruption.then(({ verdict, reason }): Outcome => ({ result: { verdict, reason } })),
    grace.over.then((): Outcome =>
      failed(`it did not give its state back within ${GRACE_MS / 1000} s of being stopped`),
    ),
  ]);
}

/** The last word of a check that has none yet, now that nothing more will be seen. Never rejects. */
export async function settleResumable<D extends Deployment>(
  check: Resumable<D>,
  context: BakeContext<D>,
  held: HeldState,
  interruption: Promise<Interruption>,
  signal: AbortSignal,
): Promise<CheckResult> {
  using grace = graceAfter(signal);
  const settling = (async () => readResult(await check.settle(context, held.state, signal)))();
  return await Promise.race([
    settling.catch((error: unknown) => itself(describeError(error))),
    interruption.then(({ verdict, reason }) => ({ verdict, reason })),
    grace.over.then(() => itself("it did not decide in the time that is kept for it")),
  ]);
}

function readOutcome<D extends Deployment>(check: Resumable<D>, answer: CheckResult | Pending<unknown>): Outcome {
  return "pending" in answer ? { held: holdState(check, answer) } : { result: readResult(answer) };
}

function readResult(result: CheckResult): CheckResult {
  if (VERDICTS.includes(result.verdict)) return result;
  return itself(`expected a verdict, received ${describeError(result)}`);
}

function failed(why: string): Outcome {
  return { result: itself(why) };
}

function itself(why: string): CheckResult {
  return { verdict: "error", reason: `The check itself failed: ${why}` };
}

/** Resolves some time after `signal` was aborted. */
function graceAfter(signal: AbortSignal): Disposable & { readonly over: Promise<void> } {
  const over = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    timer = setTimeout(over.resolve, GRACE_MS);
  };
  if (signal.aborted) start();
  else signal.addEventListener("abort", start, { once: true });
  return {
    over: over.promise,
    [Symbol.dispose]: () => {
      signal.removeEventListener("abort", start);
      clearTimeout(timer);
    },
  };
}
