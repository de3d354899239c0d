import { probeHttp, type HttpProbe } from "./http.ts";
import type { Outcome } from "./outcome.ts";
import type { Target } from "./target.ts";
import { probeTcp, type TcpProbe } from "./tcp.ts";

/** A question to a running service: a value that can be printed, compared and recorded. */
export type Probe = HttpProbe | TcpProbe;

/** Asks once. Rejects only when `signal` is aborted, with its reason. */
export function runProbe(probe: Probe, target: Target, signal: AbortSignal): Promise<Outcome> {
  return probe.protocol === "tcp" ? probeTcp(probe, target, signal) : probeHttp(probe, target, signal);
}

/** `GET /health` or `TCP connection`: the probe without its target. */
export function describeProbe(probe: Probe): string {
  return probe.protocol === "tcp" ? "TCP connection" : `${probe.method} ${probe.path}`;
}
