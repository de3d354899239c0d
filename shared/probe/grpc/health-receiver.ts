import type { AnswerHeaders } from "../http/http-answer.ts";
import type { Http2Receiver } from "../http/http2-receive.ts";
import { headerValues } from "../http/header-values.ts";
import { PeerFault } from "../peer-fault.ts";
import { printable } from "../printable.ts";
import type { GrpcHealthAnswer } from "./grpc-health-answer.ts";
import { MessageCollector } from "./grpc-frame.ts";
import { decodeGrpcMessage } from "./grpc-message.ts";
import { readHealthResponse } from "./health-message.ts";

/** What the answer itself says: all but the time it took. */
export type HealthReceived = Pick<GrpcHealthAnswer, "serving" | "grpcStatus" | "grpcMessage" | "headers" | "trailers">;

const NO_GRPC =
  "the service speaks no gRPC on that port, or something before it answered: a proxy, or a target group whose protocol version is not gRPC";
const NO_TRAILERS = "something on the way drops trailers: a proxy that speaks HTTP/1.1 with the service";
const OK = 0;

/** Takes the answer to one unary call, as the specification of gRPC over HTTP/2 has it, and nothing else. */
export class HealthReceiver implements Http2Receiver<HealthReceived> {
  readonly #message = new MessageCollector();
  #headers: AnswerHeaders = {};

  head(status: number, headers: AnswerHeaders): void {
    const [type] = headerValues(headers, "content-type");
    const shown = type === undefined ? "without a content-type" : `with content-type ${printable(type)}`;
    if (status !== 200) throw new PeerFault(`HTTP status ${status} ${shown} in place of gRPC`, NO_GRPC);
    // `application/grpc+json` is gRPC, too, but not what was asked for.
    if (type === undefined || !/^application\/grpc(?:\+proto)?\s*(?:;|$)/iu.test(type)) {
      throw new PeerFault(`an answer ${shown} in place of application/grpc`, NO_GRPC);
    }
    this.#headers = headers;
  }

  data(chunk: Buffer): undefined {
    this.#message.push(chunk);
  }

  end(trailers: AnswerHeaders | undefined): HealthReceived {
    const headers = this.#headers;
    // One block of headers alone is both: so a server answers that fails before it has a message.
    const last = trailers ?? (this.#message.isEmpty ? headers : {});
    const grpcStatus = readStatus(last);
    const [encoded = ""] = headerValues(last, "grpc-message");
    const grpcMessage = decodeGrpcMessage(encoded);
    const serving = grpcStatus === OK ? readHealthResponse(this.#message.end()) : undefined;
    return { serving, grpcStatus, grpcMessage, headers, trailers: last };
  }
}

function readStatus(trailers: AnswerHeaders): number {
  const [status] = headerValues(trailers, "grpc-status");
  if (status === undefined) throw new PeerFault("an answer without grpc-status in its trailers", NO_TRAILERS);
  if (!/^\d{1,4}$/u.test(status)) throw new PeerFault(`grpc-status ${printable(status)}, which is no number`);
  return Number(status);
}
