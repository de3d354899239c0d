import { causeOfGrpcStatus, describeGrpcStatus } from "./describe-grpc-status.ts";
import type { GrpcHealthExpectation } from "./grpc-health-expectation.ts";
import { grpcStatusCode, nameGrpcStatus, type GrpcStatusName } from "./grpc-status-code.ts";

const HIGHEST = 16;

/**
 * The call ended with this status of gRPC: `grpcStatus("NOT_FOUND")`, `grpcStatus(5)`.
 * @throws {RangeError} for a number that is no status
 */
export function grpcStatus(status: GrpcStatusName | number): GrpcHealthExpectation {
  const code = typeof status === "number" ? status : grpcStatusCode(status);
  if (!Number.isInteger(code) || code < 0 || code > HIGHEST) {
    throw new RangeError(`expected a status of gRPC from 0 to ${HIGHEST}, received ${status}`);
  }
  const text = `grpc status ${nameGrpcStatus(code)}`;
  return {
    text,
    toJSON: () => ({ grpcStatus: code }),
    judge: (answer) => {
      const met = answer.grpcStatus === code;
      const likelyCause = met ? undefined : causeOfGrpcStatus(answer.grpcStatus);
      const observed = describeGrpcStatus(answer);
      return { met, expected: text, observed, ...(likelyCause !== undefined && { likelyCause }) };
    },
  };
}
