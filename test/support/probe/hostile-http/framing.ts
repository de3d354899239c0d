import { head } from "../../../../shared/probe/http/http-probe.ts";
import { answering, doing, harmless, type HostilePeer } from "./hostile-peer.ts";

const HEAD = "HTTP/1.1 200 OK\r\n";
const OK = `${HEAD}content-length: 2\r\n\r\nok`;
const NOT_HTTP = /^an answer that is not HTTP \(/;
const chunked = (chunks: string): string => `${HEAD}transfer-encoding: chunked\r\n\r\n${chunks}`;

/** Peers that do not keep to HTTP/1.1. */
export const framing: readonly HostilePeer[] = [
  answering("that speaks SSH", "SSH-2.0-OpenSSH_9.6\r\n", NOT_HTTP),
  answering("that speaks HTTP/0.9", "<html>hello</html>", NOT_HTTP),
  answering("that speaks HTTP/2", Buffer.from("000012040000000000", "hex"), NOT_HTTP),
  answering("that speaks TLS", Buffer.from("15030100020246", "hex"), NOT_HTTP),
  answering("that speaks garbage", Buffer.from("\0\u0001\u001b[2J\u202e\r\n\r\n"), NOT_HTTP),
  answering("with a version of its own", "HTTP/9.9 200 OK\r\n\r\n", NOT_HTTP),
  answering("whose status is a word", "HTTP/1.1 fine OK\r\n\r\n", NOT_HTTP),
  answering("whose status is cut off", "HTTP/1.1 20 OK\r\n\r\n", NOT_HTTP),
  answering("whose status has four digits", "HTTP/1.1 2000 OK\r\n\r\n", NOT_HTTP),
  answering("with a space in a header's name", `${HEAD}x y: z\r\n\r\n`, NOT_HTTP),
  answering("with NUL in a header", `${HEAD}x: a\0b\r\n\r\n`, NOT_HTTP),
  answering("with ESC in a header's name", `${HEAD}\u001b[2J: x\r\n\r\n`, NOT_HTTP),
  answering("with a CR alone in a header", `${HEAD}x: a\rset-cookie: b\r\n\r\n`, NOT_HTTP),
  answering("whose lines end with CR alone", `${HEAD.replaceAll("\n", "")}x: y\r\r`, NOT_HTTP),
  answering("with a header without a colon", `${HEAD}nothing\r\n\r\n`, NOT_HTTP),
  answering("with two lengths that differ", `${HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\nok!`, NOT_HTTP),
  answering("with one length twice", `${HEAD}content-length: 2\r\ncontent-length: 2\r\n\r\nok`, NOT_HTTP),
  answering("with a negative length", `${HEAD}content-length: -2\r\n\r\nok`, NOT_HTTP),
  answering("with a length beyond all numbers", `${HEAD}content-length: ${"9".repeat(40)}\r\n\r\nok`, NOT_HTTP),
  answering(
    "with chunks and a length",
    `${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    NOT_HTTP,
  ),
  answering("with a bad chunk size", chunked("xyz\r\nok\r\n0\r\n\r\n"), NOT_HTTP),
  answering("with a negative chunk size", chunked("-2\r\nok\r\n0\r\n\r\n"), NOT_HTTP),
  answering("with a chunk size beyond all numbers", chunked(`${"f".repeat(40)}\r\nok`), NOT_HTTP),
  answering("with a chunk that is longer than it says", chunked("2\r\nokay\r\n0\r\n\r\n"), NOT_HTTP),
  answering(
    "that is about to answer 17 times",
    `${"HTTP/1.1 102 \r\n\r\n".repeat(17)}${OK}`,
    /^more than 16 interim answers \(102\)$/,
  ),
  answering(
    "that wants more of the request",
    `HTTP/1.1 100 Continue\r\n\r\n${OK}`,
    /^an interim answer \(100\), unasked$/,
  ),
  answering(
    "that upgrades",
    "HTTP/1.1 101 \r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n",
    /^an upgrade to another protocol \(101\), unasked$/,
  ),
  harmless(answering("that is about to answer 16 times", `${"HTTP/1.1 102 \r\n\r\n".repeat(16)}${OK}`, /^$/)),
  harmless(answering("that sends more than its length", `${HEAD}content-length: 2\r\n\r\nokay`, /^$/)),
  harmless(answering("that answers twice", `${OK}HTTP/1.1 500 \r\n\r\n`, /^$/)),
  harmless(answering("that answers HEAD with a body", OK, /^$/, head("/").expect(200))),
  harmless(doing("that answers before it is asked", (socket) => void socket.end(OK), /^$/)),
  answering("with a body after 204", "HTTP/1.1 204 \r\ncontent-length: 2\r\n\r\nok", /^status 204$/),
];
