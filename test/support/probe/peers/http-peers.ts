import { get } from "../../../../shared/probe/http/http-probe.ts";
import { SECRET, TIMEOUT, type ProberContract } from "../prober-contract.ts";
import { startHttp2 } from "../start-http2.ts";
import { startHttp } from "../start-server.ts";
import { EMPTY_SETTINGS, startPeer, streamPeers } from "./stream-peers.ts";

export const http1Contract: ProberContract = {
  probe: get("/health", { timeout: TIMEOUT, bearer: SECRET }).expect(200),
  peers: {
    ...streamPeers(
      () => startHttp((_request, response) => response.end("fine")),
      "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal",
    ),
    wrong: {
      start: () => startPeer(startHttp(({ headers }, response) => response.writeHead(503).end(headers.authorization))),
      ends: "failed",
    },
  },
};

export const http2Contract: ProberContract = {
  probe: get("/health", { timeout: TIMEOUT, bearer: SECRET, version: "2" }).expect(200),
  peers: {
    ...streamPeers(
      () =>
        startHttp2((stream) => {
          stream.respond({ ":status": 200 });
          stream.end("fine");
        }),
      EMPTY_SETTINGS,
    ),
    wrong: {
      start: () =>
        startPeer(
          startHttp2((stream, { authorization }) => {
            stream.respond({ ":status": 503 });
            stream.end(authorization);
          }),
        ),
      ends: "failed",
    },
  },
};
