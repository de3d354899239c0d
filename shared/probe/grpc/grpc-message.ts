const ENCODED = /%([\dA-Fa-f]{2})/gu;

/** The text of `grpc-message`, which is UTF-8 with percent signs; what is badly encoded stays as it came. */
export function decodeGrpcMessage(encoded: string): string {
  const bytes = encoded.replaceAll(ENCODED, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
