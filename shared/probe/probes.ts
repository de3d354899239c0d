/**
 * The probe library, for whoever writes probes: the one import that they need. The files behind it import each other
 * directly (docs/decisions/0004-one-import.md).
 */
export { custom } from "./custom/custom-probe.ts";
export { value } from "./custom/value.ts";
export { dns } from "./dns/dns-probe.ts";
export { records } from "./dns/records.ts";
export { ttl } from "./dns/ttl.ts";
export { not } from "./expectation.ts";
export { smoke } from "./flow/flow.ts";
export { grpcHealth } from "./grpc/grpc-health-probe.ts";
export { grpcStatus } from "./grpc/grpc-status.ts";
export { metadata, trailer } from "./grpc/metadata.ts";
export { serving, servingStatus } from "./grpc/serving.ts";
export { bodySize } from "./http/body-size.ts";
export { body } from "./http/body.ts";
export { cookie } from "./http/cookie.ts";
export { encoded } from "./http/encoded.ts";
export { header } from "./http/header.ts";
export { del, get, head, patch, post, put, request } from "./http/http-probe.ts";
export { httpVersion } from "./http/http-version.ts";
export { json, jsonExactly } from "./http/json.ts";
export { redirectsTo } from "./http/redirects-to.ts";
export { satisfies } from "./http/satisfies.ts";
export { status } from "./http/status.ts";
export { text } from "./http/text.ts";
export { within } from "./http/within.ts";
export { identityBy, identityField, identityHeader, is } from "./identity.ts";
export { absent } from "./json-pattern.ts";
export { anyBoolean, anyNumber, anyString, arrayContaining, arrayOf, between, matching, oneOf } from "./matcher.ts";
export { Secret, secretText } from "./secret.ts";
export { received } from "./tcp/received.ts";
export { tcp } from "./tcp/tcp-probe.ts";
export { alpn } from "./tls/alpn.ts";
export { certificate } from "./tls/certificate.ts";
export { cipher } from "./tls/cipher.ts";
export { tls } from "./tls/tls-probe.ts";
export { tlsVersion } from "./tls/tls-version.ts";
export { trusted } from "./tls/trusted.ts";
export { message } from "./websocket/message.ts";
export { protocol } from "./websocket/protocol.ts";
export { webSocket } from "./websocket/websocket-probe.ts";

export { curl } from "./curl.ts";
export { Connections } from "./connections.ts";
export { discoverIdentity, learnIdentity } from "./learn-identity.ts";
export type { Outcome } from "./outcome.ts";
export { PeerFault } from "./peer-fault.ts";
export { printable } from "./printable.ts";
export { sameProbe } from "./probe-base.ts";
export { probeEach } from "./probe-each.ts";
export type { AnswerOf, Probe } from "./probers.ts";
export { runFlow } from "./flow/run-flow.ts";
export { runProbe } from "./run-probe.ts";
export { sample } from "./sampling.ts";
export type { Target } from "./target.ts";
export { warmUp } from "./warm-up.ts";
