import * as v from "valibot";
import { parseDuration, type Duration } from "../probe/duration.ts";

const MINUTE_MS = 60_000;

/** CodeDeploy fails a hook that has not reported an hour after it called it ("Quotas", CodeDeploy user guide). */
export const HOUR_MS = 60 * MINUTE_MS;

/** What of the hour is no bake: the first start, handing over, settling what is undecided, and the report with its retries. */
const KEPT_MS = 5 * MINUTE_MS;

/** The longest bake, in milliseconds. */
export const LONGEST_BAKE_MS = HOUR_MS - KEPT_MS;

/** `"0s"` is no bake. Read as milliseconds. */
export const bakeSchema = v.pipe(
  v.custom<Duration>(
    (input) => typeof input === "string" && read(input) !== undefined,
    ({ received }) =>
      `expected a duration such as "10m" or "90s", of ${LONGEST_BAKE_MS / MINUTE_MS}m at most, or "0s" for none, received ${received}`,
  ),
  v.transform((text) => read(text) ?? 0),
  v.maxValue(
    LONGEST_BAKE_MS,
    ({ input }) =>
      `expected ${LONGEST_BAKE_MS / MINUTE_MS}m at most: CodeDeploy waits ${HOUR_MS / MINUTE_MS}m for a hook, of which ` +
      `${KEPT_MS / MINUTE_MS}m are kept to hand over, to settle and to report; received ${input / MINUTE_MS}m`,
  ),
);

function read(text: string): number | undefined {
  return /^0+(?:\.0+)?(?:ms|s|m)$/.test(text) ? 0 : parseDuration(text);
}
