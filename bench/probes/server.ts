import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The service that is asked: `/health`, and `/slow`, which takes 50 ms. Prints its port; ends when its standard input does. */
const BODY = JSON.stringify({ status: "ok", release: "1.4.2" });

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const answer = (): void => {
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": BODY.length,
      "x-version": "1.4.2",
    });
    response.end(BODY);
  };
  if (request.url === "/slow") setTimeout(answer, 50);
  else answer();
});
server.listen({ port: 0, host: "0.0.0.0", backlog: 4096 }, () => {
  console.log((server.address() as AddressInfo).port);
});
process.stdin.on("end", () => process.exit(0)).resume();
