import type { TargetGroup } from "../deployment/target-group.ts";
import { Flow } from "../probe/flow/flow.ts";
import { grpcHealth } from "../probe/grpc/grpc-health-probe.ts";
import { HttpProbe, request } from "../probe/http/http-probe.ts";
import type { HttpOptions } from "../probe/http/http-request.ts";
import type { StatusRange } from "../probe/http/status.ts";
import { text } from "../probe/http/text.ts";
import { within } from "../probe/http/within.ts";
import { ProbeBase } from "../probe/probe-base.ts";
import type { Probe } from "../probe/probers.ts";
import { tcp } from "../probe/tcp/tcp-probe.ts";
import { configuredIdentity } from "./configured-identity.ts";
import { ProbeDefinitionError } from "./probe-definition-error.ts";
import { protocolOf, type Protocol } from "./protocol-of.ts";
import type { Green, ProbeSettings, Question, Through } from "./question.ts";

/** The path by which load balancers and their kin ask a gRPC service for its health. */
const GRPC_HEALTH_PATH = "/grpc.health.v1.Health/Check";

/** What health means: the target group's own health check, with what the configuration says instead. */
export function healthProbe(green: Green, settings: ProbeSettings, through: Through): Question {
  const protocol = protocolOf(green.targetGroup, through);
  return questionOf(settings, protocol, through, () => healthOf(green, settings, protocol));
}

/** The requests that every green task must answer: those configured, or health where none are. */
export function smokeProbes(green: Green, settings: ProbeSettings, through: Through): readonly Question[] {
  const written = (settings.smoke ?? []).filter(isNoFlow);
  if (written.length === 0) return [healthProbe(green, settings, through)];
  const protocol = protocolOf(green.targetGroup, through);
  return written.map((each) => {
    return questionOf(settings, protocol, through, () => {
      if (each instanceof ProbeBase) return withIdentity(each, green, settings);
      if (protocol.name === "http") return httpProbe(green, settings, each);
      throw new ProbeDefinitionError(
        `hooks.config.ts, smoke: expected target group ${green.targetGroup.name} to speak HTTP, but it checks health by ${green.targetGroup.healthCheck.protocolVersion === "GRPC" ? "gRPC" : green.targetGroup.healthCheck.protocol}: remove ${each.path}, or write a probe of that protocol`,
      );
    });
  });
}

/** Paths asked by GET as customers' pages are, which may answer with a redirect. @throws {ProbeDefinitionError} where the target group speaks no HTTP */
export function pageProbes(
  green: Green,
  settings: ProbeSettings,
  paths: readonly string[],
  through: Through,
): readonly Question[] {
  const protocol = protocolOf(green.targetGroup, through);
  return paths.map((path) => {
    return questionOf(settings, protocol, through, () => {
      if (protocol.name === "http") return httpProbe(green, settings, { path, status: "200-399" });
      throw new ProbeDefinitionError(
        `hooks.config.ts, warmUpLoad.paths: expected target group ${green.targetGroup.name} to speak HTTP: remove them, and health is asked`,
      );
    });
  });
}

type SmokeEntry = NonNullable<ProbeSettings["smoke"]>[number];

function isNoFlow(entry: SmokeEntry): entry is Exclude<SmokeEntry, Flow> {
  return !(entry instanceof Flow);
}

function questionOf(settings: ProbeSettings, { secure }: Protocol, through: Through, probe: () => Probe): Question {
  const verify = through.kind === "listener" || !settings.unverifiedTaskCertificates;
  return { probe: probe(), host: settings.host, tls: secure ? { verify } : undefined };
}

function healthOf(green: Green, settings: ProbeSettings, protocol: Protocol): Probe {
  const { targetGroup } = green;
  const timeout = `${settings.probing.timeout}ms` as const;
  if ("kind" in settings.health) {
    refuseIdentity(settings.health, settings);
    return withIdentity(settings.health, green, settings);
  }
  if (protocol.name === "http") {
    const { path = targetGroup.healthCheck.path, ...expected } = settings.health;
    return httpProbe(green, settings, { ...expected, path });
  }
  refuseHttpSettings(targetGroup, settings);
  if (protocol.name === "tcp") return tcp({ timeout });
  if (targetGroup.healthCheck.path !== GRPC_HEALTH_PATH) {
    throw new ProbeDefinitionError(
      `Target group ${targetGroup.name} checks health by calling ${targetGroup.healthCheck.path}: expected ${GRPC_HEALTH_PATH}. Write what to ask into hooks.config.ts: health: grpcHealth("your.Service")`,
    );
  }
  return grpcHealth("", { timeout });
}

/** What was asked for and cannot be done must not be left out in silence. */
function refuseHttpSettings({ name, healthCheck }: TargetGroup, { health, identity }: ProbeSettings): void {
  // An HTTP health check behind a TCP listener is not asked for by HTTP, and its settings stay those of the tasks.
  if (healthCheck.protocolVersion !== "GRPC" && ["HTTP", "HTTPS"].includes(healthCheck.protocol)) return;
  const useless = [...(identity ? ["identity"] : []), ...Object.keys(health).map((member) => `health.${member}`)];
  if (useless.length === 0) return;
  const how = healthCheck.protocolVersion === "GRPC" ? "gRPC" : healthCheck.protocol;
  throw new ProbeDefinitionError(
    `hooks.config.ts, ${useless.join(", ")}: expected target group ${name} to check health by HTTP, but it does so by ${how}: remove them`,
  );
}

/** What no answer can prove must not be asked for. */
function refuseIdentity(health: Probe, { identity }: ProbeSettings): void {
  if (!identity || health instanceof HttpProbe) return;
  throw new ProbeDefinitionError(
    `hooks.config.ts, identity: expected health to be asked by HTTP, but it is ${String(health)}: remove identity, or ask for health by get(…)`,
  );
}

/** A request as `hooks.config.ts` writes it without the probe library. */
interface WrittenRequest extends Pick<HttpOptions, "headers"> {
  readonly method?: "GET" | "HEAD" | "POST";
  readonly path: string;
  readonly status?: string | number | undefined;
  readonly within?: number | undefined;
  readonly bodyIncludes?: string | undefined;
}

function httpProbe(green: Green, settings: ProbeSettings, written: WrittenRequest): Probe {
  const { method = "GET", path, headers = {}, status: given, within: withinMs, bodyIncludes } = written;
  const codes = String(given ?? green.targetGroup.healthCheck.codes ?? "200") as StatusRange;
  const probe = request(method, path, { headers, timeout: `${settings.probing.timeout}ms` }).expect(
    codes,
    ...(bodyIncludes === undefined ? [] : [text(bodyIncludes)]),
    ...(withinMs === undefined ? [] : [within(`${withinMs}ms`)]),
  );
  return withIdentity(probe, green, settings);
}

function withIdentity(probe: Probe, green: Green, settings: ProbeSettings): Probe {
  const identity = probe instanceof HttpProbe ? configuredIdentity(green, settings) : undefined;
  return identity && probe instanceof HttpProbe ? probe.expect(identity) : probe;
}
