/** The error codes of RFC 9113, section 7, in their order, each with what it says of the peer. */
const ERROR_CODES: readonly (readonly [name: string, words: string])[] = [
  ["NO_ERROR", "it is shutting down, or wants no more"],
  ["PROTOCOL_ERROR", "it takes what it was sent for a breach of HTTP/2"],
  ["INTERNAL_ERROR", "something broke within it"],
  ["FLOW_CONTROL_ERROR", "it was sent more than it allows"],
  ["SETTINGS_TIMEOUT", "its settings were not acknowledged in time"],
  ["STREAM_CLOSED", "it was sent something after it had closed the stream"],
  ["FRAME_SIZE_ERROR", "it was sent a frame of a size it does not take"],
  ["REFUSED_STREAM", "it did not begin with the request"],
  ["CANCEL", "it gave up on the request"],
  ["COMPRESSION_ERROR", "it could not read the headers"],
  ["CONNECT_ERROR", "its own connection broke"],
  ["ENHANCE_YOUR_CALM", "it is asked too much, or too often"],
  ["INADEQUATE_SECURITY", "it wants better TLS"],
  ["HTTP_1_1_REQUIRED", "it wants to be asked over HTTP/1.1"],
];

/** `REFUSED_STREAM: it did not begin with the request`, or the number of a code that nobody defined. */
export function describeHttp2Error(code: number): string {
  const known = ERROR_CODES[code];
  return known ? known.join(": ") : `error code ${code}`;
}

/** The code's name alone, or the number of one that nobody defined. */
export function nameHttp2Error(code: number): string {
  return ERROR_CODES[code]?.[0] ?? `error code ${code}`;
}
