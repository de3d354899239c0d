import { PeerFault } from "../peer-fault.ts";
import { readFields, writeTextField } from "./protobuf-fields.ts";

/** `grpc.health.v1.HealthCheckResponse.ServingStatus`, by its numbers. */
const SERVING_STATUSES = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"] as const;

export type ServingStatus = (typeof SERVING_STATUSES)[number];

const SERVICE = 1;
const STATUS = 1;

/** `HealthCheckRequest`; the empty name asks for the server as a whole. */
export function writeHealthRequest(service: string): Buffer {
  return writeTextField(SERVICE, service);
}

/**
 * The status in a `HealthCheckResponse`; fields that a later version may add are passed over.
 * @throws {PeerFault} where it is not such a message
 */
export function readHealthResponse(message: Buffer): ServingStatus {
  let status = 0;
  for (const field of readFields(message)) {
    if (field.number !== STATUS) continue;
    if (field.wireType !== "varint") {
      throw new PeerFault(`a message that is no HealthCheckResponse: its status is ${field.wireType}`);
    }
    status = field.value;
  }
  const known = SERVING_STATUSES[status];
  if (known === undefined) throw new PeerFault(`a message that is no HealthCheckResponse: status ${status}`);
  return known;
}
