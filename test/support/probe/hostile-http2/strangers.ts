import { startHttp, startRaw, startTcp } from "../start-server.ts";
import { frame } from "./frames.ts";
import { asking, type HostileHttp2Peer } from "./hostile-http2-peer.ts";

/** Peers that speak something else. */
export const strangers: readonly HostileHttp2Peer[] = [
  {
    is: "that speaks HTTP/1.1",
    start: () => startHttp((_, answer) => answer.end("ok")),
    probe: asking(),
    kind: "failed",
    observed: /^speaks no HTTP\/2: it answered in HTTP\/1 \(HTTP\/1\.1 400 Bad Request\)$/,
  },
  {
    is: "that speaks HTTP/1.1 at once",
    start: () => startTcp((socket) => void socket.end("HTTP/1.1 408 \u001b[31m\r\n\r\n")),
    probe: asking(),
    kind: "failed",
    observed: /^speaks no HTTP\/2: it answered in HTTP\/1 \(HTTP\/1\.1 408 \\u001b\[31m\)$/,
  },
  {
    is: "that speaks TLS",
    start: () => startRaw(Buffer.from([0x15, 3, 1, 0, 2, 2, 70])),
    probe: asking(),
    kind: "failed",
    observed: /^speaks no HTTP\/2: it answered in TLS$/,
  },
  {
    is: "that speaks SSH",
    start: () => startTcp((socket) => void socket.write("SSH-2.0-OpenSSH_9.2p1\r\n")),
    probe: asking(),
    kind: "failed",
    observed: /^speaks no HTTP\/2: it began with "SSH-2\.0-OpenSSH_9\.2p1\\r\\n"$/,
  },
  {
    is: "that does not begin with SETTINGS",
    start: () => startTcp((socket) => void socket.write(frame("PING", 0, 0, "12345678"))),
    probe: asking(),
    kind: "failed",
    observed: /^speaks no HTTP\/2: it began with/,
  },
  {
    is: "that sends noise",
    start: () => startTcp((socket) => void socket.write(Buffer.alloc(65_536, 0xa5))),
    probe: asking(),
    kind: "failed",
    observed: /^speaks no HTTP\/2: it began with/,
  },
];
