import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { AwsServer } from "../../../rehearsal/aws/server.ts";

/** A hash as the signer wants it: with a key, an HMAC. */
class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", toBytes(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(toBytes(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    throw new Error("a hash is used once");
  }
}

function toBytes(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === "string") return Buffer.from(data);
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** How an invocation is asked for. */
export interface SignedInvocation {
  readonly functionName: string;
  /** Lambda's default, RequestResponse, where nothing is said. */
  readonly type?: string;
  readonly payload?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** The caller; one that may do anything where nothing is said. */
  readonly accessKeyId?: string;
}

/** Calls Lambda's Invoke as a program without Lambda's SDK client does: by HTTP, signed for the service `lambda`. */
export async function signInvoke(server: Pick<AwsServer, "port">, invocation: SignedInvocation): Promise<Response> {
  const { functionName, type, payload, headers = {}, query = {}, accessKeyId = "anyone" } = invocation;
  const signer = new SignatureV4({
    service: "lambda",
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey: "none" },
    sha256: Sha256,
  });
  const host = `127.0.0.1:${server.port}`;
  const path = `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`;
  const signed = await signer.sign({
    method: "POST",
    protocol: "http:",
    hostname: "127.0.0.1",
    port: server.port,
    path,
    query,
    headers: { host, ...(type !== undefined && { "x-amz-invocation-type": type }), ...headers },
    ...(payload !== undefined && { body: payload }),
  });
  const search = new URLSearchParams(query).toString();
  return fetch(`http://${host}${path}${search && `?${search}`}`, {
    method: "POST",
    headers: signed.headers,
    ...(payload !== undefined && { body: payload }),
  });
}
