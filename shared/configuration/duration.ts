import * as v from "valibot";
import { parseDuration, type Duration } from "../probe/duration.ts";

/** A duration in a configuration, read as milliseconds. */
export const durationSchema = v.pipe(
  v.custom<Duration>(
    (input) => typeof input === "string" && parseDuration(input) !== undefined,
    ({ received }) => `expected a duration such as "300ms", "5s" or "10m", of an hour at most, received ${received}`,
  ),
  v.transform((text) => parseDuration(text) ?? 0),
);
