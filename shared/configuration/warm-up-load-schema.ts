import * as v from "valibot";
import { SAMPLES_TO_SETTLE } from "../verdict/settling.ts";
import { durationSchema } from "./duration.ts";
import { probing } from "./plan-schema.ts";
import { path } from "./request-schema.ts";
import { strictObject } from "./strict-object.ts";

/** Load on green through the test listener, until its latency has settled. Off where it is left out. */
export const warmUpLoad = v.optional(
  v.pipe(
    strictObject({
      /** Requests a second, over all paths. */
      rate: v.optional(probing.rate, 50),
      /** When it ends, settled or not. */
      atMost: v.optional(durationSchema, "30s"),
      /** What is asked, by GET, in turn. Default: what health means. */
      paths: v.optional(
        v.pipe(
          v.array(path, ({ received }) => `expected a list such as ["/", "/cart"], received ${received}`),
          v.minLength(1, "expected at least one path, received none"),
        ),
      ),
    }),
    v.check(
      ({ rate, atMost }) => rate * (atMost / 1000) >= SAMPLES_TO_SETTLE,
      ({ input: { rate, atMost } }) =>
        `expected time for ${SAMPLES_TO_SETTLE} requests, the fewest by which latency can be seen to settle, received ` +
        `${Math.floor(rate * (atMost / 1000))} (${rate}/s for ${atMost / 1000} s): raise rate or atMost`,
    ),
  ),
);
