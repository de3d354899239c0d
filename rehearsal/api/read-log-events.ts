import { AwsError } from "../aws/aws-error.ts";
import type { OperationInput, OperationOutput } from "../aws/operations.ts";
import type { FunctionLogStream } from "../lambda/function-log.ts";

type Wanted = Pick<
  OperationInput<"logs", "GetLogEvents">,
  "startTime" | "endTime" | "nextToken" | "limit" | "startFromHead"
>;

/**
 * A page of a log stream, oldest first. Both tokens are always there; the end of the stream is where the token that
 * was passed comes back, as on AWS.
 * @throws {AwsError} where the token is not one of this stream, or goes forward without `startFromHead`
 */
export function readLogEvents(
  { log, lostLines }: Pick<FunctionLogStream, "log" | "lostLines">,
  { startTime = 0, endTime = Infinity, nextToken, limit = 10_000, startFromHead = false }: Wanted,
): OperationOutput<"logs", "GetLogEvents"> {
  const end = lostLines + log.length;
  const { forward, from } =
    nextToken === undefined
      ? { forward: startFromHead, from: startFromHead ? 0 : end }
      : readToken(nextToken, startFromHead, end);
  const eligible = log
    .map((line, index) => ({ ...line, position: lostLines + index }))
    .filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime)
    .filter(({ position }) => (forward ? position >= from : position < from));
  const page = forward ? eligible.slice(0, limit) : eligible.slice(-limit);
  const [first] = page;
  const last = page.at(-1);
  return {
    events: page.map(({ timestamp, message }) => ({ timestamp, message, ingestionTime: timestamp })),
    nextForwardToken: writeToken("f", last === undefined ? from : last.position + 1),
    nextBackwardToken: writeToken("b", first === undefined ? from : first.position),
  };
}

function writeToken(direction: "f" | "b", position: number): string {
  return `${direction}/${String(position).padStart(56, "0")}/s`;
}

function readToken(token: string, startFromHead: boolean, end: number): { forward: boolean; from: number } {
  const [, direction, position] = /^([fb])\/(\d{56})\/s$/.exec(token) ?? [];
  const from = Number(position);
  if (direction === undefined || from > end) {
    throw new AwsError("InvalidParameterException", "The specified nextToken is invalid.");
  }
  const forward = direction === "f";
  // "If you are using a previous nextForwardToken value …, you must specify true for startFromHead" (API reference).
  if (forward && !startFromHead) {
    throw new AwsError("InvalidParameterException", "A nextForwardToken requires startFromHead to be true.");
  }
  return { forward, from };
}
