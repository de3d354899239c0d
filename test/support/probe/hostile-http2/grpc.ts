import { grpcHealth } from "../../../../shared/probe/grpc/grpc-health-probe.ts";
import { framed } from "../start-grpc-health.ts";
import { startHttp } from "../start-server.ts";
import { END_HEADERS, END_STREAM, fields, frame, headers } from "./frames.ts";
import { data, peer, reset, SHORT, type HostileHttp2Peer } from "./hostile-http2-peer.ts";
import { flooding, saying, sayingAndLeaving, type FramePeer } from "./start-frames.ts";

const LAST = END_HEADERS | END_STREAM;
const GRPC = ["content-type", "application/grpc"] as const;
const HEAD = headers(END_HEADERS, GRPC);
const SERVING = framed(Buffer.from([0x08, 1]));

function trailers(...list: readonly (readonly [string, string])[]): Buffer {
  return frame("HEADERS", LAST, 1, fields(...list));
}
const OK = trailers(["grpc-status", "0"]);

function health(is: string, does: FramePeer, observed: RegExp): HostileHttp2Peer {
  return peer(`of gRPC ${is}`, does, observed, grpcHealth("orders.v1", { timeout: "5s" }));
}

function message(is: string, bytes: Buffer | readonly number[], observed: RegExp): HostileHttp2Peer {
  return health(is, saying(HEAD, data(framed(Buffer.from([...bytes]))), OK), observed);
}

function frames(is: string, bytes: Buffer, observed: RegExp): HostileHttp2Peer {
  return health(is, saying(HEAD, data(bytes), OK), observed);
}

/** Services that ought to speak gRPC and do it badly, or not at all. */
export const grpc: readonly HostileHttp2Peer[] = [
  {
    is: "of gRPC that speaks HTTP/1.1",
    start: () => startHttp((_, answer) => answer.end("ok")),
    probe: grpcHealth(),
    kind: "failed",
    observed: /^speaks no HTTP\/2: it answered in HTTP\/1 \(HTTP\/1\.1 400 Bad Request\)$/,
  },
  peer(
    "of gRPC that says nothing",
    {},
    /^no answer in 120 ms, nor the SETTINGS with which HTTP\/2 begins$/,
    grpcHealth("orders.v1", SHORT),
  ),
  peer(
    "of gRPC that stops before its trailers",
    saying(HEAD, data(SERVING)),
    /^no whole body in 120 ms$/,
    grpcHealth("orders.v1", SHORT),
  ),
  health(
    "that answers with a page",
    flooding([headers(END_HEADERS, ["content-type", "text/html"])], data("<html>".repeat(100))),
    /^an answer with content-type text\/html in place of application\/grpc$/,
  ),
  health("without a content-type", saying(headers(LAST)), /^an answer without a content-type in place of/),
  health(
    "in another encoding of messages",
    saying(headers(END_HEADERS, ["content-type", "application/grpc+json"]), OK),
    /^an answer with content-type application\/grpc\+json in place of/,
  ),
  health(
    "behind a proxy that is not ready",
    saying(frame("HEADERS", LAST, 1, fields([":status", "503"], ["content-type", "text/plain"]))),
    /^HTTP status 503 with content-type text\/plain in place of gRPC$/,
  ),
  health(
    "without trailers",
    saying(HEAD, data(SERVING, END_STREAM)),
    /^an answer without grpc-status in its trailers$/,
  ),
  health("without a status", saying(HEAD, data(SERVING), trailers(["x", "y"])), /^an answer without grpc-status/),
  health(
    "whose status comes too early",
    saying(headers(END_HEADERS, GRPC, ["grpc-status", "0"]), data(SERVING, END_STREAM)),
    /^an answer without grpc-status in its trailers$/,
  ),
  health(
    "whose status is no number",
    saying(HEAD, data(SERVING), trailers(["grpc-status", "-1"])),
    /^grpc-status -1, which is no number$/,
  ),
  health(
    "with two statuses",
    saying(HEAD, data(SERVING), trailers(["grpc-status", "0"], ["grpc-status", "5"])),
    /^grpc-status 0, 5, which is no number$/,
  ),
  health("without a message", saying(HEAD, OK), /^grpc status 0 OK without a message$/),
  health(
    "that is closed before its trailers",
    sayingAndLeaving("end", HEAD, data(SERVING)),
    /^connection closed before/,
  ),
  health(
    "that resets the call",
    saying(HEAD, data(SERVING), reset(2)),
    /^reset the request \(RST_STREAM INTERNAL_ERROR/,
  ),
  frames(
    "whose message is longer than said",
    Buffer.concat([framed(Buffer.from([8, 1]), 0, 1)]),
    /^more than one gRPC message, where one answers$/,
  ),
  frames(
    "whose message is shorter than said",
    framed(Buffer.from([8, 1]), 0, 100),
    /^a gRPC frame that is cut off: 2 bytes of a message of 100$/,
  ),
  frames("whose frame is cut off", Buffer.from([0, 0, 0]), /^a gRPC frame that is cut off after 3 bytes$/),
  frames("with two messages", Buffer.concat([SERVING, SERVING]), /^more than one gRPC message, where one answers$/),
  frames(
    "that claims a message of 4 GiB",
    framed(Buffer.from([8, 1]), 0, 0xff_ff_ff_ff),
    /^a gRPC message of 4294967295 bytes, where at most 4 KiB are taken$/,
  ),
  health(
    "whose message has no end",
    flooding([HEAD, data(framed(Buffer.from([8, 1]), 0, 4_096))], data("x".repeat(8_192))),
    /^more than one gRPC message, where one answers$/,
  ),
  frames(
    "with a compressed message",
    framed(Buffer.from([8, 1]), 1),
    /^a compressed gRPC message, which was not asked for$/,
  ),
  frames("with an unknown flag", framed(Buffer.from([8, 1]), 7), /^a gRPC frame with flag 7, which is not defined$/),
  message(
    "with a status of another type",
    [0x0a, 1, 1],
    /^a message that is no HealthCheckResponse: its status is length-/,
  ),
  message("with an unknown status", [0x08, 9], /^a message that is no HealthCheckResponse: status 9$/),
  message(
    "with a negative status",
    [0x08, ...Array.from({ length: 9 }, () => 0xff), 1],
    /^a message that is no HealthCheckResponse: status 1\d{19}$/,
  ),
  message("with a varint that is cut off", [0x08, 0x80], /^a message that is not protobuf: a varint that is cut off$/),
  message(
    "with a varint that is too long",
    [0x08, ...Array.from({ length: 11 }, () => 0x80), 1],
    /^a message that is not protobuf: a varint of more than 10 bytes$/,
  ),
  message(
    "with a negative length",
    [0x12, ...Array.from({ length: 9 }, () => 0xff), 1],
    /^a message that is not protobuf: a field that goes on beyond the end$/,
  ),
  message("with field 0", [0x00, 1], /^a message that is not protobuf: a field without a number$/),
  message("with a group", [0x13, 0x14], /^a message that is not protobuf: a field of wire type 3$/),
  message("with text for a message", Buffer.from("OK"), /^a message that is not protobuf/),
];
