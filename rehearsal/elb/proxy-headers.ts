import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";

const HOP_BY_HOP: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Headers of a message that concern more than one connection, as a flat list of names and values: order, case and
 * repetitions stay as the sender wrote them.
 */
export function selectEndToEndHeaders(message: IncomingMessage): string[] {
  const named = (message.headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase());
  const dropped = new Set([...HOP_BY_HOP, ...named]);
  return filterHeaders(message.rawHeaders, (name) => !dropped.has(name));
}

/** Headers of the request to the target: the customer's own, and those that the load balancer adds. */
export function buildTargetHeaders(incoming: IncomingMessage, listenerPort: number, targetAuthority: string): string[] {
  const { headers } = incoming;
  const replaced = new Set(["x-forwarded-for", "x-forwarded-proto", "x-forwarded-port", "expect"]);
  const result = filterHeaders(selectEndToEndHeaders(incoming), (name) => !replaced.has(name));
  const client = incoming.socket.remoteAddress ?? "-";
  const earlier = headers["x-forwarded-for"];
  result.push("X-Forwarded-For", earlier === undefined ? client : `${earlier.toString()}, ${client}`);
  result.push("X-Forwarded-Proto", "http", "X-Forwarded-Port", String(listenerPort));
  if (headers["x-amzn-trace-id"] === undefined) {
    const seconds = Math.floor(Date.now() / 1000).toString(16);
    result.push("X-Amzn-Trace-Id", `Root=1-${seconds}-${randomBytes(12).toString("hex")}`);
  }
  if (headers.host === undefined) {
    result.push("Host", targetAuthority);
  }
  // As the real one does: a target that is told "close" resets the connection when it answers before it has read a body.
  result.push("Connection", "keep-alive");
  if (headers["transfer-encoding"] !== undefined) {
    // Node would send the body of a GET or DELETE without any framing otherwise.
    result.push("Transfer-Encoding", "chunked");
  }
  return result;
}

function filterHeaders(flat: readonly string[], keep: (lowerCaseName: string) => boolean): string[] {
  const result: string[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const name = flat[index] ?? "";
    if (keep(name.toLowerCase())) {
      result.push(name, flat[index + 1] ?? "");
    }
  }
  return result;
}
