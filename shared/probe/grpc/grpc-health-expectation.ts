import type { Expectation } from "../expectation.ts";
import type { Json } from "../json.ts";
import type { GrpcHealthAnswer } from "./grpc-health-answer.ts";

/** Something that the answer of a health service must be. */
export type GrpcHealthExpectation = Expectation<GrpcHealthAnswer>;

/**
 * Whether it says which health is expected, or which status of gRPC there is in place of one: SERVING is not expected then.
 * The opposite of one health says not which, and a call that succeeds says nothing of the health.
 */
export function judgesHealth(expectation: Pick<GrpcHealthExpectation, "toJSON">): boolean {
  const record: Json = expectation.toJSON();
  if (!isObject(record)) return false;
  return "serving" in record || ("grpcStatus" in record && record["grpcStatus"] !== 0);
}

function isObject(json: Json): json is { readonly [member: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
