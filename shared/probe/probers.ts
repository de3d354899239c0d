import type { CustomProbe } from "./custom/custom-probe.ts";
import type { DnsProbe } from "./dns/dns-probe.ts";
import type { GrpcHealthProbe } from "./grpc/grpc-health-probe.ts";
import { httpProber } from "./http/http-prober.ts";
import type { HttpProbe } from "./http/http-probe.ts";
import type { Prober, ProbeValue } from "./prober.ts";
import type { TcpProbe } from "./tcp/tcp-probe.ts";
import { tcpProber } from "./tcp/tcp-prober.ts";
import type { TlsProbe } from "./tls/tls-probe.ts";
import type { WebSocketProbe } from "./websocket/websocket-probe.ts";

/** A question to a running service: a value that can be printed, compared and recorded. */
export type Probe = HttpProbe | TcpProbe | TlsProbe | GrpcHealthProbe | WebSocketProbe | DnsProbe | CustomProbe;

/** What a probe is answered with. */
export type AnswerOf<P extends ProbeValue> = P extends ProbeValue<infer Answer> ? Answer : never;

/** A prober, or what loads it: what not every service needs is loaded when it is needed. */
type Entry<P extends ProbeValue> = Prober<P, AnswerOf<P>> | (() => Promise<Prober<P, AnswerOf<P>>>);

/** One prober for each kind of probe: the compiler refuses a kind that has none. */
const PROBERS: { readonly [Kind in Probe["kind"]]: Entry<Extract<Probe, { readonly kind: Kind }>> } = {
  http: httpProber,
  tcp: tcpProber,
  tls: async () => (await import("./tls/tls-prober.ts")).tlsProber,
  "grpc-health": async () => (await import("./grpc/grpc-health-prober.ts")).grpcHealthProber,
  websocket: async () => (await import("./websocket/websocket-prober.ts")).webSocketProber,
  dns: async () => (await import("./dns/dns-prober.ts")).dnsProber,
  custom: async () => (await import("./custom/custom-prober.ts")).customProber,
};

/** Every kind of probe. */
export const PROBE_KINDS = Object.keys(PROBERS) as readonly Probe["kind"][];

/** The prober for `kind`: at once where it is loaded already. */
export function findProber(kind: Probe["kind"]): Prober<ProbeValue, unknown> | Promise<Prober<ProbeValue, unknown>> {
  const entry: Entry<Probe> = PROBERS[kind];
  return typeof entry === "function" ? entry() : entry;
}
