import type { ProbeRun } from "../prober.ts";
import { reveal, type Text } from "../secret.ts";
import { hostAndPort, type Target } from "../target.ts";
import { hostName } from "../open-connection.ts";
import { BodyCollector, type CollectedBody } from "./body-collector.ts";
import type { AnswerHeaders } from "./http-answer.ts";
import type { HttpProbe } from "./http-probe.ts";
import { openHttp2, type Http2Connection } from "./http2-connection.ts";
import type { Http2Receiver } from "./http2-receive.ts";
import { requestHttp2, type Http2Request } from "./http2-request.ts";
import { Http2Slot } from "./http2-slot.ts";
import type { Exchange, RawAnswer } from "./raw-answer.ts";

/** HTTP/2: over TLS where the target speaks it, by prior knowledge otherwise. Never by an upgrade from HTTP/1.1. */
export const exchangeHttp2: Exchange = async (probe, path, run, signal) => {
  using receiver = new BodyReceiver(probe);
  const { connection, keep } = await connect(probe, run, signal);
  const request = makeHttp2Request(probe, path, run.target, keep);
  const { status, headers, body } = await requestHttp2(connection, request, receiver, run.clock, signal);
  return { status, version: "2", headers, body, tls: connection.tls };
};

async function connect(
  probe: HttpProbe,
  { target, clock, connections }: ProbeRun,
  signal: AbortSignal,
): Promise<{ readonly connection: Http2Connection; readonly keep: boolean }> {
  const { host, keepAlive, limits } = probe.sent;
  const name = host === undefined ? undefined : hostName(host);
  const open = (): Promise<Http2Connection> => openHttp2(target, { name, headersLimit: limits.headers }, clock, signal);
  if (!keepAlive) return { connection: await open(), keep: false };
  const { address, port, tls } = target;
  const key = JSON.stringify(["http/2", address, port, tls ?? null, name ?? target.host ?? null, limits.headers]);
  return Http2Slot.of(connections, key).take(open);
}

function makeHttp2Request({ sent }: HttpProbe, path: Text, target: Target, keep: boolean): Http2Request {
  const body = sent.body === undefined ? undefined : Buffer.from(reveal(sent.body));
  const headers = {
    ":method": sent.method,
    ":scheme": target.tls ? "https" : "http",
    ":authority": sent.host ?? target.host ?? hostAndPort(target),
    ":path": reveal(path),
    "user-agent": "verdigris",
    "accept-encoding": "identity",
    ...Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name, reveal(value)])),
    ...(body && { "content-length": body.length }),
  };
  return { headers, body, keep };
}

class BodyReceiver implements Http2Receiver<Pick<RawAnswer, "status" | "headers" | "body">>, Disposable {
  readonly #probe: HttpProbe;
  #status = 0;
  #headers: AnswerHeaders = {};
  #collector: BodyCollector | undefined;

  constructor(probe: HttpProbe) {
    this.#probe = probe;
  }

  head(status: number, headers: AnswerHeaders): void {
    this.#status = status;
    this.#headers = headers;
    this.#collector = new BodyCollector(this.#probe, headers);
  }

  data(chunk: Buffer): Promise<void> | undefined {
    return this.#collector?.push(chunk);
  }

  async end(): Promise<Pick<RawAnswer, "status" | "headers" | "body">> {
    const body: CollectedBody | undefined = await this.#collector?.end();
    if (!body) throw new Error("the end of an answer that never began");
    return { status: this.#status, headers: this.#headers, body };
  }

  [Symbol.dispose](): void {
    this.#collector?.[Symbol.dispose]();
  }
}
