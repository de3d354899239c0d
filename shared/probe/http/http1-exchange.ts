import type { ProbeRun } from "../prober.ts";
import { reveal, type Text } from "../secret.ts";
import { hostAndPort } from "../target.ts";
import { Http1Connection } from "./http1-connection.ts";
import { Http1Handler } from "./http1-handler.ts";
import type { HttpProbe } from "./http-probe.ts";
import { idleConnections } from "./idle-connections.ts";
import type { RawAnswer } from "./raw-answer.ts";

/** One request over HTTP/1.1, over a connection of its own unless the probe asks for one to be kept. */
export async function exchangeHttp1(
  probe: HttpProbe,
  path: Text,
  run: ProbeRun,
  signal: AbortSignal,
): Promise<RawAnswer> {
  signal.throwIfAborted();
  const idle = probe.sent.keepAlive ? idleConnections(probe, run) : undefined;
  const connection = idle?.take() ?? (await Http1Connection.open(probe, run, signal));
  const answer = await exchange(connection, probe, path, run, signal);
  idle?.give(connection);
  return answer;
}

async function exchange(
  connection: Http1Connection,
  probe: HttpProbe,
  path: Text,
  { target, clock }: ProbeRun,
  signal: AbortSignal,
): Promise<RawAnswer> {
  const { sent } = probe;
  using handler = new Http1Handler(connection, probe, clock);
  const stop = (): void => handler.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  try {
    signal.throwIfAborted();
    clock.begin("request");
    connection.client.dispatch(
      {
        path: reveal(path),
        method: sent.method,
        headers: headersOf(probe, hostAndPort(target), target.host),
        body: sent.body === undefined ? null : reveal(sent.body),
        reset: !sent.keepAlive,
      },
      handler,
    );
    return await handler.answer;
  } catch (error) {
    connection.close();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
    if (!sent.keepAlive) connection.close();
  }
}

/** Names and values by turns. What the prober itself adds gives way to what it was told to send. */
function headersOf({ sent }: HttpProbe, address: string, host = address): string[] {
  const list = ["host", sent.host ?? host];
  if (sent.headers["user-agent"] === undefined) list.push("user-agent", "verdigris");
  if (sent.headers["accept-encoding"] === undefined) list.push("accept-encoding", "identity");
  for (const name of Object.keys(sent.headers)) list.push(name, reveal(sent.headers[name] ?? ""));
  return list;
}
