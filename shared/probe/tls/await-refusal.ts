import type { TLSSocket } from "node:tls";
import type { PhaseClock } from "../phases.ts";

/** What an alert takes to come, in round trips: one, and as much again for a peer that is busy. */
const PATIENCE = 2;
const LEAST_MS = 50;
const MOST_MS = 250;

/**
 * In TLS 1.3 a client is done before the peer has judged it: one that demands a certificate of its clients says so after the
 * handshake. Waits for that, or for the session ticket with which most peers show that they are content, and not for long.
 * @param remainingMs what is left of the probe's time
 * @throws the alert, or the reason with which `signal` was aborted
 */
export async function awaitRefusal(
  secure: TLSSocket,
  clock: PhaseClock,
  remainingMs: number,
  signal: AbortSignal,
): Promise<void> {
  if (secure.getProtocol() !== "TLSv1.3" || secure.destroyed) return throwErrored(secure);
  const patienceMs = Math.min(MOST_MS, LEAST_MS + PATIENCE * (clock.phases.tls ?? 0), remainingMs);
  if (patienceMs <= 0) return;
  clock.begin("firstByte");
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = (): void => reject(signal.reason);
  const done = (): void => resolve();
  // Not at once: what came while this process was busy is read first.
  const timer = setTimeout(() => setImmediate(done), patienceMs);
  signal.addEventListener("abort", stop, { once: true });
  const events = ["session", "readable", "end", "close"] as const;
  for (const event of events) secure.once(event, done);
  secure.once("error", reject);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    for (const event of events) secure.removeListener(event, done);
    secure.removeListener("error", reject);
  }
  throwErrored(secure);
}

function throwErrored({ errored }: TLSSocket): void {
  if (errored) throw errored;
}
