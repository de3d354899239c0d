import * as v from "valibot";
import { MOST_WORST } from "../../checks/worst-samples.ts";
import { CHECK_MODES } from "../../configuration/checks-schema.ts";
import { strictObject } from "../../configuration/strict-object.ts";
import { VERDICTS } from "../../verdict/verdict.ts";

/** Changed with whatever an older or a newer build would misread. */
export const CONTINUATION_VERSION = 3;

/**
 * A bake has this many invocations at most. With 15 minutes each, the hour takes five. Lambda itself stops a function that
 * invokes itself after 16 ("Detecting and stopping recursive loops in AWS Lambda functions", AWS Compute Blog).
 */
export const MOST_INVOCATIONS = 15;

/** Addresses are of hosts; texts are cut at 400 characters, and an ellipsis. */
const worstSample = strictObject({
  text: v.pipe(v.string(), v.maxLength(401)),
  address: v.exactOptional(v.pipe(v.string(), v.maxLength(255))),
});

/** Ids and ARNs have 1,600 characters at most. */
const name = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,1600}$/));

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What CodeDeploy's own event has not: how far a bake had come when the invocation before ran out of time. */
export const continuationSchema = strictObject({
  version: v.literal(CONTINUATION_VERSION),
  /** Of the invocation that this event is for: CodeDeploy's own is the first. */
  number: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(MOST_INVOCATIONS)),
  /** Milliseconds since 1970. */
  startedAt: moment,
  bakeEndsAt: moment,
  blue: strictObject({ id: name, taskDefinition: name, targetGroup: name }),
  decided: v.array(
    strictObject({
      name: v.string(),
      mode: v.picklist(CHECK_MODES),
      modeReason: v.exactOptional(v.string()),
      notApplicable: v.exactOptional(v.literal(true)),
      verdict: v.picklist(VERDICTS),
      reason: v.string(),
      repeat: v.exactOptional(v.string()),
      worst: v.exactOptional(v.pipe(v.array(worstSample), v.maxLength(MOST_WORST))),
      durationMs: v.pipe(v.number(), v.minValue(0)),
    }),
  ),
  states: v.record(v.string(), strictObject({ state: v.unknown(), note: v.string() })),
  digest: v.string(),
});

export type WrittenContinuation = v.InferOutput<typeof continuationSchema>;
