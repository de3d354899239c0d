import { AwsError } from "../aws/aws-error.ts";
import type { OperationInput, OperationOutput } from "../aws/operations.ts";
import type { FunctionLogStream } from "../lambda/function-log.ts";
import { parseFilterPattern } from "./filter-pattern.ts";
import { sha256 } from "./sha256.ts";
import { takePage } from "./take-page.ts";

type Input = OperationInput<"logs", "FilterLogEvents">;

/** The events of a group that pass, of all its streams, the oldest first. Unlike that of GetLogEvents, the end is inclusive. */
export function filterLogEvents(
  streams: readonly FunctionLogStream[],
  { nextToken, limit = 10_000, ...filters }: Input,
): OperationOutput<"logs", "FilterLogEvents"> {
  const { logStreamNames, logStreamNamePrefix, startTime = 0, endTime = Infinity, filterPattern = "" } = filters;
  if (logStreamNames && logStreamNamePrefix !== undefined) {
    throw new AwsError(
      "InvalidParameterException",
      "logStreamNames and logStreamNamePrefix cannot be specified together.",
    );
  }
  const passes = parseFilterPattern(filterPattern);
  const events = streams
    .filter(({ name }) => logStreamNames?.includes(name) ?? name.startsWith(logStreamNamePrefix ?? ""))
    .flatMap(({ name, log, lostLines }) =>
      log.map(({ timestamp, message }, index) => ({
        logStreamName: name,
        timestamp,
        message,
        ingestionTime: timestamp,
        eventId: sha256(`${name}/${lostLines + index}`),
      })),
    )
    .filter(({ timestamp, message }) => timestamp >= startTime && timestamp <= endTime && passes(message))
    .toSorted((left, right) => left.timestamp - right.timestamp);
  const { items, next } = takePage(events, {
    size: limit,
    token: nextToken,
    query: { operation: "FilterLogEvents", ...filters },
    invalidToken: () => new AwsError("InvalidParameterException", "The specified nextToken is invalid."),
  });
  // "As of May 15, 2020, this parameter is no longer supported. This parameter returns an empty list."
  return { events: [...items], searchedLogStreams: [], nextToken: next };
}
