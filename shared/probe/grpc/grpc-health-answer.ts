import type { AnswerHeaders } from "../http/http-answer.ts";
import type { Phases } from "../phases.ts";
import type { TlsFacts } from "../tls/tls-facts.ts";
import type { ServingStatus } from "./health-message.ts";

/** What a server said of its health. All of it comes from a peer that is not to be trusted. */
export interface GrpcHealthAnswer {
  /** The service whose health was asked for; empty for the server as a whole. */
  readonly service: string;
  /** Undefined where the server answered with a status of gRPC other than OK. */
  readonly serving: ServingStatus | undefined;
  /** 0 is OK. */
  readonly grpcStatus: number;
  /** Decoded; empty where none came. */
  readonly grpcMessage: string;
  /** Metadata that came before the answer. Names are in lower case. */
  readonly headers: AnswerHeaders;
  /** Metadata that came after it; the same as `headers` where the server sent one block only, as it may for an error. */
  readonly trailers: AnswerHeaders;
  /** Milliseconds to the end of the answer. */
  readonly latencyMs: number;
  readonly phases: Phases;
  /** What the peer showed, where it spoke TLS. */
  readonly tls: TlsFacts | undefined;
}
