import type { BakeContext, Resumable } from "../../checks/resumable-check.ts";
import type { Deployment } from "../../deployment/deployment.ts";
import type { CheckReport } from "../check-report.ts";
import type { BakingInvocation } from "./judge-bake.ts";
import { reportInBake } from "./report-in-bake.ts";
import { settleResumable } from "./run-resumable.ts";
import { settlingMs } from "./share-invocation.ts";
import type { Standing } from "./standing.ts";

/** Settling took all the time that is kept for it. */
class SettlingError extends Error {
  override readonly name = "SettlingError";
}

/** Has every check that holds a state decide by it, in a minute at most: the hour is nearly over after a long bake. */
export async function settleBake<D extends Deployment>(
  resumables: readonly Resumable<D>[],
  { decided, held }: Standing,
  context: BakeContext<D>,
  { beganAt, deadline, interruption }: BakingInvocation,
): Promise<Standing> {
  const late = new AbortController();
  const atMostMs = settlingMs(beganAt, deadline.checksEndAt);
  const timer = setTimeout(() => late.abort(new SettlingError(`Settling had ${atMostMs / 1000} s`)), atMostMs);
  const signal = AbortSignal.any([deadline.checks, late.signal]);
  const settled = resumables.map(async (check): Promise<readonly CheckReport[]> => {
    const state = held[check.name];
    if (!state) return [];
    const result = await settleResumable(check, context, state, interruption, signal);
    return [reportInBake(check.name, result, context)];
  });
  try {
    return { decided: [...decided, ...(await Promise.all(settled)).flat()], held: {} };
  } finally {
    clearTimeout(timer);
  }
}
