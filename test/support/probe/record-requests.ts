import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { TLSSocket } from "node:tls";
import type { HandleStream } from "./start-http2.ts";

/** What a server saw of a request, but for what differs between clients and means the same. */
export interface SeenRequest {
  /** `GET /health HTTP/1.1` */
  readonly line: string;
  readonly host: string | undefined;
  /** SNI; undefined without TLS, false where the client sent none. */
  readonly serverName: string | false | null | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** How a server answers. */
export type AnswerFor = (path: string) => readonly [status: number, headers: Record<string, string>];

const answerAll: AnswerFor = () => [200, {}];

/** Notes every request, and then answers it. */
export function recordRequests(seen: SeenRequest[], answerFor = answerAll): RequestListener {
  const record = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readAll(message);
    const { method, url = "", httpVersion, headers, socket } = message;
    const serverName = socket instanceof TLSSocket ? socket.servername : undefined;
    const line = `${method} ${url} HTTP/${httpVersion}`;
    seen.push({ line, host: headers.host, serverName, headers: essential(headers), body });
    const [status, answered] = answerFor(url);
    response.writeHead(status, answered).end("answered");
  };
  return (message, response) => void record(message, response);
}

/** The same, of requests over HTTP/2. */
export function recordStreams(seen: SeenRequest[]): HandleStream {
  const record = async (stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> => {
    const body = await readAll(stream);
    const line = `${headers[":method"]} ${headers[":path"]} HTTP/2`;
    const host = headers[":authority"];
    seen.push({ line, host, serverName: undefined, headers: essential(headers), body });
    stream.respond({ ":status": 200 });
    stream.end("answered");
  };
  return (stream, headers) => void record(stream, headers);
}

const OF_THE_CLIENT = new Set(["host", "connection", "accept", "accept-encoding"]);

function essential(headers: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !OF_THE_CLIENT.has(name) && !name.startsWith(":")),
  );
}

async function readAll(message: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
