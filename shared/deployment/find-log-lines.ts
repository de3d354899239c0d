import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";

/** A line of a log group, with the moment at which it was logged, in milliseconds since 1970. */
export interface LoggedLine {
  readonly timestamp: number;
  readonly message: string;
}

/** What is looked for in a log group. */
export interface LogSearch {
  readonly group: string;
  /** Letters, digits and hyphens, which a line has in it as they are. */
  readonly text: string;
  /** Milliseconds since 1970: no earlier line is found. */
  readonly since: number;
}

/** Pages may come empty although more follow: this many at most are asked for. */
const MOST_PAGES = 20;

/**
 * The lines with a text in them, over all streams of the group, in no order. A line can be found some seconds after it was
 * logged.
 * @throws {AwsCallError}
 */
export async function findLogLines(
  { logs: loadLogs }: Pick<AwsClients, "logs">,
  { group, text, since }: LogSearch,
  signal: AbortSignal,
): Promise<readonly LoggedLine[]> {
  const [{ FilterLogEventsCommand }, logs] = await Promise.all([import("@aws-sdk/client-cloudwatch-logs"), loadLogs()]);
  const lines: LoggedLine[] = [];
  let nextToken: string | undefined;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const command = new FilterLogEventsCommand({
      logGroupName: group,
      startTime: since,
      filterPattern: `"${text}"`,
      ...(nextToken !== undefined && { nextToken }),
    });
    const answer = await callAws("logs:FilterLogEvents", () => logs.send(command, { abortSignal: signal }), signal);
    for (const { timestamp = 0, message = "" } of answer.events ?? []) lines.push({ timestamp, message });
    nextToken = answer.nextToken;
    if (nextToken === undefined) break;
  }
  return lines;
}
