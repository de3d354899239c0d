import type { Expectation } from "../expectation.ts";
import type { Json } from "../json.ts";
import type { GrpcHealthAnswer } from "./grpc-health-answer.ts";

/** Something that the answer of a health service must be. */
export type GrpcHealthExpectation = Expectation<GrpcHealthAnswer>;

/** Whether it says which health is expected, or the opposite: nothing else is expected of the health then. */
export function judgesHealth(expectation: Pick<GrpcHealthExpectation, "toJSON">): boolean {
  let record: Json = expectation.toJSON();
  while (isObject(record) && record["not"] !== undefined) record = record["not"];
  return isObject(record) && ("serving" in record || "grpcStatus" in record);
}

function isObject(json: Json): json is { readonly [member: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
