import type { Bake } from "../resumable-check.ts";
import { compareWithBlue, type ComparisonOutcome, type ComparisonWork } from "./compare-with-blue.ts";

/** Of the two seconds in which a stopped check gives back its state: probes that are under way may be answered. */
const LAST_ANSWERS_MS = 1_000;

/**
 * Compares until that decides or its time is up; where both err by then, at the same time, or did and green is not whole yet,
 * on until the bake is over: what is the environment's fault may pass, and green shows itself afterwards.
 * @param signal stops it: it may be gone on with
 */
export async function compareThroughOutage(
  work: ComparisonWork,
  { startedAt, endsAt }: Bake,
  signal: AbortSignal,
): Promise<ComparisonOutcome> {
  const lost = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onStop = (): void => {
    timer = setTimeout(() => lost.abort(signal.reason), LAST_ANSWERS_MS);
  };
  if (signal.aborted) onStop();
  else signal.addEventListener("abort", onStop, { once: true });
  try {
    return await compareWithBlue({ ...work, atMostInOutage: endsAt - startedAt, pause: signal }, lost.signal);
  } finally {
    signal.removeEventListener("abort", onStop);
    clearTimeout(timer);
  }
}
