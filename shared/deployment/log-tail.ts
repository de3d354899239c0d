import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { AwsCallError } from "./errors.ts";
import { pause } from "./pause.ts";

/** A log stream of CloudWatch Logs. */
export interface LogStream {
  readonly group: string;
  readonly name: string;
}

/** How long is waited for lines that are not there yet. */
export interface LogWait {
  /** Milliseconds before each further look. */
  readonly waitsMs: readonly number[];
  /** Whether what has come is enough. Default: a line. */
  readonly isEnough?: (lines: readonly string[]) => boolean;
}

/** What a container logged last arrives some seconds after its end. */
const WAIT: LogWait = { waitsMs: [2_000, 4_000] };

/**
 * The last lines of a log stream, oldest first; none where nothing was ever logged to it. Where they are not enough, it looks
 * again.
 * @param limit how many at most, 1..10000
 * @throws {AwsCallError}
 */
export async function getLogTail(
  clients: AwsClients,
  stream: LogStream,
  limit: number,
  signal: AbortSignal,
  { waitsMs, isEnough = (lines) => lines.length > 0 }: LogWait = WAIT,
): Promise<readonly string[]> {
  let lines = await look(clients, stream, limit, signal);
  for (const waitMs of waitsMs) {
    if (isEnough(lines)) break;
    await pause(waitMs, signal);
    lines = await look(clients, stream, limit, signal);
  }
  return lines;
}

async function look(
  clients: AwsClients,
  stream: LogStream,
  limit: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const [{ GetLogEventsCommand }, logs] = await Promise.all([
    import("@aws-sdk/client-cloudwatch-logs"),
    clients.logs(),
  ]);
  const command = new GetLogEventsCommand({
    logGroupName: stream.group,
    logStreamName: stream.name,
    limit,
    startFromHead: false,
  });
  try {
    const answer = await callAws("logs:GetLogEvents", () => logs.send(command, { abortSignal: signal }), signal);
    return (answer.events ?? []).map(({ message }) => message ?? "");
  } catch (error) {
    // A container that never logged has no stream; that there is no such group is a fault of the task definition's.
    const isUnwritten =
      error instanceof AwsCallError &&
      error.code === "ResourceNotFoundException" &&
      error.message.includes("log stream does not exist");
    if (isUnwritten) return [];
    throw error;
  }
}
