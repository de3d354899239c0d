import { classifyConnectionError } from "./connection-fault.ts";
import { openSocket } from "./open-socket.ts";
import type { Outcome } from "./outcome.ts";
import { hostAndPort, type Target } from "./target.ts";

/** Opens a TCP connection and closes it: what the health check of a Network Load Balancer does. */
export interface TcpProbe {
  readonly protocol: "tcp";
  /** Milliseconds until the prober gives up. */
  readonly timeoutMs: number;
}

/** Rejects only when `signal` is aborted, with its reason. */
export async function probeTcp(probe: TcpProbe, target: Target, signal: AbortSignal): Promise<Outcome> {
  signal.throwIfAborted();
  const request = `TCP connection to ${hostAndPort(target)}`;
  const startedAt = performance.now();
  try {
    const socket = await openSocket(target, probe.timeoutMs, signal);
    socket.destroy();
    return { kind: "passed", latencyMs: performance.now() - startedAt };
  } catch (error) {
    signal.throwIfAborted();
    const latencyMs = performance.now() - startedAt;
    const fault = classifyConnectionError(error);
    return fault.kind === "failed"
      ? { ...fault, decisive: false, latencyMs, request, expected: "an open port" }
      : { ...fault, latencyMs, request };
  }
}
