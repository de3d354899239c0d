/** Status codes of gRPC, by their numbers. */
const STATUS_NAMES = [
  "OK",
  "CANCELLED",
  "UNKNOWN",
  "INVALID_ARGUMENT",
  "DEADLINE_EXCEEDED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION",
  "ABORTED",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  "DATA_LOSS",
  "UNAUTHENTICATED",
] as const;

export type GrpcStatusName = (typeof STATUS_NAMES)[number];

/** `5 NOT_FOUND`, or the number alone of a code that is not defined. */
export function nameGrpcStatus(code: number): string {
  const name = STATUS_NAMES[code];
  return name === undefined ? `${code}, which is not defined` : `${code} ${name}`;
}

/** The number of a status. */
export function grpcStatusCode(name: GrpcStatusName): number {
  return STATUS_NAMES.indexOf(name);
}
