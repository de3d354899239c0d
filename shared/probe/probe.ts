import { probeHttp, type HttpProbe } from "./http.ts";
import type { Outcome } from "./outcome.ts";
import type { Target } from "./target.ts";
import { probeTcp, type TcpProbe } from "./tcp.ts";

/** A question to a running service: a value that can be printed, compared and recorded. */
export type Probe = HttpProbe | TcpProbe;

type Prober<P> = (probe: P, target: Target, signal: AbortSignal) => Promise<Outcome>;

type ProbeOf<P extends Probe["protocol"]> = P extends HttpProbe["protocol"] ? HttpProbe : TcpProbe;

/** Every protocol has its prober: a protocol without one does not compile. */
const PROBERS: { readonly [P in Probe["protocol"]]: Prober<ProbeOf<P>> } = {
  http: probeHttp,
  https: probeHttp,
  tcp: probeTcp,
};

/** Asks once. Rejects only when `signal` is aborted, with its reason. */
export function runProbe(probe: Probe, target: Target, signal: AbortSignal): Promise<Outcome> {
  switch (probe.protocol) {
    case "http":
    case "https":
      return PROBERS[probe.protocol](probe, target, signal);
    case "tcp":
      return PROBERS.tcp(probe, target, signal);
  }
}

/** `GET /health` or `TCP connection`: the probe without its target. */
export function describeProbe(probe: Probe): string {
  return probe.protocol === "tcp" ? "TCP connection" : `${probe.method} ${probe.path}`;
}
