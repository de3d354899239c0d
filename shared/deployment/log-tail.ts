import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";

/**
 * The last lines of a log stream, oldest first.
 * @param limit how many at most, 1..10000
 */
export async function getLogTail(
  clients: AwsClients,
  stream: { readonly group: string; readonly name: string },
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
  const answer = await callAws("logs:GetLogEvents", () => logs.send(command, { abortSignal: signal }), signal);
  return (answer.events ?? []).map(({ message }) => message ?? "");
}
