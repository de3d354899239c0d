import { request } from "node:http";

import type { Matcher } from "./matcher.ts";
import { CHECKS_FAILED, describeCodeMismatch, type TargetHealth, TIMED_OUT } from "./target-health.ts";

/** Health check settings of a target group. */
export interface HealthCheckSettings {
  readonly protocol: "HTTP";
  /** A port number, or "traffic-port": the port under which each target is registered. */
  readonly port: string;
  readonly path: string;
  /** Deployment seconds from the start of one check to the start of the next. */
  readonly intervalSeconds: number;
  /** Wall seconds in which the whole answer must arrive. */
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  /** HTTP codes that pass, as AWS writes them: "200", "200,202", "200-399". */
  readonly matcher: string;
}

/** What one check found: `health` is what the target becomes when enough checks fail in a row. */
export type HealthCheckOutcome = { readonly ok: true } | { readonly ok: false; readonly health: TargetHealth };

/**
 * Checks one target once, on a connection of its own. Whatever the target does is an outcome;
 * rejects only with the reason of `signal`, once nothing of the check is open any more.
 */
export async function checkTarget(
  address: { readonly id: string; readonly port: number },
  settings: HealthCheckSettings,
  matches: Matcher,
  signal: AbortSignal,
): Promise<HealthCheckOutcome> {
  signal.throwIfAborted();
  if (!isRequestPath(settings.path)) return { ok: false, health: CHECKS_FAILED };
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  let outcome: HealthCheckOutcome = { ok: false, health: CHECKS_FAILED };
  const port = settings.port === "traffic-port" ? address.port : Number(settings.port);
  const check = request({
    agent: false,
    headers: { host: `${address.id}:${port}`, "user-agent": "ELB-HealthChecker/2.0" },
    host: address.id,
    path: settings.path,
    port,
    signal,
  });
  const timer = setTimeout(() => {
    outcome = { ok: false, health: TIMED_OUT };
    check.destroy();
  }, settings.timeoutSeconds * 1000);
  check.once("response", (answer) => {
    const status = answer.statusCode ?? 0;
    answer.once("end", () => {
      outcome = matches(status) ? { ok: true } : { ok: false, health: describeCodeMismatch(status) };
    });
    // An answer that breaks off stays "Health checks failed"; without a listener it would be an uncaught error.
    answer.on("error", () => {});
    answer.resume();
  });
  check.on("error", () => {});
  check.once("close", resolve);
  check.end();
  await closed;
  clearTimeout(timer);
  signal.throwIfAborted();
  return outcome;
}

/** Node throws for a path that cannot stand in the first line of a request; to a load balancer its check has failed. */
function isRequestPath(path: string): boolean {
  return /^\/[!-~]*$/.test(path);
}
