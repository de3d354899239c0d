import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { WireRequest } from "./protocol.ts";

const unzip = promisify(gunzip);

/** A request, and whether its body went over the limit; the body is then empty. */
export interface ReadRequest {
  readonly request: WireRequest;
  readonly isTooLarge: boolean;
}

/**
 * Reads a request to its end. A body over the limit is read as well, or the client would see a broken connection instead
 * of the answer, but it is not kept. The SDK compresses what is large, as PutMetricData may be; what is not gzip then is
 * kept as it came, and its protocol refuses it.
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
  const body = Buffer.concat(chunks);
  const unzipped = message.headers["content-encoding"] === "gzip" ? await unzipUpTo(body, limit) : body;
  const isTooLarge = size > limit || unzipped === undefined;
  const [path = "/", query = ""] = (message.url ?? "/").split(/\?(.*)/s);
  return {
    isTooLarge,
    request: {
      method: message.method ?? "GET",
      path,
      query: new URLSearchParams(query),
      headers: message.headers,
      body: isTooLarge ? new Uint8Array() : unzipped,
    },
  };
}

/** Undefined where it is larger than the limit. */
async function unzipUpTo(body: Buffer, limit: number): Promise<Buffer | undefined> {
  try {
    return await unzip(body, { maxOutputLength: limit });
  } catch (error) {
    return error instanceof RangeError ? undefined : body;
  }
}
