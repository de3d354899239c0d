import { openHttp2 } from "../http/http2-connection.ts";
import { requestHttp2, type Http2Request } from "../http/http2-request.ts";
import { hostName } from "../open-connection.ts";
import type { Prober } from "../prober.ts";
import { reveal } from "../secret.ts";
import { hostAndPort, type Target } from "../target.ts";
import { frameMessage } from "./grpc-frame.ts";
import type { GrpcHealthAnswer } from "./grpc-health-answer.ts";
import { HEALTH_CHECK, type GrpcHealthProbe } from "./grpc-health-probe.ts";
import { writeHealthRequest } from "./health-message.ts";
import { HealthReceiver } from "./health-receiver.ts";

/** All metadata of one answer together: what gRPC's own libraries allow at least. */
const HEADERS_LIMIT = 16 * 1024;

/** Calls `grpc.health.v1.Health/Check` over HTTP/2: with TLS where the target speaks it, by prior knowledge otherwise. */
export const grpcHealthProber: Prober<GrpcHealthProbe, GrpcHealthAnswer> = {
  request: (probe, target) => `${probe.toString()} at ${target.tls ? "grpcs" : "grpc"}://${hostAndPort(target)}`,

  ask: async (probe, { target, clock }, signal) => {
    const { host, service } = probe;
    const name = host === undefined ? undefined : hostName(host);
    const connection = await openHttp2(target, { name, headersLimit: HEADERS_LIMIT }, clock, signal);
    const receiver = new HealthReceiver();
    const received = await requestHttp2(connection, makeCall(probe, target), receiver, clock, signal);
    const { phases } = clock;
    return { service, ...received, latencyMs: clock.elapsed(), phases, tls: connection.tls };
  },
};

function makeCall({ service, metadata, host, timeoutMs }: GrpcHealthProbe, target: Target): Http2Request {
  const headers = {
    ":method": "POST",
    ":scheme": target.tls ? "https" : "http",
    ":path": `/${HEALTH_CHECK}`,
    ":authority": host ?? target.host ?? hostAndPort(target),
    "grpc-timeout": `${timeoutMs}m`,
    "content-type": "application/grpc",
    te: "trailers",
    "user-agent": "verdigris",
    "grpc-accept-encoding": "identity",
    ...Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, reveal(value)])),
  };
  return { headers, body: frameMessage(writeHealthRequest(service)), keep: false };
}
