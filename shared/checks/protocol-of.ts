import type { TargetGroup } from "../deployment/target-group.ts";
import { ProbeDefinitionError } from "./probe-definition-error.ts";
import type { Through } from "./question.ts";

/** What is spoken, and whether over TLS. */
export interface Protocol {
  readonly name: "http" | "grpc" | "tcp";
  readonly secure: boolean;
}

/**
 * The protocol of the target group's health check; through a listener that speaks HTTP, over that listener's TLS.
 * @throws {ProbeDefinitionError}
 */
export function protocolOf({ name, healthCheck }: TargetGroup, through: Through): Protocol {
  const ofTask = parse(name, healthCheck.protocol);
  const spoken = healthCheck.protocolVersion === "GRPC" ? ({ ...ofTask, name: "grpc" } as const) : ofTask;
  if (through.kind === "task" || spoken.name === "tcp") return spoken;
  return { name: spoken.name, secure: parse(name, through.protocol).secure };
}

function parse(name: string, protocol: string): Protocol {
  switch (protocol) {
    case "HTTP":
      return { name: "http", secure: false };
    case "HTTPS":
      return { name: "http", secure: true };
    case "TCP":
      return { name: "tcp", secure: false };
    // A Network Load Balancer opens the connection and does no handshake with its targets to call them healthy.
    case "TLS":
      return { name: "tcp", secure: false };
    default:
      throw new ProbeDefinitionError(
        `Target group ${name} or its listener speaks ${protocol}: expected HTTP, HTTPS or TCP`,
      );
  }
}
