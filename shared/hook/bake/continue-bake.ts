import type { Bake } from "../../checks/resumable-check.ts";
import { findLogLines } from "../../deployment/find-log-lines.ts";
import type { KnownBlue } from "../../deployment/known-blue.ts";
import { describeError } from "../describe-error.ts";
import { orInterrupted } from "../interruption.ts";
import { bakeSign, type BakeSign } from "./bake-sign.ts";
import { MOST_INVOCATIONS } from "./continuation-schema.ts";
import { writeContinuation } from "./continuation.ts";
import { handOver } from "./hand-over.ts";
import type { BakeJudging, BakingInvocation } from "./judge-bake.ts";
import type { Standing } from "./standing.ts";
import { invocationsNeeded } from "./share-invocation.ts";

/** A bake that has come to the end of an invocation. */
export interface InterruptedBake {
  readonly bake: Bake;
  readonly blue: KnownBlue;
  readonly number: number;
  readonly own: BakeSign;
  readonly run: Standing;
  /** When the checks were stopped, in milliseconds since 1970. */
  readonly stopAt: number;
  /** When there is no time left to see that the next invocation begins. */
  readonly until: number;
}

/** Lines are dated by the clocks of several hosts. */
const SKEW_MS = 60_000;

/**
 * Has a further invocation go on with the bake, and sees that it begins.
 * @returns undefined where one does; else why none does, for the report
 */
export async function continueBake(
  { bake, blue, number, own, run, stopAt, until }: InterruptedBake,
  { execution, context, deadline, interruption, beganAt }: BakingInvocation,
  { clients, log, invokeFunction }: BakeJudging,
): Promise<string | undefined> {
  const next = number + 1;
  const needed = number + invocationsNeeded(beganAt, deadline.checksEndAt, stopAt, bake.endsAt);
  if (needed > MOST_INVOCATIONS) {
    return `with this function's time-out it would take ${needed} invocations, and ${MOST_INVOCATIONS} at most are made. Raise the function's timeout in serverless.yml (900 is the most), or shorten bake`;
  }
  try {
    const event = writeContinuation(execution, { ...run, bake, blue, number: next });
    const result = await orInterrupted(
      handOver(
        { own, nextSign: bakeSign(execution, next) },
        {
          invokeNext: (signal) => invokeFunction({ functionArn: context.invokedFunctionArn, event }, signal),
          findLines: (text, signal) => {
            return findLogLines(
              clients,
              { group: context.logGroupName, text, since: bake.startedAt - SKEW_MS },
              signal,
            );
          },
          onFailure: (problem) => log.warn("bake could not be handed over", { number: next, reason: problem }),
        },
        until,
        deadline.checks,
      ),
      interruption,
    );
    if (result.kind === "lost") return result.problem;
    const waiting = Object.fromEntries(Object.entries(run.held).map(([name, { note }]) => [name, note]));
    if (result.kind === "elsewhere") {
      log.warn("bake goes on elsewhere", { number: next, sign: own.sign });
    } else {
      const { requestId: nextRequestId, attempts } = result;
      log.info("bake handed over", { number: next, nextRequestId, attempts, waiting });
    }
    return undefined;
  } catch (error) {
    return describeError(error);
  }
}
