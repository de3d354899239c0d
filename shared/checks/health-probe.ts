import type { Configuration } from "../configuration/schema.ts";
import type { InstalledDeployment } from "../deployment/deployment.ts";
import type { TargetGroup } from "../deployment/target-group.ts";
import type { HttpExpectations } from "../probe/http-expectations.ts";
import type { Probe } from "../probe/probe.ts";
import { parseStatusCodes } from "../probe/status-codes.ts";

/** A check cannot be made up from what the target group and the configuration say. It names what to configure. */
export class ProbeDefinitionError extends Error {
  override readonly name = "ProbeDefinitionError";
}

type Green = Pick<InstalledDeployment["green"], "targetGroup" | "taskDefinition">;
type ProbeSettings = Pick<
  Configuration,
  "health" | "smoke" | "identity" | "host" | "unverifiedTaskCertificates" | "probing"
>;

/** A listener's protocol takes the place of the target group's where the probe goes through one. */
export type Through = { readonly kind: "task" } | { readonly kind: "listener"; readonly protocol: string };

/** What health means: the target group's own health check, with what the configuration says instead. */
export function healthProbe(green: Green, settings: ProbeSettings, through: Through): Probe {
  const check = green.targetGroup.healthCheck;
  const protocol = protocolOf(green.targetGroup, through);
  if (protocol === "tcp") {
    if (check.protocol !== "HTTP" && check.protocol !== "HTTPS") refuseHttpSettings(green.targetGroup, settings);
    return { protocol, timeoutMs: settings.probing.timeout };
  }
  const { path = check.path, ...expect } = settings.health;
  return httpProbe(green, settings, through, { protocol, method: "GET", path, headers: {}, expect });
}

/** The requests that every green task must answer: those configured, or health where none are. */
export function smokeProbes(green: Green, settings: ProbeSettings, through: Through): readonly Probe[] {
  const { smoke } = settings;
  if (!smoke) return [healthProbe(green, settings, through)];
  const protocol = protocolOf(green.targetGroup, through);
  if (protocol === "tcp") {
    throw new ProbeDefinitionError(
      `hooks.config.ts, smoke: expected target group ${green.targetGroup.name} to speak HTTP, but it checks health by ${green.targetGroup.healthCheck.protocol}: remove it`,
    );
  }
  return smoke.map(({ method, path, headers, ...expect }) => {
    return httpProbe(green, settings, through, { protocol, method, path, headers, expect });
  });
}

/** What was asked for and cannot be done must not be left out in silence. */
function refuseHttpSettings({ name, healthCheck }: TargetGroup, { health, identity }: ProbeSettings): void {
  const useless = [...(identity ? ["identity"] : []), ...Object.keys(health).map((member) => `health.${member}`)];
  if (useless.length === 0) return;
  throw new ProbeDefinitionError(
    `hooks.config.ts, ${useless.join(", ")}: expected target group ${name} to check health by HTTP, but it does so by ${healthCheck.protocol}: remove them`,
  );
}

interface HttpPart {
  readonly protocol: "http" | "https";
  readonly method: "GET" | "HEAD" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expect: Omit<Configuration["health"], "path">;
}

function httpProbe(green: Green, settings: ProbeSettings, through: Through, part: HttpPart): Probe {
  const { expect, ...request } = part;
  const identity = identityOf(green, settings);
  const codes = String(expect.status ?? green.targetGroup.healthCheck.codes ?? "200");
  const expectations: HttpExpectations = {
    status: parseStatusCodes(codes),
    ...(expect.within === undefined ? {} : { withinMs: expect.within }),
    ...(expect.bodyIncludes === undefined ? {} : { bodyIncludes: expect.bodyIncludes }),
    ...(identity && { identity }),
  };
  return {
    ...request,
    ...(settings.host === undefined ? {} : { host: settings.host }),
    verifyCertificate: through.kind === "listener" || !settings.unverifiedTaskCertificates,
    timeoutMs: settings.probing.timeout,
    expect: expectations,
  };
}

function identityOf({ taskDefinition }: Green, { identity }: ProbeSettings): HttpExpectations["identity"] {
  if (!identity) return undefined;
  const { header, environmentVariable } = identity;
  const value = taskDefinition.containers
    .map(({ environment }) => environment[environmentVariable])
    .find((candidate) => candidate !== undefined);
  if (value === undefined || value.trim() === "") {
    throw new ProbeDefinitionError(
      `hooks.config.ts, identity.environmentVariable: expected ${environmentVariable} to be set in task definition ${taskDefinition.name}, found ${value === undefined ? "it in no container" : "it empty"}`,
    );
  }
  return { header, value, source: `${environmentVariable} in task definition ${taskDefinition.name}` };
}

function protocolOf({ name, healthCheck }: TargetGroup, through: Through): "http" | "https" | "tcp" {
  if (healthCheck.protocolVersion === "GRPC") {
    throw new ProbeDefinitionError(
      `Target group ${name} checks health by gRPC, which this version of the suite cannot do yet`,
    );
  }
  const ofTask = parseProtocol(name, healthCheck.protocol);
  return through.kind === "listener" && ofTask !== "tcp" ? parseProtocol(name, through.protocol) : ofTask;
}

function parseProtocol(name: string, protocol: string): "http" | "https" | "tcp" {
  switch (protocol) {
    case "HTTP":
      return "http";
    case "HTTPS":
      return "https";
    case "TCP":
    case "TLS":
      return "tcp";
    default:
      throw new ProbeDefinitionError(
        `Target group ${name} or its listener speaks ${protocol}: expected HTTP, HTTPS or TCP`,
      );
  }
}
