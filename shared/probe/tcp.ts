import { connect } from "node:net";
import { classifyConnectionError } from "./connection-fault.ts";
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
  const socket = connect({ host: target.address, port: target.port, autoSelectFamily: false });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
      socket.setTimeout(probe.timeoutMs, () => {
        reject(Object.assign(new Error("connect timed out"), { code: "ETIMEDOUT" }));
      });
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    return { kind: "passed", latencyMs: performance.now() - startedAt };
  } catch (error) {
    signal.throwIfAborted();
    const latencyMs = performance.now() - startedAt;
    const fault = classifyConnectionError(error);
    return fault.kind === "failed"
      ? { kind: "failed", decisive: false, latencyMs, request, expected: "an open port", observed: fault.observed }
      : { kind: "error", latencyMs, request, observed: fault.observed, likelyCause: fault.likelyCause };
  } finally {
    socket.destroy();
  }
}
