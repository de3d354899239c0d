import { printable } from "../printable.ts";
import { grpcStatusCode, nameGrpcStatus, type GrpcStatusName } from "./grpc-status-code.ts";
import type { GrpcHealthAnswer } from "./grpc-health-answer.ts";

type Said = Pick<GrpcHealthAnswer, "service" | "grpcStatus" | "grpcMessage">;

/** `grpc status 5 NOT_FOUND: the service does not know the health of orders.v1 ("unknown service")` */
export function describeGrpcStatus({ service, grpcStatus, grpcMessage }: Said): string {
  const words = wordsFor(grpcStatus, service);
  const said = grpcMessage === "" ? "" : ` ("${printable(grpcMessage)}")`;
  return `grpc status ${nameGrpcStatus(grpcStatus)}${words === undefined ? "" : `: ${words}`}${said}`;
}

function wordsFor(code: number, service: string): string | undefined {
  if (code === grpcStatusCode("UNIMPLEMENTED")) return "the service does not implement grpc.health.v1";
  if (code !== grpcStatusCode("NOT_FOUND")) return undefined;
  return `the service does not know the health of ${service === "" ? "the server as a whole" : printable(service)}`;
}

/** What is known of the cause of a status by itself, where this is what a health check is answered with. */
const CAUSES: Partial<Readonly<Record<GrpcStatusName, string>>> = {
  UNIMPLEMENTED:
    "the service does not implement grpc.health.v1: register its library's health service, or probe it in another way",
  NOT_FOUND: "the name of the service is misspelt, or the service never set a health for it",
  UNAUTHENTICATED: "the health service wants credentials: leave it open, or give them as metadata",
  PERMISSION_DENIED: "the health service wants other credentials: leave it open, or give them as metadata",
};

/** What a person should look at for a status; undefined where it does not tell. */
export function causeOfGrpcStatus(code: number): string | undefined {
  return Object.entries(CAUSES).find(([name]) => nameGrpcStatus(code) === `${code} ${name}`)?.[1];
}
