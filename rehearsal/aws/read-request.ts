import type { IncomingMessage } from "node:http";
import type { WireRequest } from "./protocol.ts";

/** A request, and whether its body went over the limit; the body is then empty. */
export interface ReadRequest {
  readonly request: WireRequest;
  readonly isTooLarge: boolean;
}

/**
 * Reads a request to its end. A body over the limit is read as well, or the client would see a broken connection instead
 * of the answer, but it is not kept.
 *
 * @param limit bytes.
 */
export async function readRequest(message: IncomingMessage, limit: number): Promise<ReadRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
  }
  const isTooLarge = size > limit;
  const [path = "/", query = ""] = (message.url ?? "/").split(/\?(.*)/s);
  return {
    isTooLarge,
    request: {
      method: message.method ?? "GET",
      path,
      query: new URLSearchParams(query),
      headers: message.headers,
      body: isTooLarge ? new Uint8Array() : Buffer.concat(chunks),
    },
  };
}
