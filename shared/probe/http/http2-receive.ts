import type { ClientHttp2Stream } from "node:http2";
import { PeerFault } from "../peer-fault.ts";
import type { PhaseClock } from "../phases.ts";
import type { AnswerHeaders } from "./http-answer.ts";
import type { Http2Connection } from "./http2-connection.ts";
import { explainEnd } from "./http2-end.ts";
import { readHttp2Headers } from "./http2-headers.ts";

/** What is made of an answer while it comes. Each may throw or reject, which ends the request. */
export interface Http2Receiver<Answer> {
  /** The headers of the answer itself, not of interim ones. */
  head(status: number, headers: AnswerHeaders): void;
  /** Where it returns a promise, no more is taken from the peer until that is fulfilled. */
  data(chunk: Buffer): Promise<void> | undefined;
  /** @param trailers undefined where none came */
  end(trailers: AnswerHeaders | undefined): Answer | Promise<Answer>;
}

/** A peer that sends more of them has no answer. */
const MOST_INTERIM = 20;

/**
 * Hands the answer on `stream` to `receiver`, until its end.
 * @throws {PeerFault} where the peer breaks the protocol or goes over a limit; what the socket or `receiver` raised
 */
export function receiveHttp2<Answer>(
  stream: ClientHttp2Stream,
  connection: Http2Connection,
  receiver: Http2Receiver<Answer>,
  clock: PhaseClock,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { headersLimit, watch } = connection;
  let isOver = false;
  const fail = (error: unknown): void => {
    isOver = true;
    reject(error);
  };
  const attempt = (action: () => void): void => {
    // What the stream had ready still comes after a failure.
    if (isOver) return;
    try {
      action();
    } catch (error) {
      fail(error);
    }
  };
  let interim = 0;
  let trailers: AnswerHeaders | undefined;
  let length: number | undefined;
  const countInterim = (): void => {
    interim += 1;
    if (interim > MOST_INTERIM) fail(new PeerFault(`a flood of interim answers (1xx): more than ${MOST_INTERIM}`));
  };
  stream.on("continue", countInterim);
  stream.on("headers", countInterim);
  stream.on("response", (head, _flags, raw) =>
    attempt(() => {
      if (clock.current === "request") clock.end("request");
      clock.end("firstByte");
      clock.begin("body");
      const headers = readHttp2Headers(raw, headersLimit);
      if (headers["content-length"] !== undefined) length = Number(headers["content-length"]);
      receiver.head(head[":status"] ?? 0, headers);
      stream.on("data", (chunk: Buffer) => attempt(() => take(stream, receiver.data(chunk), fail)));
    }),
  );
  stream.on("trailers", (_trailers, _flags, raw) =>
    attempt(() => {
      trailers = readHttp2Headers(raw, headersLimit);
    }),
  );
  stream.on("end", () => {
    if (!watch.hasEnded(stream.id ?? 0)) return;
    attempt(() => {
      isOver = true;
      const answer = receiver.end(trailers);
      if (answer instanceof Promise) answer.then(resolve, fail);
      else resolve(answer);
    });
  });
  let raised: Error | undefined;
  stream.on("error", (error) => {
    raised = error;
  });
  stream.on("close", () => {
    if (!isOver) fail(explainEnd(connection, { stream, length, error: raised }));
  });
  return promise;
}

function take(stream: ClientHttp2Stream, taking: Promise<void> | undefined, fail: (error: unknown) => void): void {
  if (!taking) return;
  stream.pause();
  taking.then(() => stream.resume(), fail);
}
