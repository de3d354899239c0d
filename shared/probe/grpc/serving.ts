import { causeOfGrpcStatus, describeGrpcStatus } from "./describe-grpc-status.ts";
import type { GrpcHealthExpectation } from "./grpc-health-expectation.ts";
import type { ServingStatus } from "./health-message.ts";

/**
 * The service is in this state of health: `servingStatus("NOT_SERVING")`. Where it answers with another status of gRPC than
 * OK, nobody can tell: its opposite is not met either.
 */
export function servingStatus(status: ServingStatus): GrpcHealthExpectation {
  const text = `health ${status}`;
  return {
    text,
    toJSON: () => ({ serving: status }),
    judge: (answer) => {
      if (answer.serving !== undefined) {
        return { met: answer.serving === status, expected: text, observed: `health ${answer.serving}` };
      }
      const likelyCause = causeOfGrpcStatus(answer.grpcStatus);
      const observed = describeGrpcStatus(answer);
      return { met: false, judged: false, expected: text, observed, ...(likelyCause !== undefined && { likelyCause }) };
    },
  };
}

/** The service says that it can serve. Expected of every answer, unless something else is expected of its health. */
export function serving(): GrpcHealthExpectation {
  return servingStatus("SERVING");
}
